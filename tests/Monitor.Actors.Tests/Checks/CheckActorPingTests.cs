using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Pings;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.History;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>A check that waits for pings, with its actor, its journal and its history, in virtual time.</summary>
public sealed class CheckActorPingTests : ActorTest
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly TestProbe _alerts;
    private readonly TestProbe _tiles;
    private readonly TestProbe _journal;
    private readonly CheckBench _bench;
    private CheckDefinition _definition = Definition();
    private IActorRef _check = ActorRefs.Nobody;
    private int _barriers;

    public CheckActorPingTests()
    {
        _alerts = CreateTestProbe();
        (_tiles, _journal) = (Listen<CheckChanged>(), Listen<EventJournaled>());
        _bench = new CheckBench(Time, _alerts, CreateTestProbe());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
    }

    private static CheckDefinition Definition(double period = 60, double grace = 5) =>
        Some.Definition(new PushCheck()) with { Spec = PingStory(period, grace), Interval = TimeSpan.FromMinutes(1) };

    private static PingRules PingStory(double period, double grace) => Pings.PingStory.Every(period, grace, finishWithin: 30);

    /// <summary>Started, with what it read of its past already told.</summary>
    private async Task<CheckTile> Start(CheckDefinition? definition = null)
    {
        _definition = definition ?? Definition();
        _check = Sys.ActorOf(CheckBench.Supervised(new CheckSlot(_definition, TimeSpan.Zero, _bench.Around)));
        await Hear<CheckChanged>(_tiles, changed => changed.Beat is not null);
        return await Quiet();
    }

    /// <summary>The tile once everything that has come to the check so far is done with.</summary>
    private async Task<CheckTile> Quiet()
    {
        var severity = $"barrier {++_barriers}";
        _check.Tell(new Redefine(_definition with { Severity = severity }));
        return (await Hear<CheckChanged>(_tiles, changed => changed.Tile.Severity == severity)).Tile;
    }

    private async Task<CheckTile> Ping(PingKind kind = PingKind.Success, string? message = null, int? ms = null)
    {
        var ping = new Ping(kind, Time.GetUtcNow(), Message: message, Took: ms is { } took ? TimeSpan.FromMilliseconds(took) : null);
        Assert.True((await _check.Ask<PingTaken>(new TakePing(ping), Some.LongTime, TestContext.Current.CancellationToken)).Wanted);
        return await Quiet();
    }

    /// <summary>Lets time pass in steps that the check can follow.</summary>
    private async Task<CheckTile> Pass(double minutes)
    {
        CheckTile? last = null;
        for (var left = TimeSpan.FromMinutes(minutes); left > TimeSpan.Zero; left -= Step)
        {
            Scheduler.Advance(left < Step ? left : Step);
            last = await Quiet();
        }

        return last!; // at least one step
    }

    private async Task Kill()
    {
        Watch(_check);
        Sys.Stop(_check);
        await ExpectTerminatedAsync(_check, Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
        await _bench.Rows(); // written
    }

    [Fact]
    public async Task Before_the_first_ping_it_has_no_data_and_nothing_is_decided()
    {
        var tile = await Start();
        Assert.Equal((CheckStatus.Unknown, "waiting for the first ping", null), (tile.Status, tile.Reason, tile.LatencyMs));
        Assert.IsType<CheckEvent.Defined>((await Hear<EventJournaled>(_journal)).Happened);
        await Pass(minutes: 3);
        await _journal.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_ping_counts_at_once_and_a_hundred_of_them_are_one_decision()
    {
        await Start();
        var tile = await Ping(message: "all copied", ms: 1234);
        Assert.Equal((CheckStatus.Ok, "all copied", 1234), (tile.Status, tile.Reason, tile.LatencyMs));
        for (var i = 0; i < 99; i++)
            await Ping();
        Assert.IsType<CheckEvent.Defined>((await Hear<EventJournaled>(_journal)).Happened);
        Assert.IsType<CheckEvent.CameUp>((await Hear<EventJournaled>(_journal)).Happened);
        await _journal.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        await _bench.Rows(); // written
        var filter = new ResultFilter(DateTimeOffset.MinValue, Kinds: [ResultKind.Ok]);
        Assert.Equal(100, (await _bench.Results.PageAsync(filter, 0, 1, TestContext.Current.CancellationToken)).Total);
    }

    [Fact]
    public async Task A_missing_ping_is_noticed_when_its_time_is_over_not_at_the_round_after_it()
    {
        await Start(Definition(period: 1, grace: 0.25) with { Interval = TimeSpan.FromHours(1) });
        await Ping();
        Assert.Equal(CheckStatus.Ok, (await Pass(minutes: 1)).Status);
        var tile = await Pass(minutes: 0.25);
        Assert.Equal(CheckStatus.Fail, tile.Status);
        Assert.StartsWith("no success for 1 m 15 s (expected every 1 m, grace 15 s)", tile.Reason, StringComparison.Ordinal);
        Assert.Equal(StartedAt.AddSeconds(75), tile.FirstFailedAt);
        Assert.Equal(AlertKind.FirstFail, (await Hear<OfferAlert>(_alerts)).Alert.Kind);
        Assert.Equal(CheckStatus.Ok, (await Ping()).Status);
    }

    [Fact]
    public async Task Runs_that_ping_are_in_the_history_and_a_restart_does_not_lose_the_one_under_way()
    {
        await Start();
        await Ping();
        await Ping(PingKind.Start);
        await Pass(minutes: 2);
        await Kill();
        await Start();
        await Ping(PingKind.Fail, "no space left");
        var run = Assert.Single(await _bench.Runs());
        Assert.Equal((RunOutcome.Failed, RunSource.Pushed, TimeSpan.FromMinutes(2)), (run.Outcome, run.Source, run.Took!.Value));
        await Ping();
        await Pass(minutes: 1);
        await Ping(PingKind.Start);
        await Pass(minutes: 31);
        Assert.Equal(RunOutcome.TooLong, (await _bench.Runs())[0].Outcome);
    }

    [Fact]
    public async Task A_reported_failure_is_down_at_once()
    {
        await Start();
        await Ping();
        var tile = await Ping(PingKind.Fail, "exit status 3");
        Assert.Equal((CheckStatus.Fail, "exit status 3", 1), (tile.Status, tile.Reason, tile.ConsecutiveFailures));
        tile = await Pass(minutes: 2);
        Assert.Equal((CheckStatus.Fail, "exit status 3"), (tile.Status, tile.Reason));
        Assert.InRange(tile.ConsecutiveFailures, 2, 4); // a round a minute
    }

    [Fact]
    public async Task A_restart_knows_the_last_ping_the_run_under_way_and_the_deadline()
    {
        await Start();
        await Ping();
        await Pass(minutes: 10);
        await Ping(PingKind.Start);
        await Kill();
        Advance(60 * 9);
        var tile = await Start();
        Assert.Equal((CheckStatus.Ok, "running for 9 m"), (tile.Status, tile.Reason));
        tile = await Ping();
        Assert.Equal((CheckStatus.Ok, 9 * 60_000), (tile.Status, tile.LatencyMs));
        Assert.Equal(CheckStatus.Ok, (await Pass(minutes: 64)).Status);
        Assert.Equal(CheckStatus.Fail, (await Pass(minutes: 1)).Status);
    }

    [Fact]
    public async Task A_ping_that_was_due_while_the_monitor_was_away_is_no_false_alarm()
    {
        await Start(Definition(period: 1, grace: 1));
        await Ping();
        await Kill();
        Advance(3600);
        var tile = await Start(Definition(period: 1, grace: 1));
        Assert.Equal(CheckStatus.Unknown, tile.Status);
        Assert.StartsWith("a ping was due while the monitor was not listening", tile.Reason, StringComparison.Ordinal);
        await Pass(minutes: 1);
        Assert.Equal(CheckStatus.Ok, (await Ping()).Status);
        await _alerts.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task After_a_restart_a_ping_that_stays_away_is_missed_all_the_same()
    {
        await Start(Definition(period: 1, grace: 1));
        await Ping();
        await Kill();
        Advance(3600);
        await Start(Definition(period: 1, grace: 1));
        Assert.Equal(CheckStatus.Unknown, (await Pass(minutes: 1)).Status);
        Assert.Equal(CheckStatus.Fail, (await Pass(minutes: 1)).Status);
    }

    [Fact]
    public async Task A_check_that_is_down_stays_down_across_a_restart_without_a_second_alert()
    {
        await Start(Definition(period: 1, grace: 1));
        await Ping();
        await Pass(minutes: 2);
        var offer = await Hear<OfferAlert>(_alerts);
        _check.Tell(new CheckCommand.SettleAlert(Time.GetUtcNow(), offer.Alert.Id, offer.Channel, AlertSettlement.Delivered, null));
        await Hear<EventJournaled>(_journal, news => news.Happened is CheckEvent.AlertDelivered);
        await Kill();
        Advance(60);
        Assert.Equal(CheckStatus.Fail, (await Start(Definition(period: 1, grace: 1))).Status);
        await _alerts.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_changed_period_counts_from_the_last_ping()
    {
        await Start();
        await Ping();
        await Pass(minutes: 3);
        _definition = Definition(period: 5, grace: 1) with { Fingerprint = "f2" };
        Assert.Equal(CheckStatus.Ok, (await Pass(minutes: 2)).Status);
        Assert.Equal(CheckStatus.Fail, (await Pass(minutes: 1)).Status);
    }

    [Fact]
    public async Task While_it_is_paused_nothing_is_missing_and_afterwards_it_waits_once_more()
    {
        await Start(Definition(period: 1, grace: 1));
        await Ping();
        _definition = _definition with { Enabled = false, Fingerprint = "paused" };
        Assert.Equal(CheckStatus.Ok, (await Pass(minutes: 5)).Status);
        _definition = _definition with { Enabled = true, Fingerprint = "goes on" };
        Assert.Equal(CheckStatus.Unknown, (await Pass(minutes: 1)).Status);
        await _alerts.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        Assert.Equal(CheckStatus.Fail, (await Pass(minutes: 2)).Status);
    }

    [Fact]
    public async Task A_check_that_waits_for_no_pings_does_not_take_any()
    {
        _check = Sys.ActorOf(CheckBench.Supervised(new CheckSlot(_definition = Some.Definition(), TimeSpan.Zero, _bench.Around)));
        await Quiet();
        var ping = new TakePing(new Ping(PingKind.Success, Time.GetUtcNow()));
        Assert.False((await _check.Ask<PingTaken>(ping, Some.LongTime, TestContext.Current.CancellationToken)).Wanted);
    }
}
