using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Pings;
using Monitor.Actors.Journal;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>Checks that are pinged, and a group of them, through the production registration.</summary>
public abstract class PushEngineTests(TestStore store) : StoreTest(store)
{
    private const string Token = "backup-token-0123456789";

    private void Checks(string period = "1h", string grace = "1h") => Folder.Write("checks.yaml", $$"""
        checks:
          - { name: backup, type: push, token: {{Token}}, period: {{period}}, grace: {{grace}}, interval: 1h, notify_on: [first_fail], tags: [nightly] }
          - { name: night, type: group, member_tags: [nightly], interval: 1h, notify_on: [first_fail, recovered] }
        """);

    private static async Task Ping(EngineHost engine, PingKind kind = PingKind.Success, string? message = null)
    {
        var pings = engine.Services.GetRequiredService<PingRunner>();
        await engine.BoardWhere(_ => pings.Knows(Token));
        Assert.Equal(PingOutcome.Taken, await pings.TakeAsync(Token, at => new Ping(kind, at, Message: message), TestContext.Current.CancellationToken));
    }

    private static Task<BoardSnapshot> Shows(EngineHost engine, CheckStatus status) =>
        engine.BoardWhere(board => board.Find("backup")?.Status == status && board.Find("night")?.Status == status);

    [Fact]
    public async Task A_group_follows_at_once_and_a_restart_changes_nothing()
    {
        Checks();
        await using (var engine = await EngineHost.StartAsync(Folder.Path))
        {
            await Ping(engine);
            await Shows(engine, CheckStatus.Ok);
            await Ping(engine, PingKind.Fail, "exit status 3");
            var board = await Shows(engine, CheckStatus.Fail);
            Assert.Equal("1 of 1 failing: backup (exit status 3)", board.Find("night")!.Reason); // just found
        }

        await using (var engine = await EngineHost.StartAsync(Folder.Path))
        {
            var board = await Shows(engine, CheckStatus.Fail);
            await engine.BoardWhere(board => board.Find("backup")?.Reason == "exit status 3" && board.Find("night")?.LastCheckedAt is not null);
            await Ping(engine);
            await Shows(engine, CheckStatus.Ok);
            var log = await engine.Services.GetRequiredService<EventLog>().ReadAsync(new EventFilter(Kinds: ["down", "alert"]), 10, TestContext.Current.CancellationToken);
            Assert.Equal(5, log.Length); // each went down once and said so, and the group that it has recovered
        }
    }

    [Fact]
    public async Task A_ping_that_stays_away_across_a_restart_is_missed()
    {
        Checks("1s", "1s");
        await using (var engine = await EngineHost.StartAsync(Folder.Path))
        {
            await Ping(engine);
            await engine.BoardWhere(board => board.Find("backup")?.LastCheckedAt is not null);
        }

        await using (var engine = await EngineHost.StartAsync(Folder.Path))
        {
            var board = await Shows(engine, CheckStatus.Fail);
            Assert.StartsWith("no success for", board.Find("backup")!.Reason, StringComparison.Ordinal); // just found
        }
    }

    [Fact]
    public async Task A_member_cannot_be_taken_away_from_a_group()
    {
        Folder.Write("checks.yaml", "checks: []\n");
        await using var engine = await EngineHost.StartAsync(Folder.Path);
        var roster = engine.Services.GetRequiredService<IRequiredActor<RosterActor>>().ActorRef;
        Task<RosterReply> Ask(RosterRequest request) => roster.Ask<RosterReply>(request, Some.LongTime, TestContext.Current.CancellationToken);

        Assert.Equal(RosterOutcome.Done, (await Ask(new RosterRequest.Add($"{{ name: backup, type: push, token: {Token}, period: 1h }}"))).Outcome);
        Assert.Equal(RosterOutcome.Done, (await Ask(new RosterRequest.Add("{ name: all, type: group, members: [backup] }"))).Outcome);
        await Ping(engine);
        var refused = await Ask(new RosterRequest.Remove("backup"));
        Assert.Equal(RosterOutcome.Invalid, refused.Outcome);
        Assert.Contains("backup is still needed", refused.Message, StringComparison.Ordinal);
        Assert.Contains("all.members: there is no check named backup", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RosterOutcome.Done, (await Ask(new RosterRequest.Remove("all"))).Outcome);
        Assert.Equal(RosterOutcome.Done, (await Ask(new RosterRequest.Remove("backup"))).Outcome);
        await engine.BoardWhere(board => board.Tiles.IsEmpty && !engine.Services.GetRequiredService<PingRunner>().Knows(Token));
    }
}

/// <inheritdoc/>
public sealed class PushEngineOnSqliteTests() : PushEngineTests(new SqliteTestStore());

/// <inheritdoc/>
public sealed class PushEngineOnPostgresTests(PostgresServer server) : PushEngineTests(new PostgresTestStore(server));
