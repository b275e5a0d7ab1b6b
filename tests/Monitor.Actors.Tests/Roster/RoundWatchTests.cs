using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Roster;

/// <summary>Interval 30 s, one attempt of at most 5 s, unless a test says otherwise.</summary>
public sealed class RoundWatchTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly JumpingTime _time = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private readonly ResultLog _history;
    private readonly CheckSlot _slot;
    private readonly RoundWatch _watch;

    public RoundWatchTests()
    {
        var database = new HistoryDatabase(HistoryDatabase.InFile(_folder["results.db"]));
        _history = new ResultLog(database, TimeProvider.System, NullLogger<ResultLog>.Instance);
        _slot = new CheckSlot(Some.Definition(), TimeSpan.Zero, new CheckSurroundings(
            _time, new ProbeRunner(Some.Places(1), _time), new JobStartRunner(_http, _time), _history, new ResultQueries(database), ActorRefs.Nobody, ActorRefs.Nobody));
        _watch = new RoundWatch(_time);
        _watch.Add(_slot);
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private (int Starved, int Stalled) After(double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var report = _watch.Look();
        return (report.Starved, report.Stalled);
    }

    private void Started() => _slot.Pulse.Started(_time.GetTimestamp());

    private void Finished() => _slot.Pulse.Finished(_time.GetTimestamp());

    [Fact]
    public void A_check_that_never_begins_is_starved_then_stalled_and_named_once()
    {
        Assert.Equal((0, 0), After(60));
        Assert.Equal((1, 0), After(1));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([Some.Name], _watch.Look().NewlyStalled);
        Assert.Empty(_watch.Look().NewlyStalled);
    }

    [Fact]
    public void A_check_that_runs_is_neither()
    {
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal((0, 0), After(30));
            Started();
            Finished();
        }
    }

    [Fact]
    public void A_round_that_waits_for_its_place_is_starved_and_one_that_never_ends_stalled()
    {
        Started();
        Assert.Equal((0, 0), After(35));
        Assert.Equal((1, 0), After(1));
        Assert.Equal((1, 1), After(30));
        Finished();
        Assert.Equal((0, 0), After(1));
    }

    [Fact]
    public void Retries_are_given_their_time()
    {
        _slot.Definition = Some.Definition() with { Retries = 2, RetryBackoff = TimeSpan.FromSeconds(10) };
        Started();
        Assert.Equal((0, 0), After(65));
        Assert.Equal((1, 0), After(1));
    }

    [Fact]
    public void After_a_freeze_a_check_has_its_time_again()
    {
        _time.Advance(TimeSpan.FromMinutes(10));
        _watch.Excuse();
        Assert.Equal((0, 0), After(60));
        Assert.Equal((1, 0), After(1));
    }

    [Fact]
    public void A_removed_check_is_not_missed()
    {
        _watch.Remove(Some.Name);
        Assert.Equal((0, 0), After(1000));
        Assert.Equal(0, _watch.Look().Checks);
    }
}
