using System.Collections.Immutable;

namespace Monitor.Actors.Checks.Pings;

/// <summary>What the pings so far come to.</summary>
public sealed record PingProgress
{
    /// <summary>Runs that are followed at once; when one more starts, the oldest is forgotten.</summary>
    public const int MostRuns = 10;

    public static PingProgress None { get; } = new();

    /// <summary>The newest ping, whatever it said.</summary>
    public Ping? Last { get; init; }

    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>How long the last success took; null when nobody knows.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Set from a reported failure until the next success.</summary>
    public string? Failure { get; init; }

    /// <summary>A deadline was missed, and no success has come since.</summary>
    public bool Missing { get; init; }

    /// <summary>The runs under way, in the order of their start pings.</summary>
    public ImmutableArray<PingRun> Runs { get; init; } = [];

    public PingProgress After(Ping ping, PingRules rules) => (this with { Last = ping with { Output = null } }).With(ping, rules);

    private PingProgress With(Ping ping, PingRules rules) => ping.Kind switch
    {
        PingKind.Success => this with
        {
            SucceededAt = ping.At,
            Failure = null,
            Missing = false,
            Took = ping.Took ?? TookOf(ping),
            Runs = Runs.RemoveAll(run => run.Id == ping.RunId || run.StartedAt + rules.FinishWithin <= ping.At),
        },
        PingKind.Fail => this with { Failure = ping.Message ?? "a failure was reported", Runs = Runs.RemoveAll(run => run.Id == ping.RunId) },
        PingKind.Start => this with { Runs = Started(new PingRun(ping.RunId, ping.At)) },
        _ => this,
    };

    private ImmutableArray<PingRun> Started(PingRun run)
    {
        var others = Runs.RemoveAll(other => other.Id == run.Id);
        return [.. others.Skip(Math.Max(0, others.Length - MostRuns + 1)), run];
    }

    private TimeSpan? TookOf(Ping finish)
    {
        var run = Runs.FirstOrDefault(run => run.Id == finish.RunId);
        return run is null || finish.At < run.StartedAt ? null : finish.At - run.StartedAt;
    }
}

/// <summary>A run that has said that it begins, and not yet that it ended.</summary>
/// <param name="Id">Null for runs that do not overlap.</param>
public sealed record PingRun(Guid? Id, DateTimeOffset StartedAt);
