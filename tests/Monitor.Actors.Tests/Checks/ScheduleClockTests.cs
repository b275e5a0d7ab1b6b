using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Rounds by the clock on the wall; it is Monday 09:00 UTC.</summary>
public sealed class ScheduleClockTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ActiveHours Morning = new([ActiveHours.SpanOf(0b011_1110, 9 * 60, 10 * 60)]);

    private readonly JumpingTime _time = new();

    private ClockRun Schedule(string cron, ActiveHours? hours = null) =>
        new(new ScheduleClock(new Timetable(cron, hours, null, TimeZoneInfo.Utc), _time), _time);

    private ClockRun Hours(TimeSpan interval, string name = "db-health") =>
        new(new HoursClock(CheckName.Of(name), new Timetable(null, Morning, "Mon-Fri 09:00-10:00", TimeZoneInfo.Utc), interval, TimeSpan.Zero, _time), _time);

    private static DateTimeOffset At(string time, int day = 2) =>
        DateTimeOffset.Parse($"2026-03-{day:00}T{time}Z", CultureInfo.InvariantCulture);

    [Fact]
    public void Rounds_come_exactly_on_the_minute_and_the_wall_is_looked_at_each_minute()
    {
        var run = Schedule("*/15 * * * *");
        Assert.Equal([At("09:15"), At("09:30"), At("09:45"), At("10:00")], run.For(60 * Minute));
        Assert.Equal(Minute, run.LongestWait);
        Assert.Equal(At("10:15"), run.Clock.NextDueAt(_time.GetUtcNow()));
    }

    [Fact]
    public void A_clock_that_is_set_forward_over_occurrences_brings_one_round()
    {
        var run = Schedule("*/15 * * * *");
        run.For(20 * Minute);
        _time.Jump = TimeSpan.FromHours(2);
        Assert.Equal([At("11:21"), At("11:30")], run.For(15 * Minute));
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_nobody_wait_for_the_future()
    {
        var run = Schedule("*/15 * * * *");
        run.For(20 * Minute);
        _time.Jump = TimeSpan.FromHours(-4);
        Assert.Equal([At("05:30"), At("05:45")], run.For(30 * Minute));
    }

    [Fact]
    public void An_occurrence_that_has_just_run_does_not_come_again_when_the_clock_is_put_right()
    {
        var run = Schedule("*/15 * * * *");
        Assert.Single(run.For(15 * Minute));
        _time.Jump = TimeSpan.FromSeconds(-2);
        Assert.Equal([At("09:30")], run.For(20 * Minute));
    }

    [Fact]
    public void An_occurrence_that_comes_again_hours_later_runs_again()
    {
        var run = Schedule("*/15 * * * *");
        run.For(16 * Minute);
        _time.Jump = TimeSpan.FromHours(-1);
        Assert.Equal([At("08:30"), At("08:45"), At("09:00"), At("09:15")], run.For(60 * Minute));
    }

    [Fact]
    public void A_freeze_over_many_occurrences_brings_one_round()
    {
        var run = Schedule("*/15 * * * *");
        run.For(Minute);
        _time.Advance(TimeSpan.FromHours(10));
        Assert.Single(run.For(13 * Minute));
    }

    [Fact]
    public void While_it_fails_rounds_come_between_the_occurrences()
    {
        var run = Schedule("*/15 * * * *");
        Assert.Single(run.For(15 * Minute));
        run.Hurry(5 * Minute);
        Assert.Equal([At("09:20"), At("09:25"), At("09:30"), At("09:35")], run.For(20 * Minute));
        run.Hurry(null);
        Assert.Equal([At("09:45")], run.For(20 * Minute));
    }

    [Fact]
    public void But_not_outside_the_hours()
    {
        var run = Schedule("*/15 * * * *", Morning);
        Assert.Equal(3, run.For(50 * Minute).Count);
        run.Hurry(5 * Minute);
        Assert.Equal([At("09:55")], run.For(60 * Minute));
        Assert.Equal(At("09:00", day: 3), run.Clock.NextDueAt(_time.GetUtcNow()));
    }

    [Fact]
    public void What_was_held_is_looked_at_when_it_begins_to_count() =>
        Assert.Equal([At("09:01:30")], Schedule("0 12 * * *").Sooner(TimeSpan.FromSeconds(90)).For(10 * Minute));

    [Fact]
    public void Within_hours_rounds_keep_their_interval_and_outside_there_are_none()
    {
        var run = Hours(TimeSpan.FromSeconds(30));
        Assert.Equal(120, run.For(60 * Minute).Count);
        Assert.Equal(At("09:00", day: 3), run.Clock.NextDueAt(_time.GetUtcNow()));
        Assert.Empty(run.For(23 * 60 * Minute));
        Assert.InRange(run.For(60 * Minute).Count, 118, 120); // the first within a minute
        Assert.Empty(run.For(23 * 60 * Minute));
    }

    [Fact]
    public void A_check_whose_interval_is_longer_than_its_hours_runs_once_a_day()
    {
        var run = Hours(TimeSpan.FromHours(24));
        Assert.Single(run.For(23 * 60 * Minute));
        for (var day = 0; day < 4; day++)
            Assert.InRange(Assert.Single(run.For(24 * 60 * Minute)).Minute, 0, 1);
    }

    [Fact]
    public void When_the_hours_begin_first_rounds_are_spread()
    {
        _time.Advance(TimeSpan.FromHours(23) + (59 * Minute));
        var sixths = Enumerable.Range(0, 600).Select(i => Hours(TimeSpan.FromMinutes(5), $"check-{i}").Clock).ToArray();
        _time.Advance(Minute);
        var waits = sixths.Select(clock => clock.Tick().Wait).GroupBy(wait => (int)(wait / TimeSpan.FromSeconds(10))).ToArray();
        Assert.Equal(6, waits.Length);
        Assert.All(waits, sixth => Assert.InRange(sixth.Count(), 60, 140));
    }

    [Fact]
    public void A_clock_that_is_set_into_the_hours_ends_the_rest_within_two_minutes()
    {
        var run = Hours(TimeSpan.FromSeconds(30));
        run.For(120 * Minute);
        _time.Jump = TimeSpan.FromHours(-2);
        Assert.NotEmpty(run.For(2 * Minute));
    }
}
