using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads when rounds run by the clock on the wall: <c>schedule</c> and <c>check_period</c>.</summary>
internal static class TimetableReader
{
    /// <summary>Any moment does to see whether a schedule has occurrences; a leap year begins.</summary>
    private static readonly DateTimeOffset Sample = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("schedule", KeyShape.Text, "when rounds are due, in the check's `timezone`; instead of `interval`") { Absent = "by interval", Range = "five cron fields" },
        .. HoursReader.Keys.Select(key => key.Inherited("from `global`")),
    ];

    /// <summary>Null when rounds run always, by interval.</summary>
    /// <param name="withCron">False when the check's type reads <c>schedule</c> itself.</param>
    public static Timetable? Read(YamlSection keys, GlobalSettings global, TimeZoneInfo zone, bool withCron)
    {
        var cron = withCron ? ReadCron(keys) : null;
        var hours = HoursReader.Read(keys, HoursReader.CheckPeriod) ?? global.Hours;
        if (cron is null && hours is null)
            return null;
        var timetable = new Timetable(cron, hours?.Hours, hours?.Text, zone);
        if (cron is not null && timetable.NextAfter(Sample) is null)
            keys.Problem("schedule", $"{Shown.Quoted(cron)} never comes{(hours is null ? "" : " within check_period")}", "write five fields, such as \"*/15 6-20 * * 1-5\"");
        return timetable;
    }

    private static string? ReadCron(YamlSection keys)
    {
        if (keys.TextOrNull("schedule") is not { } cron)
            return null;
        if (!keys.Missing("interval"))
            keys.Problem("schedule", "said twice, as schedule and interval", "remove one of the two");
        if (CronTimes.Parse(cron) is not null)
            return cron;
        keys.Problem("schedule", $"{Shown.Quoted(cron)} is not a cron expression", "write five fields, such as \"*/15 6-20 * * 1-5\"");
        return null;
    }
}
