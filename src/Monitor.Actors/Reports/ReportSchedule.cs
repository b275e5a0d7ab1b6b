using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;

namespace Monitor.Actors.Reports;

/// <summary>When a report is due: at a time of day, on all days or some, where clocks may change; pure.</summary>
/// <param name="Days">Empty for every day.</param>
public sealed record ReportSchedule(TimeOnly At, ImmutableArray<DayOfWeek> Days, TimeZoneInfo Zone)
{
    /// <summary>From one occurrence to the next it is never longer, whatever the days and the clocks.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromDays(8);

    private readonly CronTimes _times = CronTimes.Parse(ClockReader.Cron(At, Days))!; // five fields, of which each day of a week has one

    /// <summary>The first occurrence after that moment.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset at) => _times.Next(at, Zone) ?? DateTimeOffset.MaxValue;

    /// <summary>The last occurrence before that moment, or at it.</summary>
    public DateTimeOffset LastUntil(DateTimeOffset at)
    {
        var last = NextAfter(at - LongestGap);
        for (var next = NextAfter(last); next <= at; next = NextAfter(next))
            last = next;
        return last;
    }

    /// <summary>Such as <c>07:00 Mon, Tue Europe/Berlin</c>: equal for equal schedules.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{At:HH:mm} {(Days.IsEmpty ? "" : $"{string.Join(", ", Days.Select(day => day.ToString()[..3]))} ")}{Zone.Id}");
}
