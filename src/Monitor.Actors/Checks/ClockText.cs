using System.Globalization;

namespace Monitor.Actors.Checks;

/// <summary>Clock times as sentences about a check say them: <c>14:00 Europe/Berlin</c>, with the day when it is another.</summary>
internal static class ClockText
{
    public static string Of(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(time, zone), TimeZoneInfo.ConvertTime(now, zone));
        return $"{local.ToString(local.Date == today.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {zone.Id}";
    }
}
