using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Hosting;
using Monitor.Actors.Journal;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>The engine through its production registration: real journal, real HTTP, real files.</summary>
public abstract class EngineTests(TestStore store) : StoreTest(store)
{
    private void Watch(LoopbackTarget target, string more = "") => Folder.Write("checks.yaml", $$"""
        checks:
          - name: ping
            type: http
            url: {{target.Url}}
            interval: 1s
            retries: 0
            expect_status: 200
            notify_on: [first_fail, recovered]
        {{more}}
        """);

    [Fact]
    public async Task It_starts_probes_shows_and_stops()
    {
        await using var target = LoopbackTarget.Http("{}");
        Watch(target);
        await using (var engine = await EngineHost.StartAsync(Folder.Path))
        {
            var board = await engine.BoardWhere(board => board.Find("ping")?.Status == CheckStatus.Ok);
            Assert.True(board.Ready);
            Assert.Empty(board.Troubles);
            var log = await engine.Services.GetRequiredService<EventLog>().ReadAsync(new EventFilter(), 10, TestContext.Current.CancellationToken);
            Assert.Equal(["First result: OK", "Defined in checks.yaml:2"], log.Select(entry => entry.Text));
        }
    }

    [Fact]
    public async Task A_restart_changes_nothing_that_the_operator_sees()
    {
        await using var target = LoopbackTarget.Http("down", 503);
        Watch(target);
        DateTimeOffset? since;
        await using (var engine = await EngineHost.StartAsync(Folder.Path))
        {
            var tile = (await engine.BoardWhere(board => board.Find("ping") is { ConsecutiveFailures: > 0, LastNotificationAt: not null })).Find("ping");
            since = tile!.Since; // just found
        }

        await using (var engine = await EngineHost.StartAsync(Folder.Path))
        {
            var tile = (await engine.BoardWhere(board => board.Find("ping") is { Status: CheckStatus.Fail, Beats.Count: > 0 })).Find("ping")!; // just found
            Assert.Equal(since, tile.Since);
            Assert.Equal(since, tile.FirstFailedAt);
            await engine.BoardWhere(board => board.Find("ping") is { ConsecutiveFailures: > 1, Beats.Count: > 1 });
            var log = await engine.Services.GetRequiredService<EventLog>().ReadAsync(new EventFilter(Kinds: ["alert"]), 10, TestContext.Current.CancellationToken);
            Assert.Single(log);
        }
    }

    [Fact]
    public async Task A_setting_that_makes_no_sense_is_refused_in_a_sentence()
    {
        Folder.Write("checks.yaml", "checks: []\n");
        Folder.Write("akka.hocon", File.ReadAllText(Repository.File("akka.hocon")).Replace("keep-minute = 30d", "keep-minute = 3d", StringComparison.Ordinal));
        using var services = EngineHost.Build(Folder.Path);
        Assert.Equal(
            ["akka.hocon: monitor.history.keep-minute: must not be shorter than keep-raw; minutes are read where raw results are gone"],
            await services.GetRequiredService<EngineStart>().CheckAsync());
    }

    [Fact]
    public async Task Before_the_first_round_after_a_restart_the_past_is_shown()
    {
        await using var target = LoopbackTarget.Http("{}");
        Watch(target);
        await using (var engine = await EngineHost.StartAsync(Folder.Path))
            await engine.BoardWhere(board => board.Find("ping")?.Beats.Count >= 2);

        await using (var engine = await EngineHost.StartAsync(Folder.Path))
            Assert.True((await engine.BoardWhere(board => board.Find("ping")?.Beats.Count > 0)).Find("ping")!.Beats.Count >= 2); // just found
    }

    [Fact]
    public async Task The_time_between_stop_and_start_is_no_silence_of_the_check()
    {
        await using var target = LoopbackTarget.Http("{}");
        Watch(target);
        await using (var engine = await EngineHost.StartAsync(Folder.Path))
            await engine.BoardWhere(board => board.Find("ping")?.Beats.Count >= 2);
        var stopped = TimeProvider.System.GetUtcNow();

        await using (var engine = await EngineHost.StartAsync(Folder.Path))
        {
            await engine.BoardWhere(board => board.Find("ping")?.Beats.Count >= 4);
            var results = engine.Services.GetRequiredService<ResultQueries>();
            var uptime = await results.UptimeAsync(
                CheckName.Of("ping"), stopped.AddHours(-1), TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
            Assert.Equal(1, uptime.Share);
            Assert.True(uptime.NotRunning > TimeSpan.Zero);
            Assert.Equal(TimeSpan.Zero, uptime.NoResults);
        }
    }

    /// <summary>The journal's scan of the start knows nothing of what the check has stored since.</summary>
    [Fact]
    public async Task A_new_check_that_crashes_soon_goes_on_where_it_was()
    {
        await using var target = LoopbackTarget.Http("{}");
        Watch(target);
        await using var engine = await EngineHost.StartAsync(Folder.Path);
        await engine.BoardWhere(board => board.Find("ping")?.Status == CheckStatus.Ok);
        var check = engine.Services.GetRequiredService<ActorSystem>().ActorSelection("/user/roster/ping");
        var before = await check.ResolveOne(Some.LongTime, TestContext.Current.CancellationToken);
        check.Tell(Kill.Instance);

        var beats = engine.Board.Find("ping")!.Beats.Count; // just found
        var board = await engine.BoardWhere(board => board.Find("ping")?.Beats.Count > beats + 1);
        Assert.NotEqual(before, await check.ResolveOne(Some.LongTime, TestContext.Current.CancellationToken));
        Assert.Empty(board.Troubles);
        var log = await engine.Services.GetRequiredService<EventLog>().ReadAsync(new EventFilter(), 10, TestContext.Current.CancellationToken);
        Assert.Equal(["First result: OK", "Defined in checks.yaml:2"], log.Select(entry => entry.Text));
    }

    [Fact]
    public async Task A_check_whose_journal_is_damaged_is_down_alone()
    {
        await using var target = LoopbackTarget.Http("{}");
        Watch(target, $"  - {{ name: other, type: http, url: '{target.Url}', interval: 1s, expect_status: 200 }}");
        await using (var engine = await EngineHost.StartAsync(Folder.Path))
            await engine.BoardWhere(board => board.Tiles.Length == 2 && board.Tiles.All(tile => tile.Status == CheckStatus.Ok));
        await Store.ExecuteAsync($"UPDATE journal SET message = {Store.Garbage} WHERE persistence_id = 'check-ping' AND manifest = 'up'");

        await using (var engine = await EngineHost.StartAsync(Folder.Path))
        {
            var board = await engine.BoardWhere(board => board.Find("other")?.Beats.Count > 3 && board.Troubles.Length > 0);
            Assert.Equal(CheckStatus.Ok, board.Find("other")!.Status); // just found
            Assert.Equal(CheckStatus.Unknown, board.Find("ping")!.Status); // it is configured
            Assert.StartsWith("ping cannot store its decisions: an event \"up\" in the journal cannot be read", Assert.Single(board.Troubles).Text, StringComparison.Ordinal);
            var log = await engine.Services.GetRequiredService<EventLog>().ReadAsync(new EventFilter("ping"), 10, TestContext.Current.CancellationToken);
            Assert.Contains(log, entry => entry.Text.StartsWith("an event \"up\" in the journal cannot be read", StringComparison.Ordinal) && entry.At > Some.T0);
        }
    }

    [Fact]
    public async Task A_check_can_be_added_replaced_and_removed_while_it_runs()
    {
        await using var target = LoopbackTarget.Http("{}");
        Watch(target);
        await using var engine = await EngineHost.StartAsync(Folder.Path);
        await engine.BoardWhere(board => board.Ready);
        var roster = engine.Services.GetRequiredService<IRequiredActor<RosterActor>>().ActorRef;
        Task<RosterReply> Ask(RosterRequest request) => roster.Ask<RosterReply>(request, Some.LongTime, TestContext.Current.CancellationToken);

        Assert.Equal(RosterOutcome.Done, (await Ask(new RosterRequest.Add($"{{ name: added, type: http, url: '{target.Url}', interval: 1s, retries: 0 }}"))).Outcome);
        await engine.BoardWhere(board => board.Find("added")?.Status == CheckStatus.Ok);
        Assert.Equal(RosterOutcome.Done, (await Ask(new RosterRequest.Replace("added", $"{{ name: added, type: http, url: '{target.Url}', interval: 1s, retries: 0, expect_status: 418 }}"))).Outcome);
        await engine.BoardWhere(board => board.Find("added")?.Status == CheckStatus.Fail);
        Assert.Equal(RosterOutcome.Done, (await Ask(new RosterRequest.Remove("added"))).Outcome);
        await engine.BoardWhere(board => board.Find("added") is null);
    }

    [Fact]
    public async Task What_keeps_it_from_starting_is_told_before_anything_starts()
    {
        Folder.Write("checks.yaml", "checks:\n  - { name: a, type: tpc }\n  - { name: b, type: http }\n");
        using var services = EngineHost.Build(Folder.Path);
        var problems = await services.GetRequiredService<EngineStart>().CheckAsync();
        Assert.Contains(problems, problem => problem.Contains("unknown check type", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("b.url", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Folder["data"]));
    }
}

/// <inheritdoc/>
public sealed class EngineOnSqliteTests() : EngineTests(new SqliteTestStore());

/// <inheritdoc/>
public sealed class EngineOnPostgresTests(PostgresServer server) : EngineTests(new PostgresTestStore(server));
