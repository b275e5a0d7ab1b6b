namespace Monitor.Actors.Remedies;

/// <summary>What has to be so before a remedy runs (<c>guard</c>), besides its cooldown and its runs an hour.</summary>
public sealed record RemedyGuard
{
    public static RemedyGuard None { get; } = new();

    /// <summary>The longest cooldown that doubling leads to, unless it is longer from the start.</summary>
    public static TimeSpan LongestDoubled { get; } = TimeSpan.FromHours(1);

    /// <summary>Not before so many failed rounds in a row.</summary>
    public int AfterFailures { get; init; } = 1;

    /// <summary>The most runs in one incident; null when nothing is said of it.</summary>
    public int? MaxPerIncident { get; init; }

    /// <summary>After so many runs that did not help no more in the incident; null for no such limit.</summary>
    public int? StopAfterIneffective { get; init; }

    /// <summary>Not while more percent of all checks fail; null for no such limit.</summary>
    public int? MaxFailingPercent { get; init; }

    /// <summary>What is shared with other remedies, of which one runs at a time; null when nothing is.</summary>
    public string? Lock { get; init; }

    /// <summary>Whether the cooldown doubles with each run of an incident that did not help.</summary>
    public bool DoublesCooldown { get; init; }

    public TimeSpan Cooldown(TimeSpan first, int ineffective)
    {
        if (!DoublesCooldown || ineffective <= 0)
            return first;
        var longest = first > LongestDoubled ? first : LongestDoubled;
        var doubled = first * Math.Pow(2, Math.Min(ineffective, 20));
        return doubled < longest ? doubled : longest;
    }
}
