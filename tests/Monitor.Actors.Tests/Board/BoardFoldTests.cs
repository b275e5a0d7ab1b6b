using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Health;
using Monitor.Actors.History;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Board;

public sealed class BoardFoldTests
{
    private static CheckTile Tile(string name = "db-health", CheckStatus status = CheckStatus.Ok, int? latency = 12) =>
        CheckFace.New.Tile(Some.Definition() with { Name = CheckName.Of(name) }, CheckState.New, Some.T0) with
        {
            Status = status,
            LatencyMs = latency,
            LastCheckedAt = Some.T0,
        };

    private static CheckChanged Beat(CheckStatus status = CheckStatus.Ok, string name = "db-health", int latency = 12) =>
        new(Tile(name, status, latency), status);

    private static BoardSnapshot Board(params object[] news) => Then(BoardSnapshot.Empty, news);

    private static BoardSnapshot Then(BoardSnapshot board, params object[] news) => BoardFold.Next(board, news, Some.T0);

    private static CheckName Name(string text) => CheckName.Of(text);

    [Fact]
    public void Tiles_are_sorted_by_name() =>
        Assert.Equal(["a", "B", "c"], Board(Beat(name: "c"), Beat(name: "a"), Beat(name: "B")).Tiles.Select(tile => tile.Name.Value));

    [Fact]
    public void A_tile_is_found_by_name_in_any_case()
    {
        var board = Board(Beat(name: "c"), Beat(name: "a"), Beat(name: "B"));
        Assert.Equal("B", board.Find("b")?.Name.Value);
        Assert.Null(board.Find("d"));
    }

    [Fact]
    public void Tiles_are_found_whatever_came_and_went_since_their_places_were_known()
    {
        var atRest = Then(Board(Beat(name: "b"), Beat(name: "d"), Beat(name: "f")), Beat(name: "d"));
        Assert.Equal(3, atRest.Places.Count);
        var changed = Then(atRest, new CheckGone(Name("b")), Beat(name: "e", latency: 1));
        var grown = Then(changed, Beat(name: "a"), Beat(CheckStatus.Warn, "F"));
        Assert.Equal(["a", "d", "e", "F"], grown.Tiles.Select(tile => tile.Name.Value));
        Assert.All(grown.Tiles, tile => Assert.Same(tile, grown.Find(tile.Name.Value.ToUpperInvariant())));
        Assert.Null(grown.Find("b"));
    }

    [Fact]
    public void A_removed_check_leaves_the_board()
    {
        var board = Board(Beat(name: "a"), Beat(name: "b"));
        var without = Then(board, new CheckGone(Name("a")));
        Assert.Equal(["b"], without.Tiles.Select(tile => tile.Name.Value));
        Assert.True(without.ShapeSeq > board.ShapeSeq);
    }

    [Fact]
    public void A_check_renamed_in_case_only_stays_on_the_board()
    {
        var board = Board(Beat(name: "API"));
        Assert.Equal(["api"], Then(board, Beat(name: "api"), new CheckGone(Name("API"))).Tiles.Select(tile => tile.Name.Value));
    }

    [Fact]
    public void No_news_is_the_same_board_looked_at_later()
    {
        var board = Board(Beat());
        Assert.Equal(board with { At = Some.T0.AddSeconds(5) }, BoardFold.Next(board, [], Some.T0.AddSeconds(5)));
    }

    [Fact]
    public void A_tile_moves_only_with_its_status()
    {
        var board = Board(Beat());
        Assert.Equal(board.ShapeSeq, Then(board, Beat()).ShapeSeq);
        Assert.Equal(board.Seq + 1, Then(board, Beat()).Seq);
        Assert.True(Then(board, Beat(CheckStatus.Fail)).ShapeSeq > board.ShapeSeq);
    }

    [Fact]
    public void Journaled_events_are_counted()
    {
        var happened = new EventJournaled(Some.Name, new CheckEvent.CameUp(Some.T0));
        Assert.Equal(2, Board(Beat(), happened, happened).EventSeq);
    }

    [Fact]
    public void It_is_ready_when_the_roster_has_started_its_checks()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata");
        var config = new ConfigStatus([], Some.T0, null);
        Assert.False(Board(Beat()).Ready);
        var board = Board(new RosterChanged(config, zone));
        Assert.True(board.Ready);
        Assert.Equal((zone, config), (board.Zone, board.Config));
    }

    [Fact]
    public void Beats_and_latencies_are_kept_from_round_to_round()
    {
        var tile = Then(Board(Beat(latency: 10)), Beat(CheckStatus.Fail, latency: 20), new CheckChanged(Tile(latency: 20), null), Beat(latency: 30))
            .Find("db-health");
        Assert.Equal([CheckStatus.Ok, CheckStatus.Fail, CheckStatus.Ok], tile!.Beats.OldestFirst()); // it has just changed
        Assert.Equal([10, 20, 30], tile.LatencyTrail);
    }

    [Fact]
    public void Only_so_many_beats_are_kept()
    {
        var tile = Board([.. Enumerable.Range(0, 40).Select(i => Beat(i < 10 ? CheckStatus.Fail : CheckStatus.Ok, latency: i))]).Find("db-health")!; // it beats
        Assert.Equal(32, tile.Beats.Count);
        Assert.Equal([.. Enumerable.Repeat(CheckStatus.Fail, 2), .. Enumerable.Repeat(CheckStatus.Ok, 30)], tile.Beats.OldestFirst());
        Assert.Equal(Enumerable.Range(16, 24), tile.LatencyTrail);
    }

    [Fact]
    public void A_stalled_check_is_unknown_until_its_next_round()
    {
        var board = Then(Board(Beat()), new CheckStalled(Some.Name, Some.T0));
        Assert.Equal((CheckStatus.Unknown, "stalled: the monitor does not finish a round of it"), (board.Tiles[0].Status, board.Tiles[0].Reason));
        Assert.Equal(CheckStatus.Ok, Then(board, Beat()).Tiles[0].Status);
    }

    [Fact]
    public void A_check_without_a_journal_is_unknown_not_down()
    {
        var tile = Then(Board(Beat()), new JournalFailed(Some.Name, "disk full", Some.T0)).Find("db-health")!; // it was there
        Assert.Equal((CheckStatus.Unknown, "the journal does not work: disk full"), (tile.Status, tile.Reason));
    }

    private static PastLoaded Past(params (CheckStatus Status, int Latency)[] oldestFirst) => new(
        ImmutableDictionary<CheckName, ImmutableArray<ResultRow>>.Empty.Add(Some.Name,
            [.. oldestFirst.Select((round, i) => new ResultRow(Some.Name, Some.T0.AddMinutes(i - 60), (ResultKind)round.Status, round.Latency, 1))]));

    [Fact]
    public void Past_rounds_come_before_those_seen_since()
    {
        var tile = Then(Board(Beat(latency: 3)), Past((CheckStatus.Fail, 1), (CheckStatus.Warn, 2))).Find("db-health")!; // it beats
        Assert.Equal([CheckStatus.Fail, CheckStatus.Warn, CheckStatus.Ok], tile.Beats.OldestFirst());
        Assert.Equal([1, 2, 3], tile.LatencyTrail);
        Assert.Equal(Some.T0, tile.LastCheckedAt);
    }

    [Fact]
    public void A_check_that_appears_after_the_past_was_read_has_its_past()
    {
        var idle = new CheckChanged(Tile() with { LastCheckedAt = null, LatencyMs = null }, null);
        var past = Past((CheckStatus.Fail, 1), (CheckStatus.Warn, 2));
        foreach (var board in new[] { Board(past, idle), Then(Board(past), idle), Then(Board(idle), past) })
        {
            var tile = board.Find("db-health")!; // it was published
            Assert.Equal([CheckStatus.Fail, CheckStatus.Warn], tile.Beats.OldestFirst());
            Assert.Equal((Some.T0.AddMinutes(-59), 2), (tile.LastCheckedAt, tile.LatencyMs));
        }
    }

    [Fact]
    public void A_namesake_of_a_removed_check_has_no_past()
    {
        var board = Then(Board(Past((CheckStatus.Fail, 1)), Beat()), new CheckGone(Some.Name));
        Assert.Equal([CheckStatus.Ok], Then(board, Beat()).Find("db-health")!.Beats.OldestFirst()); // it beats
    }
}
