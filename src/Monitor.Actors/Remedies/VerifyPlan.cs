namespace Monitor.Actors.Remedies;

/// <summary>How a check is looked at after a remedy: at once, then at an even pace, the last time when <paramref name="Within"/> is over.</summary>
/// <param name="Probes">How many looks that are.</param>
public sealed record VerifyPlan(TimeSpan Within, int Probes)
{
    /// <summary>From look to look; null when there is only one.</summary>
    public TimeSpan? Pace => Probes > 1 ? Within / (Probes - 1) : null;

    /// <summary>A failure that is seen so long after the remedy says that it did not help.</summary>
    public TimeSpan Patience => Probes > 1 ? Within : TimeSpan.Zero;
}
