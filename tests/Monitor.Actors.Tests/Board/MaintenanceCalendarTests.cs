using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Board;

/// <summary>When maintenance is planned.</summary>
public sealed class MaintenanceCalendarTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static MaintenanceWindow Every(string cron, double hours, TimeZoneInfo? zone = null, string? note = null) =>
        new MaintenanceWindow.Recurring(CronTimes.Parse(cron)!, TimeSpan.FromHours(hours), zone ?? TimeZoneInfo.Utc, note);

    private static string[] Planned(MaintenanceWindow window, DateTimeOffset since, double days) =>
        [.. MaintenanceCalendar.Between([new PlannedWindow(window, ["a"])], since, since.AddDays(days)).Select(time => $"{time.Since.UtcDateTime:dd HH:mm}-{time.Until.UtcDateTime:dd HH:mm}")];

    private static DateTimeOffset At(int day, int hour) => new(2026, 3, day, hour, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_going_on_is_there_and_what_begins_later_is_not() =>
        Assert.Equal(["02 02:00-02 06:00", "03 02:00-03 06:00"], Planned(Every("0 2 * * *", 4), At(2, 3), 1));

    [Fact]
    public void Once_is_once()
    {
        var window = new MaintenanceWindow.Once(At(4, 22), At(6, 2), "move");
        Assert.Equal(["04 22:00-06 02:00"], Planned(window, At(2, 0), 28));
        Assert.Equal(["04 22:00-06 02:00"], Planned(window, At(5, 0), 1));
        Assert.Empty(Planned(window, At(6, 2), 28));
        Assert.Empty(Planned(window, At(2, 0), 2));
    }

    [Fact]
    public void Times_that_meet_or_overlap_are_one()
    {
        Assert.Equal(["02 00:00-05 00:00"], Planned(Every("0 0 * * *", 24), At(2, 0), 3));
        Assert.Equal(["01 23:00-04 01:00"], Planned(Every("0 * * * *", 2), At(2, 0), 2));
    }

    /// <summary>The clock in Berlin goes forward on 29 March at 02:00.</summary>
    [Fact]
    public void The_clock_of_its_zone_counts() =>
        Assert.Equal(["28 02:30-28 03:00", "29 01:30-29 02:00"], Planned(Every("30 3 * * *", 0.5, Berlin), At(28, 0), 2));

    [Fact]
    public void One_that_comes_all_the_time_ends_somewhere() =>
        Assert.Equal(MaintenanceCalendar.MostTimes, MaintenanceCalendar.Between([new PlannedWindow(Every("*/2 * * * *", 1 / 60.0), ["a"])], At(2, 0), At(30, 0)).Length);

    [Fact]
    public void The_same_window_of_several_checks_is_one_and_tells_them_all()
    {
        CheckDefinition Check(string name, params MaintenanceWindow[] windows) => Some.Definition() with { Name = CheckName.Of(name), Maintenance = [.. windows] };
        var shared = Every("0 2 * * *", 1, note: "backup");
        var windows = PlannedWindow.Of([Check("b", shared, Every("0 3 * * *", 1)), Check("A", Every("0 2 * * *", 1, note: "backup")), Check("c")]);
        Assert.Equal(["backup: A, b", ": b"], windows.Select(one => $"{one.Window.Note}: {string.Join(", ", one.Checks)}"));
        ImmutableArray<PlannedMaintenance> times = MaintenanceCalendar.Between(windows, At(2, 0), At(3, 0));
        Assert.Equal([At(2, 2), At(2, 3)], times.Select(time => time.Since));
    }
}
