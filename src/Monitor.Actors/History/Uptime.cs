namespace Monitor.Actors.History;

/// <summary>How a check did in a range: its rounds, and for how long nothing was observed and why (<c>docs/history.md</c>).</summary>
/// <param name="Since">Earlier than asked for when only coarser tiers are left of that time.</param>
/// <param name="Until">Later than asked for, for the same reason.</param>
/// <param name="Unknown">Rounds that could not say anything about the target; left out of the share.</param>
/// <param name="NotRunning">The monitor was not running.</param>
/// <param name="NoResults">It was running, but no result came for longer than expected.</param>
/// <param name="BeforeFirst">The check did not have its first result yet; the other two do not count that time.</param>
/// <param name="Latency">Of the observed rounds; null when nothing was measured.</param>
public sealed record Uptime(
    DateTimeOffset Since,
    DateTimeOffset Until,
    int Ok,
    int Warn,
    int Fail,
    int Unknown,
    TimeSpan NotRunning,
    TimeSpan NoResults,
    TimeSpan BeforeFirst,
    Latency? Latency)
{
    /// <summary>Planned, so that the rounds in it count neither way; the monitor was running.</summary>
    public TimeSpan Maintenance { get; init; }

    /// <summary>Nobody looked, on somebody's order.</summary>
    public TimeSpan Paused { get; init; }

    public int Observed => Ok + Warn + Fail;

    /// <summary>From 0 to 1, of the rounds that were observed; WARN is up. Null when none was.</summary>
    public double? Share => Observed == 0 ? null : (double)(Ok + Warn) / Observed;

    internal static Uptime Of(TierQueries past, Stretch asked)
    {
        var range = past.Horizons.Widen(asked);
        var (since, until) = (DateTimeOffset.FromUnixTimeMilliseconds(range.From), DateTimeOffset.FromUnixTimeMilliseconds(range.To));
        var sum = past.Fold(range, new TimeSlots(since, until, 1))[0];
        var lived = range with { From = Math.Clamp(past.FirstRound() ?? range.To, range.From, range.To) };
        var maintenance = Without(past.PlannedIn(lived, PlannedKind.Maintenance), past.NotRunning);
        var paused = Without(Without(past.PlannedIn(lived, PlannedKind.Paused), past.NotRunning), maintenance);
        return new Uptime(
            since, until, sum[ResultKind.Ok], sum[ResultKind.Warn], sum[ResultKind.Fail], sum[ResultKind.Unknown],
            Total(past.NotRunning.Select(gap => gap.Clip(lived))),
            Total(Without(Without(past.SilencesIn(lived), maintenance), paused)),
            TimeSpan.FromMilliseconds(lived.From - range.From),
            History.Latency.Of(sum))
        {
            Maintenance = Total(maintenance),
            Paused = Total(paused),
        };
    }

    private static IReadOnlyList<Stretch> Without(IEnumerable<Stretch> parts, IEnumerable<Stretch> holes) =>
        [.. parts.SelectMany(part => part.Without(holes))];

    private static TimeSpan Total(IEnumerable<Stretch> parts) => TimeSpan.FromMilliseconds(parts.Sum(part => part.Length));
}
