namespace Monitor.Actors.History;

/// <summary>How coarsely the past is kept; the numbers are stored and must not change.</summary>
/// <remarks>Hours and days are those of UTC, so that a day is the same stretch for every viewer and always 24 hours.</remarks>
internal enum Tier
{
    Raw = 0,
    Minute = 1,
    Hour = 2,
    Day = 3,
}

/// <summary>The stretches of the tiers, in Unix milliseconds.</summary>
internal static class TierTimes
{
    public const long Minute = 60_000;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    /// <summary>Of the stretches that a tier tells apart.</summary>
    public static long Length(this Tier tier) => tier switch
    {
        Tier.Minute => Minute,
        Tier.Hour => Hour,
        Tier.Day => Day,
        _ => 1,
    };

    public static long Floor(long at, long length) => at - (at % length);

    public static long Ceiling(long at, long length) => Floor(at + length - 1, length);
}
