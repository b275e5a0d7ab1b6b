using Monitor.Actors.Board;
using Monitor.Web.Layout;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Layout;

public sealed class LivenessTests
{
    private static readonly BoardSnapshot Board = Some.Board(Some.Tile());

    [Fact]
    public void A_fresh_board_is_live() => Assert.Equal(LiveState.Live, Liveness.Of(Board, Some.Noon.AddSeconds(20)));

    [Fact]
    public void A_board_that_nobody_publishes_is_stopped_however_green() =>
        Assert.Equal(LiveState.Stopped, Liveness.Of(Board, Some.Noon.AddSeconds(31)));

    [Fact]
    public void A_board_without_results_for_two_intervals_is_quiet() =>
        Assert.Equal(LiveState.Quiet, Liveness.Of(Board with { At = Some.Noon.AddSeconds(62) }, Some.Noon.AddSeconds(62)));

    [Fact]
    public void A_board_on_which_nothing_is_due_is_not_quiet()
    {
        var resting = Board with { At = Some.Noon.AddHours(1), Tiles = [Some.Tile() with { NextDueAt = Some.Noon.AddHours(18) }] };
        Assert.Equal(LiveState.Live, Liveness.Of(resting, Some.Noon.AddHours(1)));
    }

    [Fact]
    public void Before_the_first_board_it_is_starting()
    {
        Assert.Equal(LiveState.Starting, Liveness.Of(BoardSnapshot.Empty, Some.Noon));
        Assert.Equal(LiveState.Starting, Liveness.Of(Board with { Ready = false }, Some.Noon));
    }

    [Fact]
    public void Every_state_has_its_own_word() =>
        Assert.Equal(4, Enum.GetValues<LiveState>().Select(Liveness.Word).Distinct().Count());
}
