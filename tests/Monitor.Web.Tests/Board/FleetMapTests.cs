using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Board;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Board;

/// <summary>The map: what travels to the canvas, and what a cell answers.</summary>
public sealed class FleetMapTests : PageTest
{
    private static readonly BoardSnapshot Mixed = Some.Board(
        Some.Tile("a"), Some.Tile("b", CheckStatus.Warn), Some.Tile("c", CheckStatus.Fail) with { Reason = "<b>503</b>" }, Some.Tile("d", CheckStatus.Unknown));

    private IEnumerable<(string[] Titles, string[] Cells)> Drawn => JSInterop.Invocations["ui.map"]
        .Select(call => (((IEnumerable<string>)call.Arguments[2]!).ToArray(), (string[])call.Arguments[3]!));

    private IRenderedComponent<FleetMap> Map(BoardSnapshot board, bool answers = true) => Render<FleetMap>(map => map
        .Add(x => x.Board, board).Add(x => x.Lanes, BoardView.Of(board, new BoardFilter()).Lanes).Add(x => x.Answers, answers));

    [Fact]
    public void A_letter_of_each_check_travels_and_only_when_one_has_changed()
    {
        var map = Map(Mixed);
        map.Render(x => x.Add(y => y.Board, Mixed with { Seq = 99 }));
        var (titles, cells) = Assert.Single(Drawn);
        Assert.Equal(["Needs attention", "Everything else"], titles);
        Assert.Equal(["fw", "on"], cells);
        map.Render(x => x.Add(y => y.Board, Mixed with { Tiles = Mixed.Tiles.SetItem(0, Some.Tile("a", CheckStatus.Unknown)) }));
        Assert.Equal("nn", Drawn.Last().Cells[1]);
    }

    [Fact]
    public void A_cell_says_what_it_is_and_leads_to_its_check()
    {
        var map = Map(Mixed).Instance;
        Assert.Equal(new FleetMap.CellTip("c", "c · FAIL · <b>503</b>"), map.Describe(0, 0));
        Assert.Null(map.Describe(0, 9));
        Assert.Null(map.Describe(-1, 0));
        map.Open(1, 0, null);
        Assert.EndsWith("/check/a", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void The_check_that_was_named_opens_also_when_another_has_taken_its_place()
    {
        Map(Mixed).Instance.Open(0, 0, "d");
        Assert.EndsWith("/check/d", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_order_travels_though_the_letters_are_the_same()
    {
        var map = Map(Mixed);
        var other = Mixed with { Tiles = [.. Mixed.Tiles.Select(tile => tile.Name.Value == "a" ? Some.Tile("a", CheckStatus.Fail) : tile.Name.Value == "c" ? Some.Tile("c") : tile)] };
        map.Render(x => x.Add(y => y.Board, other).Add(y => y.Lanes, BoardView.Of(other, new BoardFilter()).Lanes));
        Assert.Equal([["fw", "on"], ["fw", "on"]], Drawn.Select(drawn => drawn.Cells));
    }

    [Fact]
    public void Who_cannot_see_it_is_told_what_it_is_and_where_to_look()
    {
        Assert.Equal(
            "Map of 4 checks: Needs attention, Everything else. The view Rows lists them.",
            Map(Mixed).Find("canvas").GetAttribute("aria-label"));
    }

    [Fact]
    public void On_a_wall_nothing_answers()
    {
        Assert.Equal("Map of 4 checks: Needs attention, Everything else.", Map(Mixed, answers: false).Find("canvas").GetAttribute("aria-label"));
        Assert.Null(Assert.Single(JSInterop.Invocations["ui.map"]).Arguments[1]);
    }
}
