using System.Text.Json;

namespace Monitor.Bench;

/// <summary>What is measured.</summary>
/// <param name="Interval">Seconds.</param>
/// <param name="Duration">Seconds, after one interval of warm-up.</param>
/// <param name="Failing">Percent of the checks whose target answers 503.</param>
/// <param name="Hanging">Percent of the checks whose target never answers.</param>
public sealed record Workload(int Checks, int Interval, int Duration, bool Reuse, int Failing, int Hanging)
{
    public double PerSecond => (double)Checks / Interval;

    public static Workload Parse(string json) => JsonSerializer.Deserialize<Workload>(json)!; // written by the parent

    public override string ToString() => JsonSerializer.Serialize(this);

    /// <summary>What the target does for a check: <c>ok</c>, <c>fail</c> or <c>hang</c>.</summary>
    public string Path(int check) => (check % 100) switch
    {
        var n when n < Hanging => "hang",
        var n when n < Hanging + Failing => "fail",
        _ => "ok",
    };
}
