using System.Collections.Immutable;
using System.Diagnostics;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Checks;

/// <summary>Everything about a check that must survive a restart: the fold of its events.</summary>
public sealed record CheckState
{
    public static CheckState New { get; } = new();

    public CheckStatus Status { get; init; }

    /// <summary>When <see cref="Status"/> began.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The definition that was in force last; null before the first and after removal.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>When that definition came into force.</summary>
    public DateTimeOffset? DefinedAt { get; init; }

    /// <summary>The status is good, and was found under the definition in force.</summary>
    public bool HasPassed => Status is CheckStatus.Ok or CheckStatus.Warn && Since >= DefinedAt;

    /// <summary>The open incident; null when the check is not failing.</summary>
    public Incident? Incident { get; init; }

    public JobProgress Job { get; init; } = JobProgress.None;

    /// <summary>Alerts that at least one channel has not settled, by id.</summary>
    public ImmutableSortedDictionary<string, OpenAlert> OpenAlerts { get; init; } = ImmutableSortedDictionary<string, OpenAlert>.Empty;

    /// <summary>The same in the order in which they were raised; of one round, the news before what follows from it.</summary>
    public IEnumerable<OpenAlert> OpenAlertsInOrder => OpenAlerts.Values.OrderBy(open => open.Alert.At).ThenBy(open => open.Alert.Kind);

    public DateTimeOffset? LastNotificationAt { get; init; }

    /// <summary>Remedies that were requested and have not been settled, by id.</summary>
    public ImmutableSortedDictionary<string, CheckEvent.RemedyRequested> OpenRemedies { get; init; } =
        ImmutableSortedDictionary<string, CheckEvent.RemedyRequested>.Empty;

    /// <summary>When remedies ran within the last hour, for their limits.</summary>
    public RemedyBudget Budget { get; init; } = RemedyBudget.Unused;

    /// <summary>Orders and what is held back; null for most checks.</summary>
    public Quiet? Quiet { get; init; }

    /// <summary>The state after an event; reads no clock, so that replay gives the same state.</summary>
    public CheckState Apply(CheckEvent happened) => happened switch
    {
        CheckEvent.Defined e => this with { Fingerprint = e.Fingerprint, DefinedAt = e.At, Incident = Incident?.WithoutProposals() },
        CheckEvent.Retired => New with { Budget = Budget },
        CheckEvent.CameUp e => this with { Status = CheckStatus.Ok, Since = e.At },
        CheckEvent.WentDown e => this with
        {
            Status = CheckStatus.Fail,
            Since = e.At,
            Incident = new(e.Incident, e.At, e.Reason) { FailingSince = e.FailingSince },
        },
        CheckEvent.Recovered e => this with { Status = CheckStatus.Ok, Since = e.At, Incident = null },
        CheckEvent.Degraded e => this with { Status = CheckStatus.Warn, Since = e.At },
        CheckEvent.Restored e => this with { Status = CheckStatus.Ok, Since = e.At },
        CheckEvent.DeadlineMissed e => this with { Job = Job.Misses(e.Window), Incident = Incident?.Missed(e.Window) },
        CheckEvent.RunSeen e => this with { Job = Job.Seen(e) },
        CheckEvent.RunSucceeded e => this with { Job = Job.Succeeded(e) },
        CheckEvent.JobStartRequested e => this with { Job = Job with { LastOccurrence = e.Occurrence, Starting = true } },
        CheckEvent.JobStartSettled e => this with { Job = Job.Started(e) },
        CheckEvent.AlertRaised e => Raise(e),
        CheckEvent.AlertHeld e => WithAlert(e.Id, open => open.Hold(e.Channel, e.Reason)),
        CheckEvent.AlertDelivered e => WithAlert(e.Id, open => open.Settle(e.Channel)) with { LastNotificationAt = e.At },
        CheckEvent.AlertAbandoned e => WithAlert(e.Id, open => open.Settle(e.Channel)) with
        {
            Incident = Incident?.Refused(e),
            Quiet = Quiet is { Held: { Told: { } told } held } ? Quiet with { Held = held with { Told = told.Refused(e) } } : Quiet,
        },
        CheckEvent.RemedyRequested e => this with
        {
            OpenRemedies = OpenRemedies.SetItem(e.Id, e),
            Budget = Budget.Spend(e.Index, e.At),
            Incident = Incident?.Tried(e.Index),
        },
        CheckEvent.RemedyHeld e => this with { Incident = Incident?.Withheld(e.Index, e.Rule ?? e.Reason) },
        CheckEvent.RemedySettled e => this with
        {
            OpenRemedies = OpenRemedies.Remove(e.Id),
            Budget = e.Verdict == RemedyVerdict.Refused && OpenRemedies.TryGetValue(e.Id, out var refused) ? Budget.Refund(refused.Index, refused.At) : Budget,
            Incident = OpenRemedies.TryGetValue(e.Id, out var request) ? Incident?.Settled(request, e) : Incident,
        },
        CheckEvent.RemedyJudged e => this with { Incident = Incident?.Judged(e) },
        CheckEvent.RemedyProposed e => this with { Incident = Incident?.Proposed(e) },
        CheckEvent.RemedyRehearsed e => this with { Budget = Budget.Spend(e.Index, e.At), Incident = Incident?.Tried(e.Index) },
        CheckEvent.RemedyExhausted e => this with { Incident = Incident?.Exhausted(e) },
        CheckEvent.Acknowledged e => this with { Incident = Incident is null ? null : Incident with { Acknowledged = new(e.At, e.Until, e.By, e.Note) } },
        CheckEvent.AcknowledgementEnded => this with { Incident = Incident is null ? null : Incident with { Acknowledged = null } },
        CheckEvent.Noted => this,
        CheckEvent.Paused e => With(quiet => quiet with { Pause = new(e.At, e.Until, e.By, e.Note) }),
        CheckEvent.Resumed => With(quiet => quiet with { Pause = null }),
        CheckEvent.MaintenanceSet e => With(quiet => quiet with { Maintenance = new(e.Id, e.At, e.Until, e.By, e.Note) }),
        CheckEvent.MaintenanceEnded => With(quiet => quiet with { Maintenance = null }),
        CheckEvent.FlappingStarted e => With(quiet => quiet with { FlappingSince = e.At }),
        CheckEvent.FlappingStopped => With(quiet => quiet with { FlappingSince = null }),
        CheckEvent.AlertSuppressed e => With(quiet => quiet with { Held = Hold(quiet.Held, e) }),
        CheckEvent.SuppressionEnded => With(quiet => quiet with { Held = null }) with
        {
            Incident = Quiet?.Held?.Told is { } told ? Incident?.ContinuesFor(told) : Incident,
        },
        _ => throw new UnreachableException($"{happened.GetType().Name} has no Apply"),
    };

    private CheckState Raise(CheckEvent.AlertRaised alert)
    {
        var known = alert is { InsteadOf: not null, Repeats: { } first } ? WithAlert(first, open => open with { FellBackTo = open.FellBackTo.Union(alert.Channels) }) : this;
        var raised = known with
        {
            OpenAlerts = known.OpenAlerts.SetItem(alert.Id, OpenAlert.Raised(alert)),
            Incident = Incident?.Told(alert),
            Quiet = Quiet is { Held: { Told: { } told } held } ? Quiet with { Held = held with { Told = told.Announced(alert) } } : Quiet,
        };
        return alert.Kind switch
        {
            AlertKind.Flapping => raised.With(quiet => quiet.FlappingIsTold(alert.Channels)),
            AlertKind.FlappingEnd => raised.With(quiet => quiet.StableIsTold(alert.Channels)),
            AlertKind.FirstFail or AlertKind.Recovered or AlertKind.Escalation when raised.Quiet?.FlappingTold is not null => // told only when it is stable
                raised.With(quiet => quiet.StableIsTold(alert.Channels)),
            _ => raised,
        };
    }

    private static HeldNews Hold(HeldNews? held, CheckEvent.AlertSuppressed e) => new(
        e.Told is null ? null : new(e.Told, [.. e.UntoldChannels], e.ToldChannels is { } told ? [.. told] : null), e.Rule, e.Reason, e.Window ?? held?.Window);

    /// <summary>Null again when nothing is left of it, so that a plain check carries nothing.</summary>
    private CheckState With(Func<Quiet, Quiet> change)
    {
        var changed = change(Quiet ?? Quiet.None);
        return this with { Quiet = changed == Quiet.None ? null : changed };
    }

    private CheckState WithAlert(string id, Func<OpenAlert, OpenAlert> change)
    {
        if (!OpenAlerts.TryGetValue(id, out var open))
            return this;
        var changed = change(open);
        return this with { OpenAlerts = changed.IsSettled ? OpenAlerts.Remove(id) : OpenAlerts.SetItem(id, changed) };
    }
}
