using Bunit;
using Monitor.Web.Layout;
using Monitor.Web.Tests.Status;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Layout;

public sealed class NavigationTests : PageTest
{
    [Fact]
    public async Task The_status_page_is_linked_while_there_is_one()
    {
        Publish(Some.Board(Some.Tile()));
        var navigation = Render<Navigation>();
        Assert.Empty(navigation.FindAll("[data-test=nav-status]"));
        Publish(Some.Board(Some.Tile()) with { Seq = 2, StatusPage = StatusSome.Page("db-health") });
        await EventuallyAsync(() => Assert.Equal("/status", navigation.Find("[data-test=nav-status]").GetAttribute("href")));
    }
}
