using System.Collections.Immutable;
using System.Globalization;

namespace Monitor.Actors.Reports;

/// <summary>Decides which reports are due, which are too late, and who is reminded; pure.</summary>
public static class ReportDecider
{
    /// <summary>A report that could not be made in time is made later, but not later than this.</summary>
    public static readonly TimeSpan LatestAfterDue = TimeSpan.FromHours(4);

    /// <summary>From one reminder to the next.</summary>
    public static readonly TimeSpan RemindEvery = TimeSpan.FromHours(1);

    public const int MostReminders = 6;

    /// <summary>After this nobody is reminded of a report any more.</summary>
    private static readonly TimeSpan LatestReminder = TimeSpan.FromHours(24);

    /// <summary>What has to be written down before anything is made.</summary>
    public static ImmutableArray<ReportEvent> Decide(ReportList list, ImmutableArray<ReportDefinition> wanted, DateTimeOffset now) =>
        [.. Follow(list, wanted, now), .. Skips(list, wanted, now), .. Reminders(list, wanted, now)];

    /// <summary>When the report was due that is to be made now; null when none is. Of several that were missed it is the last.</summary>
    public static DateTimeOffset? Owed(ReportList list, ReportDefinition report, DateTimeOffset now) =>
        Missed(list, report, now) is { } due && now - due <= LatestAfterDue ? due : null;

    /// <summary>From when on a report tells what has happened.</summary>
    /// <param name="due">When it was due; the moment at which somebody asked for it when it was not.</param>
    public static DateTimeOffset Since(ReportList list, ReportDefinition report, DateTimeOffset due) =>
        list.LastDue(report.Name) is { } last && due - last.At < ReportSchedule.LongestGap ? last.At : report.Schedule.LastUntil(due.AddTicks(-1));

    /// <summary>When something may have to be decided next.</summary>
    public static DateTimeOffset NextLook(ReportList list, ImmutableArray<ReportDefinition> wanted, DateTimeOffset now) =>
        wanted.Select(report => report.Schedule.NextAfter(now))
            .Concat(Newest(list, wanted).Select(head => NextReminder(head, now)).OfType<DateTimeOffset>())
            .DefaultIfEmpty(DateTimeOffset.MaxValue).Min();

    /// <summary>How long until it is to be looked again.</summary>
    public static TimeSpan Wait(ReportList list, ImmutableArray<ReportDefinition> wanted, DateTimeOffset now, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Clamp((NextLook(list, wanted, now) - now).Ticks, 0, longest.Ticks));

    private static IEnumerable<ReportEvent> Follow(ReportList list, ImmutableArray<ReportDefinition> wanted, DateTimeOffset now) =>
    [
        .. list.Plans.Keys.Where(name => wanted.All(report => report.Name != name)).Select(name => new ReportEvent.Dropped(now, name)),
        .. wanted.Where(report => list.Plans.GetValueOrDefault(report.Name)?.Schedule != report.Schedule.ToString())
            .Select(report => new ReportEvent.Planned(now, report.Name, report.Schedule.ToString())),
    ];

    private static IEnumerable<ReportEvent> Skips(ReportList list, ImmutableArray<ReportDefinition> wanted, DateTimeOffset now) =>
        from report in wanted
        let due = Missed(list, report, now)
        where due is not null && now - due > LatestAfterDue
        select new ReportEvent.Skipped(now, report.Name, due.Value, string.Create(
            CultureInfo.InvariantCulture, $"{ReportWords.Span(now - due.Value)} late, more than {LatestAfterDue.TotalHours:0} h"));

    /// <summary>The last that was due, if it was not made; null too when the report is not planned like this yet.</summary>
    private static DateTimeOffset? Missed(ReportList list, ReportDefinition report, DateTimeOffset now) =>
        list.Plans.GetValueOrDefault(report.Name) is { } plan && plan.Schedule == report.Schedule.ToString()
        && report.Schedule.LastUntil(now) is var due && due > plan.DoneUntil
            ? due
            : null;

    private static IEnumerable<ReportEvent> Reminders(ReportList list, ImmutableArray<ReportDefinition> wanted, DateTimeOffset now) =>
        from head in Newest(list, wanted)
        where NextReminder(head, now) <= now
        select new ReportEvent.Reminded(now, head.Id, head.Reminders + 1, wanted.First(report => report.Name == head.Name).Channels);

    /// <summary>Nobody is reminded of a report after which another was made.</summary>
    private static IEnumerable<ReportHead> Newest(ReportList list, ImmutableArray<ReportDefinition> wanted) =>
        wanted.Select(report => list.LastDue(report.Name)).OfType<ReportHead>();

    /// <summary>Null when there is none to come.</summary>
    private static DateTimeOffset? NextReminder(ReportHead head, DateTimeOffset now) =>
        head.Signed is not null || head.SignOffBy is not { } deadline || head.Reminders >= MostReminders || now - deadline >= LatestReminder ? null
        : head.LastRemindedAt is { } last ? last + RemindEvery
        : deadline;
}
