using Monitor.Actors.Board;

namespace Monitor.Actors.Checks;

/// <summary>What a check shows beside its journaled state: the last round, and the retry under way.</summary>
public sealed record CheckFace
{
    public static CheckFace New { get; } = new();

    public int ConsecutiveFailures { get; init; }

    public ProbeResult? Last { get; init; }

    public RoundVerdict? Verdict { get; init; }

    public RetryProgress? Retry { get; init; }

    /// <summary>The face after a round; a round that observed nothing leaves the count of failures alone.</summary>
    public CheckFace After(ProbeResult result, RoundVerdict verdict) => new()
    {
        Last = result,
        Verdict = verdict,
        ConsecutiveFailures = verdict.Status switch
        {
            CheckStatus.Fail => ConsecutiveFailures + 1,
            CheckStatus.Unknown => ConsecutiveFailures,
            _ => 0,
        },
    };

    public CheckTile Tile(CheckDefinition definition, CheckState state, DateTimeOffset nextDueAt) => new()
    {
        Name = definition.Name,
        Type = definition.Type.Name,
        Target = definition.Target,
        Severity = definition.Severity,
        Source = definition.Source,
        Interval = definition.Interval,
        Yaml = definition.Yaml,
        Status = Verdict?.Status == CheckStatus.Unknown ? CheckStatus.Unknown : state.Status,
        Since = state.Since,
        ConsecutiveFailures = state.Incident is null ? 0 : ConsecutiveFailures,
        FirstFailedAt = state.Incident?.OpenedAt,
        LastNotificationAt = state.LastNotificationAt,
        LatencyMs = Last?.LatencyMs,
        LastCheckedAt = Last?.At,
        NextDueAt = nextDueAt,
        Reason = Verdict is null ? state.Incident?.Reason : Verdict.Reason,
        Retry = Retry,
        Badges = definition.Badges,
        Phases = Last?.Observation.Phases,
        AlertTrouble = Trouble(state),
    };

    private static string? Trouble(CheckState state) => state.OpenAlerts.IsEmpty ? null : state.OpenAlerts.Values
        .SelectMany(open => open.Waiting)
        .Where(waiting => waiting.Value is not null)
        .Select(waiting => $"{waiting.Key}: {waiting.Value}")
        .FirstOrDefault();
}
