using System.Text.Json;

namespace Monitor.Bench;

/// <summary>What one side of the comparison measured.</summary>
/// <param name="Run">Rounds that ended while it was measured.</param>
/// <param name="CpuMs">Processor time of the whole process, in milliseconds.</param>
/// <param name="RssMb">Resident memory at the end.</param>
/// <param name="StartSeconds">From the process's start until every check had its first result.</param>
public sealed record Figures(
    long Run, double Seconds, double CpuMs, double RssMb, double LateP50, double LateP99, double LateMax, double StartSeconds,
    long Skipped, long Dropped, double BytesPerMillion)
{
    private const string Mark = "figures: ";

    public double CpuPerCheck => Run == 0 ? double.NaN : CpuMs / Run;

    public void Print() => Console.WriteLine(Mark + JsonSerializer.Serialize(this, Options));

    public static Figures? Parse(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize<Figures>(line[Mark.Length..], Options) : null;

    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
