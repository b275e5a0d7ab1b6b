using Monitor.Web.Board;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Board;

public sealed class FailingDayTests
{
    private static FailingDay Day(params (double SinceHoursAgo, double? UntilHoursAgo)[] down) => FailingDay.Of(
        down.Select((one, i) => ($"c{i}", Some.Noon.AddHours(-one.SinceHoursAgo), one.UntilHoursAgo is { } until ? Some.Noon.AddHours(-until) : default(DateTimeOffset?))), Some.Noon);

    [Fact]
    public void Each_ten_minutes_count_who_was_down_in_them()
    {
        var counts = Day((30, 23.9), (12, 11), (11.5, null), (50, 25)).Counts;
        Assert.Equal(144, counts.Length);
        Assert.Equal((1, 0), (counts[0], counts[1])); // until six minutes into the day
        Assert.Equal([0, 1, 2, 1], new[] { counts[71], counts[72], counts[75], counts[79] });
        Assert.Equal(1, counts[143]);
    }

    [Fact]
    public void It_is_said_in_words_and_drawn_from_zero()
    {
        Assert.Equal("Nothing has failed in the last 24 h", Day().InWords);
        Assert.Equal("At most 2 checks failing within ten minutes, in the last 24 h", Day((12, 11), (11.5, 11)).InWords);
        Assert.StartsWith("M0 40V40H1V40H2", Day().Path, StringComparison.Ordinal);
        Assert.Contains("V2H", Day((1, null)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_fails_more_than_once_counts_once() => Assert.Equal(1, FailingDay.Of(
        Enumerable.Range(0, 4).Select(i => ("flaps", Some.Noon.AddMinutes(-9 + (2 * i)), (DateTimeOffset?)Some.Noon.AddMinutes(-8 + (2 * i)))), Some.Noon).Counts.Max());
}
