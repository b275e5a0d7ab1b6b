using Monitor.Web.Shared;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Shared;

public sealed class ViewerTests
{
    [Theory]
    [InlineData(null, "Asia/Kolkata")]
    [InlineData("board", "Asia/Kolkata")]
    [InlineData("nonsense", "Asia/Kolkata")]
    [InlineData("utc", "UTC")]
    [InlineData("browser", "Europe/Berlin")]
    public void Times_are_in_the_boards_zone_unless_another_is_chosen(string? choice, string zone)
    {
        var viewer = new Viewer();
        viewer.Remember(dark: false, choice, "Europe/Berlin");
        Assert.Equal(zone, viewer.ZoneFor(Some.Kolkata).Id);
    }

    [Fact]
    public void A_browser_whose_zone_is_unknown_here_gets_the_boards()
    {
        var viewer = new Viewer();
        viewer.Remember(dark: false, "browser", "Mars/Olympus");
        Assert.Equal(Some.Kolkata, viewer.ZoneFor(Some.Kolkata));
    }
}
