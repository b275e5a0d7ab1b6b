using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Shared;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Shared;

public sealed class DrawingTests
{
    [Fact]
    public void A_full_bar_of_one_status_is_one_segment_and_another_beat_does_not_change_it()
    {
        var beats = Enumerable.Range(0, 32).Aggregate(new Beats(), (all, _) => all.Add(CheckStatus.Ok));
        Assert.Equal("M0 10H159", BeatPaths.Of(beats, CheckStatus.Ok));
        Assert.Equal("M0 10H159", BeatPaths.Of(beats.Add(CheckStatus.Ok), CheckStatus.Ok));
    }

    [Fact]
    public void The_newest_beat_is_at_the_right_end()
    {
        var beats = new Beats().Add(CheckStatus.Ok).Add(CheckStatus.Ok).Add(CheckStatus.Fail);
        Assert.Equal("M145 10H154", BeatPaths.Of(beats, CheckStatus.Ok));
        Assert.Equal("M155 10H159", BeatPaths.Of(beats, CheckStatus.Fail));
        Assert.Equal("", BeatPaths.Of(beats, CheckStatus.Warn));
    }

    [Fact]
    public void A_spark_needs_two_points_and_stays_in_its_box()
    {
        Assert.Equal("", SparkPath.Of([40]));
        Assert.Equal("M-2 26L0 21L72 3L74 26Z", SparkPath.Of([0, 100]));
    }

    [Theory]
    [InlineData("Asia/Kolkata", "IST", "17:30:00")]
    [InlineData("UTC", "UTC", "12:00:00")]
    [InlineData("America/New_York", "UTC-05:00", "07:00:00")]
    public void Times_are_drawn_in_their_zone_with_its_name(string zone, string name, string clock)
    {
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        Assert.Equal(name, ZoneLook.Short(info, Some.Noon));
        Assert.Equal(clock, ZoneLook.Draw(Some.Noon, info, TimeStyle.Clock));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 m")]
    [InlineData(3600, "1 h")]
    [InlineData(90 * 60, "1 h 30 m")]
    [InlineData(49 * 3600, "2 d 1 h")]
    public void Lengths_of_time_are_short(int seconds, string words) =>
        Assert.Equal(words, Spans.Short(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1, "100")]
    [InlineData(0.99999, "99.99")]
    [InlineData(0.825, "82.5")]
    public void Only_a_perfect_share_is_a_hundred_percent(double share, string words) => Assert.Equal(words, Spans.Percent(share));

    [Theory]
    [InlineData("db-health")]
    [InlineData("a/b?c#d %2F 100%")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("ночь ☂")]
    public void An_address_leads_back_to_its_name(string name) =>
        Assert.Equal(name, CheckAddress.NameIn("http://localhost" + CheckAddress.Of(CheckName.Of(name))));
}
