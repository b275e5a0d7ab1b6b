namespace Monitor.Actors.Remedies;

/// <summary>What a decision about remedies needs to know besides the state of the check.</summary>
public sealed record RemedyStanding
{
    public static RemedyStanding Free { get; } = new();

    /// <summary>Failed rounds in a row, this one included.</summary>
    public int Failures { get; init; } = 1;

    /// <summary>How many percent of all checks fail, this one included.</summary>
    public double FailingPercent { get; init; }

    /// <summary>What the remedies of all checks do.</summary>
    public RemedyTraffic Traffic { get; init; } = RemedyTraffic.None;
}
