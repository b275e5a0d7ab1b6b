using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Web.Shared;

namespace Monitor.Web.Alerts;

/// <summary>Maintenance day by day, in whole weeks from this one on; pure.</summary>
public static class CalendarLook
{
    public const int Weeks = 4;

    /// <summary>More do not fit into a day; the others are counted.</summary>
    public const int MostOfADay = 4;

    /// <summary>From the Monday of this week on.</summary>
    public static ImmutableArray<CalendarDay> Days(ImmutableArray<PlannedWindow> windows, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DayOf(now, zone);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var planned = MaintenanceCalendar.Between(windows, Start(monday, zone), Start(monday.AddDays(7 * Weeks), zone));
        return
        [
            .. Enumerable.Range(0, 7 * Weeks).Select(monday.AddDays).Select(day =>
            {
                var (since, until) = (Start(day, zone), Start(day.AddDays(1), zone));
                return new CalendarDay(day, day == today, day < today, [.. planned.Where(time => time.Since < until && time.Until > since).Select(time => new CalendarEntry(time, Words(time, since, until, zone)))]);
            }),
        ];
    }

    /// <summary>What it is for, or which checks it concerns.</summary>
    public static string Title(PlannedMaintenance time) => time.Note ?? Checks(time.Checks);

    public static string Checks(ImmutableArray<string> names) => names is [var only] ? only : Counted.Of(names.Length, "check");

    /// <summary>The names, as far as anybody reads them.</summary>
    public static string Names(ImmutableArray<string> names) =>
        names.Length <= 20 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(20))} and {names.Length - 20} more";

    private static string Words(PlannedMaintenance time, DateTimeOffset since, DateTimeOffset until, TimeZoneInfo zone) =>
        time.Since <= since && time.Until >= until ? "all day"
        : time.Since < since ? $"until {Clock(time.Until, zone)}"
        : time.Until > until ? $"from {Clock(time.Since, zone)}"
        : $"{Clock(time.Since, zone)}\u2013{Clock(time.Until, zone)}";

    private static string Clock(DateTimeOffset at, TimeZoneInfo zone) => ZoneLook.Draw(at, zone, TimeStyle.Minute);

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone) => WallTime.Earlier(day.ToDateTime(TimeOnly.MinValue), zone);
}

/// <summary>What is planned on a day.</summary>
public sealed record CalendarDay(DateOnly Date, bool IsToday, bool IsPast, ImmutableArray<CalendarEntry> Entries)
{
    public string Name => Date.ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    /// <summary>The month stands where it begins.</summary>
    public string Number => Date.ToString(Date.Day == 1 ? "d MMM" : "%d", CultureInfo.InvariantCulture);
}

/// <summary>Maintenance on a day.</summary>
/// <param name="When">As far as it is on this day.</param>
public sealed record CalendarEntry(PlannedMaintenance Time, string When);
