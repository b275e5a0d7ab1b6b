using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Journal;

/// <summary>The diary of a real journal, written by a real engine.</summary>
public abstract class EventLogTests(TestStore store) : StoreTest(store)
{
    private async Task InAJournal(Func<EventLog, Task> test)
    {
        await using var target = LoopbackTarget.Http("{}");
        Folder.Write("checks.yaml", $"""
            checks:
              - name: one
                type: http
                url: {target.Url}
              - name: two
                type: http
                url: {target.Url}
                expect_status: 418
                retries: 0
            """);
        await using var engine = await EngineHost.StartAsync(Folder.Path);
        await engine.BoardWhere(board => board.EventSeq == 4);
        await test(engine.Services.GetRequiredService<EventLog>());
    }

    private static async Task<LoggedEvent[]> Read(EventLog log, EventFilter? filter = null, int limit = 100) =>
        [.. await log.ReadAsync(filter ?? new EventFilter(), limit, TestContext.Current.CancellationToken)];

    [Fact]
    public Task It_reads_newest_first_and_pages_both_ways() => InAJournal(async log =>
    {
        var all = await Read(log);
        Assert.Equal(4, all.Length);
        Assert.Equal(all.OrderByDescending(entry => entry.Ordering), all);
        Assert.Equal(all[..2], await Read(log, limit: 2));
        Assert.Equal(all[2..], await Read(log, new EventFilter(Before: all[1].Ordering)));
        Assert.Equal(all[..2].Reverse(), await Read(log, new EventFilter(After: all[2].Ordering)));
    });

    [Fact]
    public Task It_reads_one_check_or_some_kinds() => InAJournal(async log =>
    {
        var one = await Read(log, new EventFilter("one"));
        Assert.Equal([("one", 2L, "up"), ("one", 1L, "defined")], one.Select(entry => (entry.Check, entry.SequenceNr, entry.Kind)));
        Assert.Equal(["Went down: HTTP 200, expected 418"], (await Read(log, new EventFilter(Kinds: ["down"]))).Select(entry => entry.Text));
        Assert.Empty(await Read(log, new EventFilter("nobody")));
    });

    [Fact]
    public Task It_reads_what_somebody_said_or_what_was_stored_then() => InAJournal(async log =>
    {
        Assert.Equal(4, (await Read(log, new EventFilter { Actor = EventActor.Check })).Length);
        foreach (var actor in new[] { EventActor.Channel, EventActor.Silence, EventActor.Report })
            Assert.Empty(await Read(log, new EventFilter { Actor = actor }));
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(4, (await Read(log, new EventFilter { Since = now.AddHours(-1), Until = now.AddHours(1) })).Length);
        Assert.Empty(await Read(log, new EventFilter { Since = now.AddHours(1) }));
        Assert.Empty(await Read(log, new EventFilter { Until = now.AddHours(-1) }));
        await Store.ExecuteAsync($"UPDATE journal SET manifest = 'alert-delivered', message = {Store.Garbage} WHERE manifest = 'up'");
        await Store.ExecuteAsync($"UPDATE journal SET persistence_id = 'silences', message = {Store.Garbage} WHERE manifest = 'down'");
        Assert.Equal(["defined", "defined"], (await Read(log, new EventFilter { Actor = EventActor.Check })).Select(entry => entry.Kind));
        Assert.Equal(["alert-delivered"], (await Read(log, new EventFilter { Actor = EventActor.Channel })).Select(entry => entry.Kind));
        Assert.Equal(["down"], (await Read(log, new EventFilter { Actor = EventActor.Silence })).Select(entry => entry.Kind));
    });

    [Fact]
    public Task A_damaged_event_does_not_hide_the_others() => InAJournal(async log =>
    {
        await Store.ExecuteAsync($"UPDATE journal SET message = {Store.Garbage} WHERE manifest = 'down'");

        var all = await Read(log);
        Assert.Equal(4, all.Length);
        var damaged = Assert.Single(all, entry => entry.Kind == "down");
        Assert.StartsWith("an event \"down\" in the journal cannot be read", damaged.Text, StringComparison.Ordinal);
        Assert.InRange(damaged.At, all.Min(entry => entry.At).AddSeconds(-60), all.Max(entry => entry.At).AddSeconds(60));
    });
}

/// <inheritdoc/>
public sealed class EventLogOnSqliteTests() : EventLogTests(new SqliteTestStore());

/// <inheritdoc/>
public sealed class EventLogOnPostgresTests(PostgresServer server) : EventLogTests(new PostgresTestStore(server));
