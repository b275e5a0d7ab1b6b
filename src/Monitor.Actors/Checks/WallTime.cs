namespace Monitor.Actors.Checks;

/// <summary>The instants that a clock on the wall means; pure.</summary>
/// <remarks>
/// What falls into a gap, when clocks are set forward, means the first instant after it. Asked is only what an instant
/// shows: what the framework says of invalid and ambiguous times is wrong at some edges (Casablanca, 19 April 2020).
/// </remarks>
public static class WallTime
{
    /// <summary>No zone changes its clocks twice within the two days around a moment.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromDays(1);

    /// <summary>In an overlap, when clocks are set back, the later of the two: nothing ends too early.</summary>
    public static DateTimeOffset Later(DateTime local, TimeZoneInfo zone) => Instants(local, zone).Last;

    /// <summary>In an overlap the earlier of the two: nothing begins too late.</summary>
    public static DateTimeOffset Earlier(DateTime local, TimeZoneInfo zone) => Instants(local, zone).First;

    private static (DateTimeOffset First, DateTimeOffset Last) Instants(DateTime local, TimeZoneInfo zone)
    {
        var asUtc = new DateTimeOffset(local, TimeSpan.Zero);
        var (before, after) = (zone.GetUtcOffset(asUtc - Around), zone.GetUtcOffset(asUtc + Around));
        for (; ; asUtc = asUtc.AddMinutes(1))
        {
            var (one, other) = (asUtc - before, asUtc - after);
            var (isOne, isOther) = (zone.GetUtcOffset(one) == before, zone.GetUtcOffset(other) == after);
            if (isOne || isOther)
                return (isOne ? one : other, isOther ? other : one);
        }
    }
}
