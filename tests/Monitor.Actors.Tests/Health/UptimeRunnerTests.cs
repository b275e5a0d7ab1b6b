using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Health;
using Monitor.Actors.History;
using Monitor.Actors.Tests.History;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Health;

public sealed class UptimeRunnerTests : IAsyncDisposable
{
    private readonly HistoryHouse _house = new();
    private readonly FakeTimeProvider _time = new(HistoryHouse.Noon.AddMinutes(1));
    private readonly BoardHub _hub = new();
    private readonly UptimeRunner _uptime;

    public UptimeRunnerTests() => _uptime = new UptimeRunner(_house.Queries, _hub, _time, NullLogger<UptimeRunner>.Instance);

    public async ValueTask DisposeAsync()
    {
        await _uptime.StopAsync(CancellationToken.None);
        _uptime.Dispose();
        _house.Dispose();
    }

    private void Watch(params CheckName[] names) => _hub.Publish(BoardSnapshot.Empty with
    {
        Tiles = [.. names.Select(name => CheckFace.New.Tile(Some.Definition() with { Name = name }, CheckState.New, _time.GetUtcNow()))],
    });

    /// <summary>Lets seconds pass until it is so.</summary>
    private async Task Eventually(Func<bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!isSo())
        {
            await look.WaitForNextTickAsync(patience.Token);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Nobody_waits_for_it_and_it_follows()
    {
        await _house.WriteAsync(
            HistoryHouse.Row(0), HistoryHouse.Row(1), HistoryHouse.Row(2), HistoryHouse.Row(3, ResultKind.Fail),
            HistoryHouse.Row(4, ResultKind.Unknown), HistoryHouse.Row(0, ResultKind.Fail, HistoryHouse.Db));
        Watch(HistoryHouse.Api, HistoryHouse.Db);
        await _uptime.StartAsync(CancellationToken.None);
        Assert.Null(_uptime.Of(HistoryHouse.Api));
        await Eventually(() => _uptime.Of(HistoryHouse.Api) is 0.75 && _uptime.Of(HistoryHouse.Db) is 0.0);
    }

    [Fact]
    public async Task A_check_that_is_gone_is_forgotten()
    {
        await _house.WriteAsync(HistoryHouse.Row(0), HistoryHouse.Row(0, check: HistoryHouse.Db));
        Watch(HistoryHouse.Api, HistoryHouse.Db);
        await _uptime.StartAsync(CancellationToken.None);
        await Eventually(() => _uptime.Of(HistoryHouse.Api) is not null && _uptime.Of(HistoryHouse.Db) is not null);
        Watch(HistoryHouse.Api);
        await Eventually(() => _uptime.Of(HistoryHouse.Db) is null);
        Assert.NotNull(_uptime.Of(HistoryHouse.Api));
    }
}
