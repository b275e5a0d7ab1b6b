using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Board;
using Monitor.Web.Shared;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Board;

public sealed class QuietLookTests
{
    private static readonly ActiveMaintenance Maintenance = new(Some.Noon, Some.Noon.AddHours(2), "disks");

    private static CheckTile Paused(DateTimeOffset? until = null, string? note = null) =>
        Some.Tile("paused", CheckStatus.Fail) with { Quiet = new QuietTile { Paused = new PauseTile(Some.Noon, until, "the board", note) } };

    private static readonly CheckTile Unreachable =
        Some.Tile("unreachable", CheckStatus.Fail) with { Reason = "refused", Quiet = new QuietTile { UnreachableBehind = CheckName.Of("router") } };

    private static readonly CheckTile InMaintenance =
        Some.Tile("busy", CheckStatus.Fail) with { Reason = "HTTP 503, expected 200", Quiet = new QuietTile { Maintenance = Maintenance } };

    [Fact]
    public void A_card_says_until_when_and_why() => Assert.Equal(
        [
            "paused until 19:30: new disks",
            "paused until 4 Mar 08:00",
            "paused",
            "paused in checks.yaml:14",
            "in maintenance until 19:30 · HTTP 503, expected 200",
            "unreachable · router is failing · refused",
            "http://127.0.0.1:8000/db/health",
        ],
        new[]
        {
            Paused(Some.Noon.AddHours(2), "new disks"), Paused(Some.Noon.AddHours(38.5)), Paused(),
            Some.Tile() with { Quiet = new QuietTile { Paused = new PauseTile(null, null, "checks.yaml:14", null) } },
            InMaintenance, Unreachable, Some.Tile(),
        }.Select(tile => CardLook.Line(tile, Some.Kolkata)));

    [Fact]
    public void What_is_paused_or_unreachable_is_counted_apart_and_maintenance_besides()
    {
        var counts = StatusCounts.Of([Paused(), Unreachable, InMaintenance, Some.Tile(), Some.Tile("bad", CheckStatus.Fail)]);
        Assert.Equal(new StatusCounts(0, 1, 0, 2) { Paused = 1, Unreachable = 1, Maintenance = 1 }, counts);
        Assert.Equal((5, "2 checks are failing", "1 unreachable; 1 paused; 20 % of 5 OK."), (counts.Total, BoardSummary.Headline(counts), BoardSummary.Detail(counts)));
    }

    [Fact]
    public void With_all_that_is_looked_at_OK_the_headline_says_so() =>
        Assert.Equal("All 2 checks that are looked at are OK", BoardSummary.Headline(StatusCounts.Of([Paused(), Some.Tile("a"), Some.Tile("b")])));

    [Fact]
    public void A_paused_check_needs_no_attention_and_what_is_held_comes_after_what_is_told()
    {
        var view = BoardView.Of(Some.Board(InMaintenance, Paused(), Unreachable, Some.Tile("worse", CheckStatus.Fail), Some.Tile("fine")), new BoardFilter());
        var board = Some.Board(InMaintenance, Paused(), Unreachable, Some.Tile("worse", CheckStatus.Fail), Some.Tile("fine"));
        Assert.Equal(
            ["worse", "busy", "unreachable", "fine", "paused"],
            view.Lanes.SelectMany(lane => lane.Slots).Select(slot => board.Tiles[slot].Name.Value));
    }

    [Fact]
    public void One_can_look_for_what_is_held_back()
    {
        var filter = BoardFilter.From(null, null, null, null, null, "Unreachable");
        Assert.Equal((true, false, "unreachable"), (filter.Admits(Unreachable), filter.Admits(InMaintenance), filter.Query["quiet"]));
        Assert.False(new BoardFilter(Status: CheckStatus.Fail).Admits(Unreachable)); // it is not counted there either
    }

    [Fact]
    public void A_paused_check_looks_paused_whatever_it_was() => Assert.Equal(StatusLook.Paused, StatusLook.For(Paused()));
}
