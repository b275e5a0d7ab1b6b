using Monitor.Actors.Config;

namespace Monitor.Actors.Remedies;

/// <summary>One entry of <c>on_fail.actions</c>, with the limits that keep it from doing harm.</summary>
/// <param name="Spec">The remedy type's own settings.</param>
/// <param name="EveryCycle">Run on every failing round, still within the limits, instead of once per incident (PARITY R2).</param>
/// <param name="Cooldown">The least time between two runs.</param>
/// <param name="MaxPerHour">The most runs within any hour.</param>
public sealed record RemedyDefinition(
    IRemedyType Type, object Spec, TimeSpan Timeout, bool EveryCycle, TimeSpan Cooldown, int MaxPerHour)
{
    public RemedyGuard Guard { get; init; } = RemedyGuard.None;

    /// <summary>It is journaled that it would have run, and nothing is done.</summary>
    public bool DryRun { get; init; }

    /// <summary>It runs only when somebody has approved it.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>The most runs in one incident.</summary>
    public int MostInIncident => Guard.MaxPerIncident ?? (EveryCycle || Guard.StopAfterIneffective is not null ? int.MaxValue : 1);

    /// <summary>How the check is looked at when the remedy is done; null: by its next round.</summary>
    public VerifyPlan? Verify { get; init; }

    /// <summary>Hides what the target says back of what it was sent.</summary>
    internal EchoMask Echo { get; init; } = EchoMask.None;
}
