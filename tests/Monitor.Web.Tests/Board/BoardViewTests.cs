using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Board;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Board;

public sealed class BoardViewTests
{
    private static readonly BoardSnapshot Mixed = Some.Board(
        Some.Tile("a-ok"),
        Some.Tile("b-warn", CheckStatus.Warn),
        Some.Tile("c-fail", CheckStatus.Fail),
        Some.Tile("d-fail", CheckStatus.Fail) with { Severity = "P1" },
        Some.Tile("e-none", CheckStatus.Unknown));

    [Fact]
    public void What_needs_attention_comes_first_the_worst_of_it_first() =>
        Assert.Equal(
            ["Needs attention: d-fail, c-fail, b-warn", "Everything else: a-ok, e-none"],
            Words(BoardView.Of(Mixed, new BoardFilter())));

    [Fact]
    public void When_all_is_well_there_is_one_lane() =>
        Assert.Equal(["All checks: a, b"], Words(BoardView.Of(Some.Board(Some.Tile("b"), Some.Tile("a")), new BoardFilter()), Some.Board(Some.Tile("b"), Some.Tile("a"))));

    [Fact]
    public void A_filter_narrows_the_lanes_and_not_the_counts()
    {
        var view = BoardView.Of(Mixed, new BoardFilter(Status: CheckStatus.Fail));
        Assert.Equal(["Needs attention: d-fail, c-fail"], Words(view));
        Assert.Equal((2, 5, new StatusCounts(1, 1, 1, 2)), (view.Matching, view.Total, view.All));
        Assert.Equal(["P1", "P2"], view.Severities);
    }

    [Theory]
    [InlineData("FAIL", "", 2)]
    [InlineData("db/HEALTH", "", 5)]
    [InlineData("  none ", "", 1)]
    [InlineData("", "p1", 1)]
    [InlineData("zzz", "", 0)]
    public void Search_looks_at_names_and_targets_without_regard_to_case(string search, string severity, int matching) =>
        Assert.Equal(matching, BoardView.Of(Mixed, new BoardFilter(search, Severity: severity.Length > 0 ? severity : null)).Matching);

    [Fact]
    public void A_tag_narrows_whatever_its_case_and_search_finds_it_too()
    {
        var board = Some.Board(Some.Tile("a") with { Tags = ["Shop", "eu"] }, Some.Tile("b") with { Tags = ["shopping"] }, Some.Tile("c"));
        Assert.Equal(["All checks: a"], Words(BoardView.Of(board, new BoardFilter(Tag: "shop")), board));
        Assert.Equal(2, BoardView.Of(board, new BoardFilter("SHOP")).Matching);
        Assert.Equal(["eu", "Shop", "shopping"], BoardView.Of(board, new BoardFilter()).Tags);
        Assert.Equal("tag shop", new BoardFilter(Tag: "shop").InWords());
        Assert.Equal(new BoardFilter(Tag: "shop"), BoardFilter.From(null, null, null, null, "shop"));
    }

    [Fact]
    public void A_group_narrows_whatever_its_case_and_search_finds_it_too()
    {
        var board = Some.Board(Some.Tile("a") with { Group = "Card payments" }, Some.Tile("b") with { Group = "cards" }, Some.Tile("c"));
        Assert.Equal(["All checks: a"], Words(BoardView.Of(board, new BoardFilter(Group: "card PAYMENTS")), board));
        Assert.Equal(2, BoardView.Of(board, new BoardFilter("card")).Matching);
        Assert.Equal(["Card payments", "cards"], BoardView.Of(board, new BoardFilter()).Groups);
        Assert.Equal("group cards", new BoardFilter(Group: "cards").InWords());
        Assert.Equal(new BoardFilter(Group: "cards"), BoardFilter.From(null, null, null, null, group: "cards"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void Lines_hold_every_check_once_and_no_more_cells_than_columns(int columns)
    {
        var tiles = Enumerable.Range(0, 23).Select(i => Some.Tile($"check-{i:00}", i < 4 ? CheckStatus.Fail : CheckStatus.Ok)).ToArray();
        var lines = BoardView.Of(Some.Board(tiles), new BoardFilter()).Lines(columns);
        Assert.Equal(Enumerable.Range(0, 23), lines.SelectMany(line => line.Slots).Order());
        Assert.All(lines, line => Assert.InRange(line.Slots.Length + (line.Heading is null ? 0 : 1), 1, columns));
        Assert.Equal(2, lines.Count(line => line.Heading is not null));
    }

    [Fact]
    public void Groups_have_lanes_of_their_own_those_in_trouble_first_and_those_without_last()
    {
        var board = Some.Board(
            Some.Tile("a") with { Group = "Edge" }, Some.Tile("b"), Some.Tile("c") with { Group = "shop" }, Some.Tile("d", CheckStatus.Fail) with { Group = "Shop" },
            Some.Tile("e") with { Group = "Data" });
        Assert.Equal(["Needs attention: d", "shop: c", "Data: e", "Edge: a", "No group: b"], Words(BoardView.Of(board, new BoardFilter { By = "group" }), board));
        Assert.Equal(["P2: a, b, c, e"], Words(BoardView.Of(board, new BoardFilter { By = "severity" }), board).Skip(1));
        Assert.Equal(["http: a, b, c, e"], Words(BoardView.Of(board, new BoardFilter { By = "type" }), board).Skip(1));
    }

    [Fact]
    public void Of_a_folded_lane_only_the_heading_is_shown_and_its_checks_count_all_the_same()
    {
        var board = Some.Board(Some.Tile("a") with { Group = "Edge" }, Some.Tile("b") with { Group = "Shop" });
        var view = BoardView.Of(board, new BoardFilter { By = "group" }.Fold("Edge"));
        Assert.Equal([("Edge", 0), ("Shop", 1)], view.Lines(4).Select(line => (line.Heading!.Title, line.Slots.Length)));
        Assert.Equal(2, view.Matching);
        Assert.Equal(new BoardFilter { By = "group" }, new BoardFilter { By = "group" }.Fold("Edge").Fold("EDGE"));
        Assert.True(BoardView.Of(board, BoardFilter.From(null, null, null, null, by: "group", folded: "edge")).Lanes[0].IsFolded);
    }

    [Fact]
    public void Clearing_the_filters_keeps_how_it_is_looked_at()
    {
        var grouped = new BoardFilter(Style: BoardStyle.Rows) { By = "group" }.Fold("Edge");
        Assert.Equal(grouped, (grouped with { Search = "db", Tag = "eu", Type = "tcp" }).Everything);
        Assert.Empty(grouped.GroupedBy("type").Folded);
    }

    [Fact]
    public void A_type_narrows()
    {
        var board = Some.Board(Some.Tile("a"), Some.Tile("b") with { Type = "tcp" });
        Assert.Equal(["All checks: b"], Words(BoardView.Of(board, new BoardFilter { Type = "TCP" }), board));
        Assert.Equal(["http", "tcp"], BoardView.Of(board, new BoardFilter()).Types);
        Assert.Equal("type tcp", new BoardFilter { Type = "tcp" }.InWords());
    }

    [Fact]
    public void A_filter_reads_back_from_its_query_string()
    {
        var filter = new BoardFilter("a b ", CheckStatus.Unknown, "P1", BoardStyle.Rows);
        var query = filter.Query.ToDictionary(pair => pair.Key, pair => pair.Value as string);
        Assert.Equal(filter, BoardFilter.From(query["q"], query["status"], query["severity"], query["view"]));
        var grouped = new BoardFilter(Style: BoardStyle.Map) { Type = "tcp", By = "group", Folded = ImmutableSortedSet.Create(StringComparer.OrdinalIgnoreCase, "Data, old", "Edge") };
        query = grouped.Query.ToDictionary(pair => pair.Key, pair => pair.Value as string);
        Assert.Equal(grouped, BoardFilter.From(null, null, null, query["view"], type: query["type"], by: query["by"], folded: query["folded"]));
        Assert.Null(BoardFilter.From(null, null, null, null, by: "moon").By);
        Assert.All(new BoardFilter("  ").Query.Values, Assert.Null);
    }

    private static IEnumerable<string> Words(BoardView view, BoardSnapshot? board = null) => view.Lanes.Select(lane =>
        $"{lane.Title}: {string.Join(", ", lane.Slots.Select(slot => (board ?? Mixed).Tiles[slot].Name))}");
}
