namespace Monitor.Actors.Remedies;

/// <summary>What became of a requested remedy.</summary>
public enum RemedyVerdict
{
    Succeeded,
    Failed,

    /// <summary>The monitor stopped before it knew; never run again (at most once).</summary>
    Lost,

    /// <summary>Not run: what it shares with other remedies was taken in the same moment. Costs nothing of its limits.</summary>
    Refused,
}
