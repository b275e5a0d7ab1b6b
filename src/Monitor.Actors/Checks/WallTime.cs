namespace Monitor.Actors.Checks;

/// <summary>The instants that a clock on the wall means; pure.</summary>
/// <remarks>What falls into a gap, when clocks are set forward, means the first instant after it.</remarks>
public static class WallTime
{
    /// <summary>In an overlap, when clocks are set back, the later of the two: nothing ends too early.</summary>
    public static DateTimeOffset Later(DateTime local, TimeZoneInfo zone)
    {
        local = AfterGap(local, zone);
        return At(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Min() : zone.GetUtcOffset(local));
    }

    /// <summary>In an overlap the earlier of the two: nothing begins too late.</summary>
    public static DateTimeOffset Earlier(DateTime local, TimeZoneInfo zone)
    {
        local = AfterGap(local, zone);
        return At(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
    }

    private static DateTime AfterGap(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        return local;
    }

    private static DateTimeOffset At(DateTime local, TimeSpan offset) => new DateTimeOffset(local, offset).ToUniversalTime();
}
