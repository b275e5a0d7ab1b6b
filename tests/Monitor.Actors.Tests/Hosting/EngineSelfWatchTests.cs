using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Health;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>The whole engine looks after itself: real journal, real history, a watcher that counts heartbeats (FAULTS R-28).</summary>
public sealed class EngineSelfWatchTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly LoopbackTarget _target = LoopbackTarget.Http("{}");
    private readonly LoopbackTarget _watcher = LoopbackTarget.Http("OK");
    private EngineHost _engine = null!; // started before each test

    private EngineVitals Vitals => _engine.Services.GetRequiredService<EngineHub>().Current;

    private int Pings => _watcher.Requests.Count;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("checks.yaml", $$"""
            global:
              heartbeat: { url: "{{_watcher.Url}}ping", interval: 10s }
            checks:
              - { name: ping, type: http, url: "{{_target.Url}}", interval: 1s, expect_status: 200 }

            """);
        _engine = await EngineHost.StartAsync(_folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _target.DisposeAsync();
        await _watcher.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task When(Func<bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!isSo())
            await look.WaitForNextTickAsync(patience.Token);
    }

    [Fact]
    public async Task Heartbeats_stop_while_another_process_locks_the_database_and_come_back_after()
    {
        await When(() => Pings > 0 && Vitals.Heartbeat is { SentAt: not null });
        await using (var other = new SqliteConnection($"Data Source={_folder["data/monitor.db"]};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN EXCLUSIVE";
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            var sent = Pings;
            await When(() => Vitals.Heartbeat is { Trouble: "the journal does not store" } && Vitals.History.Trouble is not null);
            Assert.Equal("results are not written: the database is locked by another process", Vitals.History.Trouble);
            Assert.NotNull(Vitals.JournalTrouble);
            Assert.True(Pings <= sent + 1, "at most the one that was under way");
        }

        var before = Pings;
        await When(() => Pings > before && Vitals is { Heartbeat.Trouble: null, JournalTrouble: null, History.Trouble: null });
        Assert.DoesNotContain(_engine.Board.Tiles, tile => tile.Status == Actors.Checks.CheckStatus.Fail);
        await _engine.BoardWhere(board => board.Troubles.IsEmpty);
    }

    [Fact]
    public async Task The_marks_do_not_pile_up_and_are_not_in_the_event_log()
    {
        await When(() => Pings >= 2);
        var log = await _engine.Services.GetRequiredService<EventLog>().ReadAsync(new EventFilter(), 100, TestContext.Current.CancellationToken);
        Assert.Equal(["ping"], log.Select(entry => entry.Check).Distinct());
        await using var db = new SqliteConnection($"Data Source={_folder["data/monitor.db"]};Mode=ReadOnly;Pooling=False");
        await db.OpenAsync(TestContext.Current.CancellationToken);
        await using var count = db.CreateCommand();
        count.CommandText = $"SELECT COUNT(*) FROM journal WHERE persistence_id = '{JournalMarkActor.Id}'";
        Assert.InRange((long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!, 1, JournalMarkActor.Together + 1); // always answers
    }

    [Fact]
    public async Task Heartbeats_stop_when_the_history_writer_hangs()
    {
        await When(() => Pings > 0);
        using var stuck = new ManualResetEventSlim();
        using var isStuck = new ManualResetEventSlim();
        var history = _engine.Services.GetRequiredService<ResultLog>();
        history.Turned += _ =>
        {
            isStuck.Set(); // on the writer's own thread
            stuck.Wait();
        };
        await using (var other = new SqliteConnection($"Data Source={_folder["data/monitor.db"]};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await When(() => isStuck.IsSet); // its first failed batch
        }

        var sent = Pings;
        await When(() => Vitals.Heartbeat is { Trouble: "no result was committed since the last ping" });
        var pings = Pings;
        Assert.InRange(pings, sent, sent + 1);
        await When(() => history.Health.Queued > 15); // fifteen rounds on: longer than an interval
        Assert.Equal(pings, Pings);

        stuck.Set();
        await When(() => Pings > pings);
    }
}
