using Monitor.Actors.Checks;

namespace Monitor.Web.Check;

/// <summary>How long an order holds, as people say it.</summary>
/// <param name="Until">When it ends, given now and the viewer's zone; null for never.</param>
public sealed record OrderPick(string Words, Func<DateTimeOffset, TimeZoneInfo, DateTimeOffset?> Until)
{
    public static OrderPick HalfHour { get; } = new("30 min", (now, _) => now.AddMinutes(30));

    public static OrderPick TwoHours { get; } = new("2 h", (now, _) => now.AddHours(2));

    public static OrderPick Tomorrow { get; } = new("until tomorrow 08:00", (now, zone) => TomorrowAt(8, now, zone));

    public static OrderPick Open { get; } = new("until resumed", (_, _) => null);

    public static OrderPick UntilOver { get; } = new("until it recovers", (_, _) => null);

    private static DateTimeOffset TomorrowAt(int hour, DateTimeOffset now, TimeZoneInfo zone) =>
        WallTime.Later(TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(1).AddHours(hour), zone).ToUniversalTime();
}
