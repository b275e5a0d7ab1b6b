using System.Text.Json;

namespace Monitor.Bench;

/// <summary>What is measured.</summary>
/// <param name="Interval">Seconds.</param>
/// <param name="Duration">Seconds, after the warm-up.</param>
/// <param name="Failing">Percent of the checks whose target answers 503.</param>
/// <param name="Hanging">Percent of the checks whose target never answers.</param>
public sealed record Workload(int Checks, int Interval, int Duration, bool Reuse, int Failing, int Hanging)
{
    /// <summary>Where the engine runs; made and removed by the run.</summary>
    public string Folder { get; init; } = "";

    /// <summary>A PostgreSQL server and an empty database; null for SQLite.</summary>
    public string? DatabaseUrl { get; init; }

    /// <summary>Events that the journal holds before a restart.</summary>
    public int Events { get; init; }

    /// <summary>What the events come to was stored before a restart.</summary>
    public bool States { get; init; } = true;

    public int Viewers { get; init; }

    /// <summary>Seconds that a probe may take.</summary>
    public int Timeout { get; init; } = 10;

    /// <summary>So many checks ask one address of the loopback network.</summary>
    private const int ChecksPerHost = 200;

    private const int MostHosts = 500;

    /// <summary>How long both sides run at least before anything is measured.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Math.Min(Interval, 10));

    public double PerSecond => (double)Checks / Interval;

    public static Workload Parse(string json) => JsonSerializer.Deserialize<Workload>(json)!; // written by the parent

    public override string ToString() => JsonSerializer.Serialize(this);

    public IEnumerable<string> Hosts => Enumerable.Range(0, Math.Min(MostHosts, ((Checks - 1) / ChecksPerHost) + 1)).Select(Host);

    public string Url(int check, int port) => $"http://{Host(check / ChecksPerHost % MostHosts)}:{port}/{Path(check)}/{check}";

    private static string Host(int number) => $"127.0.{number / 250}.{(number % 250) + 1}";

    /// <summary>What the target does for a check: <c>ok</c>, <c>fail</c> or <c>hang</c>.</summary>
    private string Path(int check) => (check % 100) switch
    {
        var n when n < Hanging => "hang",
        var n when n < Hanging + Failing => "fail",
        _ => "ok",
    };
}
