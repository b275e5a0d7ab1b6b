using System.Globalization;

namespace Monitor.Web.Shared;

/// <summary>Draws instants in a zone, and names zones briefly.</summary>
public static class ZoneLook
{
    public static string Draw(DateTimeOffset at, TimeZoneInfo zone, TimeStyle style) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(style switch
        {
            TimeStyle.Minute => "HH:mm",
            TimeStyle.Date => "d MMM",
            TimeStyle.Day => "d MMM HH:mm",
            TimeStyle.DayClock => "d MMM HH:mm:ss",
            _ => "HH:mm:ss",
        }, CultureInfo.InvariantCulture);

    public static string Full(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + Short(zone, at);

    /// <summary>The zone as written beside a time; abbreviations other than these are ambiguous or unknown to most.</summary>
    public static string Short(TimeZoneInfo zone, DateTimeOffset at)
    {
        if (zone.Id is "Asia/Kolkata" or "Asia/Calcutta" or "India Standard Time")
            return "IST";
        var offset = zone.GetUtcOffset(at);
        if (offset == TimeSpan.Zero)
            return "UTC";
        return $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}";
    }

    /// <summary>The zone's name in the way browsers know it.</summary>
    public static string IanaId(TimeZoneInfo zone) =>
        zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var id) ? id : "UTC";

    /// <summary>The zone of that name; null when this machine does not know it.</summary>
    public static TimeZoneInfo? Find(string? id) =>
        !string.IsNullOrEmpty(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}

/// <summary>How much of an instant is drawn.</summary>
public enum TimeStyle
{
    Minute,
    Clock,
    Date,
    Day,
    DayClock,
}
