using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Groups;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>A group looks again when the board moves, and not only when its round is due.</summary>
public sealed class CheckActorGroupTests : ActorTest
{
    private readonly BoardHub _hub = new();
    private readonly TestProbe _tiles;
    private readonly CheckBench _bench;
    private readonly IActorRef _group;
    private readonly CheckDefinition _definition;
    private int _barriers;

    public CheckActorGroupTests()
    {
        _tiles = Listen<CheckChanged>();
        _bench = new CheckBench(Time, CreateTestProbe(), CreateTestProbe());
        _definition = Some.Definition(new GroupCheck(_hub)) with
        {
            Spec = new GroupMembers([CheckName.Of("db")], [], null),
            Interval = TimeSpan.FromHours(1),
        };
        _group = Sys.ActorOf(CheckBench.Supervised(new CheckSlot(_definition, TimeSpan.Zero, _bench.Around)));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
    }

    /// <summary>What the group shows of a board, once it has looked.</summary>
    private async Task<CheckTile> See(CheckStatus db)
    {
        var tile = CheckFace.New.Tile(Some.Definition() with { Name = CheckName.Of("db") }, CheckState.New, StartedAt) with { Status = db, Reason = "refused" };
        _hub.Publish(new BoardSnapshot { Tiles = [tile] });
        Sys.EventStream.Publish(BoardMoved.Instance);
        while (true)
        {
            Scheduler.Advance(TimeSpan.FromSeconds(1));
            _group.Tell(new Redefine(_definition with { Severity = $"barrier {++_barriers}" })); // after which a tile is told in any case
            if ((await Hear<CheckChanged>(_tiles)).Tile is { LastCheckedAt: not null } seen && seen.Status == db)
                return seen;
        }
    }

    [Fact]
    public async Task It_follows_its_members()
    {
        Assert.Equal(CheckStatus.Ok, (await See(CheckStatus.Ok)).Status);
        var tile = await See(CheckStatus.Fail);
        Assert.Equal("1 of 1 failing: db (refused)", tile.Reason);
        Assert.Equal([new SubResult("db", CheckStatus.Fail, "refused")], tile.Parts.AsEnumerable());
        Assert.Null(tile.LatencyMs);
        Assert.Equal(CheckStatus.Ok, (await See(CheckStatus.Ok)).Status);
    }
}
