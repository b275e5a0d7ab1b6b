using Monitor.Actors.Reports;

namespace Monitor.Actors.Tests.Reports;

/// <summary>When a report is due and by when it is signed off, where clocks change.</summary>
public sealed class ReportScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static ReportSchedule At(string time, params DayOfWeek[] days) => new(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), [.. days], Berlin);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse($"{text}Z", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("02:30", "2026-03-28 12:00", "2026-03-29 01:00")] // the gap: the first moment after it
    [InlineData("02:30", "2026-03-29 01:00", "2026-03-30 00:30")]
    [InlineData("02:30", "2026-10-24 12:00", "2026-10-25 00:30")] // twice on the clock: the first time
    [InlineData("02:30", "2026-10-25 00:30", "2026-10-26 01:30")]
    [InlineData("07:00", "2026-03-28 06:00", "2026-03-29 05:00")]
    public void It_is_due_once_a_day_whatever_the_clocks_do(string at, string after, string due) => Assert.Equal(Utc(due), At(at).NextAfter(Utc(after)));

    [Theory]
    [InlineData("2026-03-02 06:00", "2026-03-02 06:00")] // a Monday
    [InlineData("2026-03-02 05:59", "2026-02-27 06:00")]
    [InlineData("2026-03-01 12:00", "2026-02-27 06:00")]
    public void The_last_occurrence_may_be_days_ago(string until, string due) =>
        Assert.Equal(Utc(due), At("07:00", DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday).LastUntil(Utc(until)));

    [Fact]
    public void A_report_of_one_day_a_week_has_a_last_occurrence() => Assert.Equal(Utc("2026-03-22 06:00"), At("07:00", DayOfWeek.Sunday).LastUntil(Utc("2026-03-29 04:59")));

    [Theory]
    [InlineData("09:00", "2026-03-29 05:00", "2026-03-29 07:00")]
    [InlineData("06:00", "2026-03-28 06:00", "2026-03-29 04:00")] // the day after
    [InlineData("02:30", "2026-03-28 06:00", "2026-03-29 01:00")] // in the gap
    public void A_time_of_day_is_the_first_after_the_report(string clock, string due, string by) =>
        Assert.Equal(Utc(by), new SignOffTime(TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture), default).Of(Utc(due), Berlin));

    [Fact]
    public void A_length_is_time_that_passes() => Assert.Equal(Utc("2026-03-29 02:00"), new SignOffTime(null, TimeSpan.FromHours(2)).Of(Utc("2026-03-29 00:00"), Berlin));
}
