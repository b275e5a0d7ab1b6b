using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>An engine that starts from stored states: faster, and with the same result as without them.</summary>
public abstract class StoredStateEngineTests(TestStore store) : StoreTest(store)
{
    private const string Spoilt = "an event \"defined\" in the journal cannot be read";

    private string SpoilTheFirstEvent => $"UPDATE journal SET message = {Store.Garbage} WHERE persistence_id = 'check-ping' AND sequence_number = 1";

    /// <summary>Runs until the check is paused and its state, up to some event before the last, is stored.</summary>
    private async Task<CheckTile> FirstLifeAsync(LoopbackTarget target)
    {
        Folder.Write("checks.yaml", $"checks: [{{ name: ping, type: http, url: '{target.Url}', interval: 1h, expect_status: 200 }}]");
        await using var engine = await EngineHost.StartAsync(Folder.Path);
        await engine.BoardWhere(board => board.Find("ping")?.Status == CheckStatus.Ok);
        for (var i = 0; i < StateLog.Worthwhile / 2; i++)
        {
            await OrderAsync(engine, new CheckCommand.Pause(default, null, "me", $"note {i}"));
            await OrderAsync(engine, new CheckCommand.Resume(default, "me"));
        }

        Assert.Equal(1, await engine.Services.GetRequiredService<StateLog>().CatchUpAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await engine.Services.GetRequiredService<StateLog>().CatchUpAsync(TestContext.Current.CancellationToken));
        await OrderAsync(engine, new CheckCommand.Pause(default, null, "me", "the last note"));
        return (await engine.BoardWhere(board => board.Find("ping") is { Quiet.Paused.Note: "the last note" })).Find("ping")!; // just found
    }

    private static async Task OrderAsync(EngineHost engine, CheckCommand order) => Assert.IsType<OrderDone>(
        await engine.Services.GetRequiredService<IRequiredActor<RosterActor>>().ActorRef.Ask<object>(
            new RosterRequest.Give("ping", order), Some.LongTime, TestContext.Current.CancellationToken));

    private async Task Starts_as_it_was(CheckTile before)
    {
        await using var engine = await EngineHost.StartAsync(Folder.Path);
        var tile = (await engine.BoardWhere(board => board.Find("ping") is { Quiet.Paused: not null })).Find("ping")!; // just found
        Assert.Equal((before.Since, before.Status, before.Quiet), (tile.Since, tile.Status, tile.Quiet));
        await OrderAsync(engine, new CheckCommand.Resume(default, "me")); // its number is not taken
        await OrderAsync(engine, new CheckCommand.Pause(default, null, "me", "the last note"));
    }

    private async Task Reads_all_events()
    {
        await using var engine = await EngineHost.StartAsync(Folder.Path);
        var board = await engine.BoardWhere(board => board.Troubles.Length > 0);
        Assert.Contains(Spoilt, Assert.Single(board.Troubles).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stored_state_has_is_not_read_again()
    {
        await using var target = LoopbackTarget.Http("{}");
        var before = await FirstLifeAsync(target);
        await Store.ExecuteAsync(SpoilTheFirstEvent);
        await Starts_as_it_was(before);
    }

    [Theory]
    [InlineData("DELETE FROM states")]
    [InlineData("DROP TABLE states")]
    [InlineData("UPDATE states SET build = 'that of next year'")]
    [InlineData("UPDATE states SET sum = state")]
    [InlineData("UPDATE states SET sequence_number = 1000000")]
    public async Task A_state_that_cannot_be_trusted_changes_nothing(string damage)
    {
        await using var target = LoopbackTarget.Http("{}");
        var before = await FirstLifeAsync(target);
        await Store.ExecuteAsync(damage);
        await Starts_as_it_was(before);
        await Store.ExecuteAsync(SpoilTheFirstEvent);
        await Reads_all_events();
    }

    /// <summary>The state is of events that are not there any more.</summary>
    [Fact]
    public async Task A_journal_that_was_begun_anew_is_believed()
    {
        await using var target = LoopbackTarget.Http("{}");
        await FirstLifeAsync(target);
        await Store.ExecuteAsync("DELETE FROM journal");
        await using var engine = await EngineHost.StartAsync(Folder.Path);
        var board = await engine.BoardWhere(board => board.Find("ping")?.Status == CheckStatus.Ok);
        Assert.Null(board.Find("ping")!.Quiet); // just found
        Assert.Empty(board.Troubles);
    }
}

/// <inheritdoc/>
public sealed class StoredStateEngineOnSqliteTests() : StoredStateEngineTests(new SqliteTestStore());

/// <inheritdoc/>
public sealed class StoredStateEngineOnPostgresTests(PostgresServer server) : StoredStateEngineTests(new PostgresTestStore(server));
