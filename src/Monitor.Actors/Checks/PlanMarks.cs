using System.Collections.Immutable;
using Monitor.Actors.History;

namespace Monitor.Actors.Checks;

/// <summary>What is planned for a check, as far as it is written down for uptime; pure.</summary>
/// <param name="Going">The stretch that is going on; null for none.</param>
/// <param name="LookedAt">What was counted before then is not taken back.</param>
internal readonly record struct PlanMarks(PlannedTime? Going, DateTimeOffset LookedAt)
{
    /// <summary>What is planned now, and what is to be written down because it is another than before.</summary>
    public (PlanMarks Next, ImmutableArray<PlannedTime> Marks) Look(CheckDefinition definition, CheckState state, ActiveMaintenance? maintenance, DateTimeOffset now)
    {
        var planned = Planned(definition, state, maintenance, now);
        var ended = Going is { } going && !(planned is not null && Continues(planned)) ? End(now) : null;
        var next = planned is null ? null : Continued(planned, now);
        return (new PlanMarks(next, now), [.. new[] { ended, next == Going ? null : next }.OfType<PlannedTime>()]);
    }

    /// <summary>The stretch that is going on, ended early; null when there is none.</summary>
    public PlannedTime? End(DateTimeOffset now) => Going is { } going && going.Until > now ? going with { Until = now } : null;

    private PlannedTime? Planned(CheckDefinition definition, CheckState state, ActiveMaintenance? maintenance, DateTimeOffset now)
    {
        if (state.Quiet?.Pause is { } pause)
            return new PlannedTime(PlannedKind.Paused, pause.Since, pause.Until ?? DateTimeOffset.MaxValue);
        if (!definition.Enabled)
            return new PlannedTime(PlannedKind.Paused, Going is { Kind: PlannedKind.Paused } already ? already.Since : now, DateTimeOffset.MaxValue);
        return maintenance is { } active ? new PlannedTime(PlannedKind.Maintenance, active.Since, active.Until) : null;
    }

    private PlannedTime Continued(PlannedTime next, DateTimeOffset now) =>
        Continues(next) ? next with { Since = Going!.Since } // it is one that goes on
        : next.Since < LookedAt ? next with { Since = now }
        : next;

    /// <summary>What was counted before the plan was known is not taken back: then it began when it was seen.</summary>
    private bool Continues(PlannedTime next) => Going is { } going && going.Kind == next.Kind
        && (going.Since == next.Since || (next.Since < going.Since && going.Since <= LookedAt));
}
