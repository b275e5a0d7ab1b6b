using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Checks;

/// <summary>What was decided about a check, as its journal keeps it for ever.</summary>
/// <remarks>
/// Each event has a manifest in <see cref="Journal.EventManifests"/>, an arm in <see cref="CheckState.Apply"/> and a
/// stored sample beside the tests. Fields may be added with a default; none is renamed or changes its meaning.
/// </remarks>
public abstract record CheckEvent
{
    private CheckEvent(DateTimeOffset at) => At = at;

    [JsonPropertyOrder(-1)]
    public DateTimeOffset At { get; init; }

    /// <summary>The check was defined, or its definition changed.</summary>
    /// <param name="Yaml">As written, placeholders unfilled.</param>
    public sealed record Defined(DateTimeOffset At, string Source, string Yaml, string Fingerprint) : CheckEvent(At);

    /// <summary>The check was removed: its incident is closed, nothing of it carries over to a later namesake.</summary>
    public sealed record Retired(DateTimeOffset At) : CheckEvent(At);

    /// <summary>The first result ever was good; silent.</summary>
    public sealed record CameUp(DateTimeOffset At) : CheckEvent(At);

    /// <param name="FailingSince">The first failed round, when more than one was needed.</param>
    public sealed record WentDown(
        DateTimeOffset At, string Incident, string Reason, string? Details = null, DateTimeOffset? FailingSince = null) : CheckEvent(At);

    /// <param name="Incident">The incident that this ends.</param>
    /// <param name="After">The remedy that ran during the incident and did not fail, if any.</param>
    /// <param name="Cure">What has fixed it, such as <c>fixed by http_post after 12 s, 1st try</c>; null when nothing is known to have.</param>
    public sealed record Recovered(DateTimeOffset At, string Incident, string? After = null, string? Cure = null) : CheckEvent(At);

    /// <summary>Up, but slower than it should be.</summary>
    public sealed record Degraded(DateTimeOffset At, string Reason) : CheckEvent(At);

    /// <summary>No longer degraded.</summary>
    public sealed record Restored(DateTimeOffset At) : CheckEvent(At);

    /// <summary>A deadline passed without a success; raised once per <paramref name="Window"/> (PARITY N6).</summary>
    public sealed record DeadlineMissed(DateTimeOffset At, string Window, string Reason) : CheckEvent(At);

    /// <summary>A run was seen for the first time.</summary>
    public sealed record RunSeen(DateTimeOffset At, string JobId, DateTimeOffset? StartedAt = null) : CheckEvent(At);

    /// <param name="SucceededAt">When it succeeded as far as is certain, which may be before <paramref name="At"/>.</param>
    public sealed record RunSucceeded(DateTimeOffset At, string JobId, DateTimeOffset SucceededAt) : CheckEvent(At);

    /// <summary>The job is to be started: an event and a request.</summary>
    /// <param name="Occurrence">When the schedule asked for it.</param>
    public sealed record JobStartRequested(DateTimeOffset At, DateTimeOffset Occurrence) : CheckEvent(At);

    /// <param name="JobId">What the start URL answered; null when the start failed.</param>
    /// <param name="Lost">True when the monitor stopped before it knew: that says nothing about the job.</param>
    public sealed record JobStartSettled(DateTimeOffset At, string? JobId, string? Problem = null, bool? Lost = null) : CheckEvent(At);

    /// <summary>Somebody is to be told: an event and a request, open until every channel has settled it.</summary>
    /// <param name="Id">The same on every attempt and after every restart.</param>
    /// <param name="Via">The routes that chose the channels, such as <c>route 1, route 3</c>; null without routes, and where those are told who know of it.</param>
    /// <param name="Repeats">The alert that is told again by this one; null for news.</param>
    /// <param name="By">Who asked to tell it again.</param>
    /// <param name="NewsAt">When it was told first, if it is told again; null for news.</param>
    /// <param name="InsteadOf">The channel that has not delivered it, so that this one is told; null unless it is a fallback.</param>
    public sealed record AlertRaised(
        DateTimeOffset At,
        string Id,
        AlertKind Kind,
        string Incident,
        string Severity,
        string? Reason,
        string? Details,
        ImmutableArray<string> Channels,
        string? Via = null,
        string? Repeats = null,
        string? By = null,
        DateTimeOffset? NewsAt = null,
        string? InsteadOf = null) : CheckEvent(At)
    {
        /// <summary>When that happened which it tells of.</summary>
        internal DateTimeOffset TellsOf => NewsAt ?? At;
    }

    /// <summary>A channel has not accepted the alert yet and says why; told once per reason.</summary>
    public sealed record AlertHeld(DateTimeOffset At, string Id, string Channel, string Reason) : CheckEvent(At);

    public sealed record AlertDelivered(DateTimeOffset At, string Id, string Channel, string? Answer = null) : CheckEvent(At);

    /// <summary>A channel will never accept the alert.</summary>
    public sealed record AlertAbandoned(DateTimeOffset At, string Id, string Channel, string Reason) : CheckEvent(At);

    /// <summary>Something happened that somebody would be told, but a rule holds it back; told once per reason.</summary>
    /// <param name="Kind">What would be told now.</param>
    /// <param name="Rule">Which rule: <c>maintenance</c>, <c>unreachable</c>, ...</param>
    /// <param name="Told">The incident that people know of; null when they believe that all is well.</param>
    /// <param name="UntoldChannels">Channels that do not know of it.</param>
    /// <param name="Window">The deadline window that was missed, if that is the news.</param>
    /// <param name="ToldChannels">Channels that were asked to tell of <paramref name="Told"/>; null when they were not kept.</param>
    public sealed record AlertSuppressed(
        DateTimeOffset At,
        AlertKind Kind,
        string Incident,
        string Rule,
        string Reason,
        string? Told,
        ImmutableArray<string> UntoldChannels,
        string? Window = null,
        ImmutableArray<string>? ToldChannels = null) : CheckEvent(At);

    /// <summary>Nothing holds back the news any more: what is different from what was told last is told now.</summary>
    /// <param name="Tells">Null when people know already how it is.</param>
    public sealed record SuppressionEnded(DateTimeOffset At, string Rule, AlertKind? Tells = null) : CheckEvent(At);

    /// <summary>It changes between failing and not failing so often that the single changes are not told.</summary>
    /// <param name="Percent">How much it changes, the newest changes weighing most.</param>
    public sealed record FlappingStarted(DateTimeOffset At, double Percent, double Limit) : CheckEvent(At);

    public sealed record FlappingStopped(DateTimeOffset At, double Percent, double Limit) : CheckEvent(At);

    /// <summary>Somebody looks after the incident: nobody is reminded of it, and nobody else is told, until it is over.</summary>
    /// <param name="Until">When it counts as unattended again; null for never.</param>
    public sealed record Acknowledged(DateTimeOffset At, string Incident, DateTimeOffset? Until, string By, string? Note = null) : CheckEvent(At);

    /// <summary>The incident goes on and counts as unattended again.</summary>
    public sealed record AcknowledgementEnded(DateTimeOffset At, string Incident, string By) : CheckEvent(At);

    /// <summary>Somebody has written something down about an incident, during it or later.</summary>
    public sealed record Noted(DateTimeOffset At, string Incident, string By, string Text) : CheckEvent(At);

    /// <summary>Somebody asked not to look at it.</summary>
    /// <param name="Until">When it resumes by itself; null when somebody has to resume it.</param>
    public sealed record Paused(DateTimeOffset At, DateTimeOffset? Until, string By, string? Note = null) : CheckEvent(At);

    public sealed record Resumed(DateTimeOffset At, string By) : CheckEvent(At);

    /// <summary>Maintenance was begun by hand; another one that was begun so ends with it.</summary>
    /// <param name="Id">The same for all checks of one order.</param>
    public sealed record MaintenanceSet(DateTimeOffset At, string Id, DateTimeOffset Until, string By, string? Note = null) : CheckEvent(At);

    public sealed record MaintenanceEnded(DateTimeOffset At, string Id, string By) : CheckEvent(At);

    /// <summary>A remedy is to be run: an event and a request, at most once.</summary>
    /// <param name="Index">Its place in <c>on_fail.actions</c>.</param>
    /// <param name="Answered">Whether the target answered at all when it was decided.</param>
    /// <param name="By">Who approved it; null when nobody had to.</param>
    public sealed record RemedyRequested(
        DateTimeOffset At, string Id, int Index, string Action, string Incident, bool? Answered = null, string? By = null) : CheckEvent(At);

    /// <summary>A remedy would run now, and waits for somebody to approve it: until then, or until the incident is over.</summary>
    /// <param name="Id">What an approval names.</param>
    public sealed record RemedyProposed(
        DateTimeOffset At, string Id, int Index, string Action, string Incident, DateTimeOffset Until, bool? Answered = null) : CheckEvent(At);

    /// <summary>A remedy would have run, and did not because it is only tried out (<c>dry_run</c>); counts as a run for its limits.</summary>
    public sealed record RemedyRehearsed(DateTimeOffset At, int Index, string Action, string Incident) : CheckEvent(At);

    /// <summary>A remedy was due but something forbids it; told once per incident and rule.</summary>
    /// <param name="Rule">What forbids it: <c>cooldown</c>, <c>max_per_hour</c>, <c>maintenance</c>, ...</param>
    public sealed record RemedyHeld(DateTimeOffset At, int Index, string Action, string Incident, string Reason, string? Rule = null) : CheckEvent(At);

    public sealed record RemedySettled(
        DateTimeOffset At, string Id, string Action, RemedyVerdict Verdict, string? Details = null) : CheckEvent(At);

    /// <summary>A remedy has done what its guard allows in an incident, and it still fails; told once.</summary>
    public sealed record RemedyExhausted(DateTimeOffset At, int Index, string Action, string Incident, string Reason) : CheckEvent(At);

    /// <summary>The rounds after a remedy have shown what it brought about.</summary>
    /// <param name="Try">Which of its runs in the incident it was, counted from 1.</param>
    /// <param name="Seconds">From the request to the round that showed it.</param>
    /// <param name="Reason">What was seen; null when it is fixed.</param>
    public sealed record RemedyJudged(
        DateTimeOffset At,
        string Id,
        int Index,
        string Action,
        string Incident,
        RemedyEffect Effect,
        int Try,
        double Seconds,
        string? Reason = null) : CheckEvent(At);
}
