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

    /// <summary>Rounds that speak against what is settled; null when none does.</summary>
    public Streak? Streak { get; init; }

    /// <summary>A round was good since the definition came into force; see <see cref="Patience.StartPeriod"/>.</summary>
    public bool HasPassed { get; init; }

    /// <summary>The face after a round; a round that observed nothing leaves the count of failures alone.</summary>
    /// <remarks>So does a good round while it takes more of them to recover.</remarks>
    public CheckFace After(ProbeResult result, RoundVerdict verdict, Streak? streak) => new()
    {
        Last = result,
        Verdict = verdict,
        Streak = streak is { IsSettled: false } ? streak : null,
        HasPassed = HasPassed || verdict.Status is CheckStatus.Ok or CheckStatus.Warn,
        ConsecutiveFailures = verdict.Status switch
        {
            CheckStatus.Fail => ConsecutiveFailures + 1,
            CheckStatus.Unknown => ConsecutiveFailures,
            _ => streak is { IsSettled: false } ? ConsecutiveFailures : 0,
        },
    };

    /// <summary>The face of a check whose past was found; what happened while it was looked up stays in front.</summary>
    public CheckFace With(Recount past) => this with
    {
        HasPassed = HasPassed || past.HasPassed,
        Streak = Streak is { IsPartial: true } ? Streak.Complete(past.Streak) : Streak,
        ConsecutiveFailures = ConsecutiveFailures + (Streak is { IsPartial: true, IsFailing: true } ? past.Failures : 0),
    };

    /// <summary>Under a changed definition the rounds are counted anew.</summary>
    public CheckFace Anew(bool isDown) => this with
    {
        Retry = null,
        Streak = null,
        HasPassed = false,
        ConsecutiveFailures = isDown ? ConsecutiveFailures : 0,
    };

    public CheckTile Tile(CheckDefinition definition, CheckState state, DateTimeOffset? nextDueAt, DateTimeOffset? closedUntil = null, QuietTile? quiet = null) => new()
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
        FirstFailedAt = state.Incident?.FailingSince ?? state.Incident?.OpenedAt,
        LastNotificationAt = state.LastNotificationAt,
        LatencyMs = Last?.Observation.Timed == false ? null : Last?.LatencyMs,
        LastCheckedAt = Last?.At,
        NextDueAt = nextDueAt,
        Reason = Verdict is null || Streak is { IsFailing: false, IsOpen: true } ? state.Incident?.Reason : Verdict.Reason,
        Retry = Retry,
        Streak = Streak is { IsOpen: true } ? Streak : null,
        Schedule = definition.Schedule,
        Rest = closedUntil is { } opens ? ScheduleText.Closed(opens, definition.Timetable!.Zone) : null,
        Badges = definition.Badges,
        Phases = Last?.Observation.Phases,
        CertificateUntil = Last?.Observation.CertificateUntil,
        Tags = definition.Tags,
        Group = definition.Group,
        Parts = Last?.Observation.Parts ?? [],
        AlertTrouble = Trouble(state),
        Quiet = quiet,
        Proposals = state.Incident is not { } incident || incident.Treatments.IsEmpty ? []
            : [.. incident.Treatments.Values.Select(treatment => treatment.Proposal).OfType<CheckEvent.RemedyProposed>().Select(one => new ProposalTile(one.Id, one.Action, one.Until))],
    };

    private static string? Trouble(CheckState state) => state.OpenAlerts.IsEmpty ? null : state.OpenAlerts.Values
        .SelectMany(open => open.Waiting)
        .Where(waiting => waiting.Value is not null)
        .Select(waiting => $"{waiting.Key}: {waiting.Value}")
        .FirstOrDefault();
}
