using System.Collections.Immutable;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Checks;

/// <summary>What a check can be asked to decide about.</summary>
public abstract record CheckCommand
{
    private CheckCommand(DateTimeOffset at) => At = at;

    public DateTimeOffset At { get; init; }

    /// <summary>Takes the definition that the actor holds as the one in force.</summary>
    public sealed record Define(DateTimeOffset At) : CheckCommand(At);

    public sealed record Retire(DateTimeOffset At) : CheckCommand(At);

    /// <param name="Verdict">The round's result after latency limits and deadlines.</param>
    /// <param name="Streak">The rounds in a row that speak against what is settled, this one included; null when one round decides.</param>
    public sealed record RecordResult(DateTimeOffset At, ProbeResult Result, RoundVerdict Verdict, Streak? Streak = null) : CheckCommand(At)
    {
        /// <summary>When the round started; null when nobody knows.</summary>
        public DateTimeOffset? StartedAt { get; init; }

        /// <summary>From when on what it saw was so.</summary>
        internal DateTimeOffset LookedAt => StartedAt ?? At;

        /// <summary>How the checks that it depends on stand.</summary>
        public ImmutableArray<ParentStanding> Parents { get; init; } = [];

        /// <summary>How the world stands for its remedies.</summary>
        public RemedyStanding Remedies { get; init; } = RemedyStanding.Free;

        /// <summary>Whether somebody has silenced it.</summary>
        public SilenceStanding Silence { get; init; } = SilenceStanding.None;

        /// <summary>Its last outcomes, this one included; null when nobody asked whether it flaps.</summary>
        public FlapMeter? Outcomes { get; init; }
    }

    public sealed record Acknowledge(DateTimeOffset At, DateTimeOffset? Until, string By, string? Note) : CheckCommand(At);

    public sealed record Unacknowledge(DateTimeOffset At, string By) : CheckCommand(At);

    /// <param name="Incident">Whoever asks has seen that there is one of that id.</param>
    public sealed record AddNote(DateTimeOffset At, string Incident, string By, string Text) : CheckCommand(At);

    public sealed record Pause(DateTimeOffset At, DateTimeOffset? Until, string By, string? Note) : CheckCommand(At);

    public sealed record Resume(DateTimeOffset At, string By) : CheckCommand(At);

    public sealed record SetMaintenance(DateTimeOffset At, string Id, DateTimeOffset Until, string By, string? Note) : CheckCommand(At);

    /// <param name="Id">Only that order; null for whichever there is.</param>
    public sealed record EndMaintenance(DateTimeOffset At, string? Id, string By) : CheckCommand(At);

    /// <param name="Id">Of the proposal.</param>
    public sealed record ApproveRemedy(DateTimeOffset At, string Id, string By) : CheckCommand(At)
    {
        /// <summary>What the remedies of all checks do.</summary>
        public RemedyTraffic Traffic { get; init; } = RemedyTraffic.None;
    }

    public sealed record StartJob(DateTimeOffset At, DateTimeOffset Occurrence) : CheckCommand(At);

    public sealed record SettleJobStart(DateTimeOffset At, string? JobId, string? Problem) : CheckCommand(At);

    public sealed record SettleAlert(DateTimeOffset At, string Id, string Channel, AlertSettlement Settlement, string? Reason) : CheckCommand(At)
    {
        /// <summary>The channels that are to tell it instead; none, or none yet.</summary>
        public ImmutableArray<string> Fallback { get; init; } = [];
    }

    /// <summary>Tells again what a channel has given up.</summary>
    public sealed record Resend(DateTimeOffset At, CheckEvent.AlertRaised Alert, string Channel, string By) : CheckCommand(At);

    public sealed record SettleRemedy(DateTimeOffset At, string Id, RemedyVerdict Verdict, string? Details) : CheckCommand(At);

    /// <summary>Closes what was under way when the monitor stopped and must not be done twice.</summary>
    public sealed record CloseLost(DateTimeOffset At) : CheckCommand(At);
}

/// <summary>What a channel says of an alert.</summary>
public enum AlertSettlement
{
    Delivered,
    Held,
    Abandoned,
}
