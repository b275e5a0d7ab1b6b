namespace Monitor.Actors.Remedies;

/// <summary>What a remedy has brought about, as the rounds after it show.</summary>
public enum RemedyEffect
{
    /// <summary>The check recovered.</summary>
    Fixed,

    /// <summary>It still fails.</summary>
    DidNotHelp,

    /// <summary>It answered before, and does not answer any more.</summary>
    MadeWorse,

    /// <summary>Nobody could see it, or it cannot be told from something else.</summary>
    Unknown,
}
