using AngleSharp.Dom;
using Bunit;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Board;
using Monitor.Web.Tests.Support;
using Monitor.Web.Wall;

namespace Monitor.Web.Tests.Wall;

public sealed class WallPageTests : PageTest
{
    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private BoardSnapshot Now(params CheckTile[] tiles) => Some.Board(tiles) with { At = Clock.GetUtcNow(), Ready = true };

    [Fact]
    public void It_says_how_it_stands_and_shows_what_fails_worst_first()
    {
        Publish(Now(
            Some.Tile("a"), Some.Tile("b", CheckStatus.Warn),
            Some.Tile("c", CheckStatus.Fail) with { Group = "Shop", Reason = "HTTP <b>503</b>", ConsecutiveFailures = 7, Since = Some.Noon }));
        var wall = Open<WallPage>("/wall");
        Assert.Equal("1 check is failing", Text(wall.Find("[data-test=wall-headline]")));
        Assert.Equal(["1 FAIL", "1 WARN", "0 NO DATA", "1 OK"], wall.FindAll("[data-test=wall-count]").Select(Text));
        Assert.Equal(["c", "b"], wall.FindAll("[data-test=wall-card]").Select(card => card.GetAttribute("data-name")));
        Assert.Equal(["FAIL c", "Shop · HTTP <b>503</b>", "7× failed", "since 17:30"], wall.Find("[data-test=wall-card]").QuerySelectorAll("h2, .wall-why, .wall-foot > *").Select(Text));
        Assert.Empty(wall.FindAll("button, a"));
    }

    [Fact]
    public async Task A_board_that_is_no_longer_fed_says_so()
    {
        Publish(Now(Some.Tile("a")));
        var wall = Open<WallPage>("/wall");
        Assert.Equal("The check is OK", Text(wall.Find("[data-test=wall-headline]")));
        Clock.Advance(TimeSpan.FromSeconds(40));
        await EventuallyAsync(() => Assert.StartsWith("Engine stopped ", Text(wall.Find("[data-test=wall-headline]")), StringComparison.Ordinal));
        Assert.Contains("stale", wall.Find("[data-test=wall]").ClassList);
    }

    [Fact]
    public void The_address_narrows_it()
    {
        Publish(Now(Some.Tile("a", CheckStatus.Fail) with { Group = "Shop" }, Some.Tile("b", CheckStatus.Fail), Some.Tile("c")));
        var wall = Open<WallPage>("/wall?group=shop");
        Assert.Equal(["a"], wall.FindAll("[data-test=wall-card]").Select(card => card.GetAttribute("data-name")));
        Assert.Equal(["1 FAIL", "0 WARN", "0 NO DATA", "0 OK"], wall.FindAll("[data-test=wall-count]").Select(Text));
    }

    [Fact]
    public void Trouble_of_the_monitor_is_seen_from_across_the_room()
    {
        Publish(Now(Some.Tile("a")) with { Faults = EngineFaults.None.With(new JournalFailed(CheckName.Of("a"), "disk full", Some.Noon)) });
        Assert.Contains("disk full", Open<WallPage>("/wall").Find("[data-test=wall-trouble]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(4, 4, 0, 2)]
    [InlineData(7, 7, 0, 4)]
    [InlineData(15, 15, 0, 5)]
    [InlineData(16, 14, 2, 5)]
    [InlineData(9_000, 14, 8_986, 5)]
    public void At_most_fifteen_have_a_card_and_the_fewer_the_larger(int failing, int cards, int more, int columns)
    {
        var plan = WallPlan.Of(BoardView.Of(Now([Some.Tile("ok"), .. Enumerable.Range(0, failing).Select(i => Some.Tile($"x{i:0000}", CheckStatus.Fail))]), new BoardFilter()));
        Assert.Equal((cards, more, columns), (plan.Slots.Length, plan.More, WallPlan.Columns(plan.Cards)));
    }
}
