using System.Text.Json;
using Akka.Actor;
using Akka.Pattern;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.History;
using Monitor.Actors.Remedies;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>The shell around the core: rounds, retries, restarts and the journal, in virtual time.</summary>
public sealed class CheckActorTests : ActorTest
{
    private readonly ScriptedCheck _type = new();
    private readonly TestProbe _alerts;
    private readonly TestProbe _remedies;
    private readonly TestProbe _tiles;
    private readonly TestProbe _journal;
    private readonly CheckBench _bench;
    private CheckDefinition _definition;
    private int _barriers;

    public CheckActorTests()
    {
        (_alerts, _remedies) = (CreateTestProbe(), CreateTestProbe());
        (_tiles, _journal) = (Listen<CheckChanged>(), Listen<EventJournaled>());
        _bench = new CheckBench(Time, _alerts, _remedies);
        _definition = Definition;
    }

    private CheckDefinition Definition => Some.Definition(_type);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
    }

    /// <summary>Started and recovered; the first round is due at once.</summary>
    private async Task<IActorRef> Start(CheckDefinition? definition = null)
    {
        _definition = definition ?? Definition;
        var check = Sys.ActorOf(CheckBench.Supervised(new CheckSlot(_definition, TimeSpan.Zero, _bench.Around)));
        await Hear<CheckChanged>(_tiles);
        await Quiet(check);
        return check;
    }

    private async Task<CheckTile> Tile(Func<CheckTile, bool> isIt) => (await Hear<CheckChanged>(_tiles, changed => isIt(changed.Tile))).Tile;

    /// <summary>Lets the next round begin and end.</summary>
    private async Task<CheckTile> Round(double seconds = 30)
    {
        Advance(seconds);
        return (await Hear<CheckChanged>(_tiles, changed => changed.Beat is not null)).Tile;
    }

    private async Task<TEvent> Journaled<TEvent>()
        where TEvent : CheckEvent => (TEvent)(await Hear<EventJournaled>(_journal, news => news.Happened is TEvent)).Happened;

    private void Redefine(IActorRef check, CheckDefinition definition) => check.Tell(new Redefine(_definition = definition));

    /// <summary>Everything sent to the check so far is done with: it has taken over a definition that means the same.</summary>
    private async Task Quiet(IActorRef check)
    {
        var severity = $"barrier {++_barriers}";
        Redefine(check, _definition with { Severity = severity });
        await Tile(tile => tile.Severity == severity);
    }

    private async Task Kill(IActorRef check)
    {
        Watch(check);
        Sys.Stop(check);
        await ExpectTerminatedAsync(check, Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
        while (_tiles.HasMessages)
            await Hear<CheckChanged>(_tiles);
    }

    [Theory]
    [InlineData(CheckOrigin.File, NetworkLevel.Operator)]
    [InlineData(CheckOrigin.Board, NetworkLevel.Board)]
    public async Task A_probe_knows_on_whose_behalf_it_asks(CheckOrigin origin, NetworkLevel level)
    {
        await Start(Definition with { Source = new CheckSource(origin, "file", 1) });
        await Round(0.1);
        Assert.Equal(level, _type.LastContext?.Level);
    }

    [Fact]
    public async Task A_tick_probes_and_shows_what_was_seen()
    {
        await Start();
        var tile = await Round(0.1);
        Assert.Equal((CheckStatus.Ok, 0, 1), (tile.Status, tile.ConsecutiveFailures, _type.Probes));
        Assert.Equal(CheckStatus.Ok, (await Round()).Status);
        Assert.Equal(2, _type.Probes);
        Assert.Equal([ResultKind.Ok, ResultKind.Ok], (await _bench.Rows()).Select(row => row.Kind));
    }

    [Fact]
    public async Task A_failed_attempt_is_tried_again_after_the_backoff_and_shown_at_once()
    {
        _type.Answers(Some.Bad, Some.Bad, Some.Good);
        var check = await Start(Definition with { Retries = 2 });
        Advance(0.1);
        Assert.Equal(new RetryProgress(1, 2, Some.Refusal), (await Tile(tile => tile.Retry is not null)).Retry);
        await Quiet(check);
        Advance(4.9);
        await Quiet(check);
        Assert.Equal(1, _type.Probes);
        Advance(0.1);
        Assert.Equal(new RetryProgress(2, 2, Some.Refusal), (await Tile(tile => tile.Retry?.Number == 2)).Retry);
        await Quiet(check);
        var tile = await Round(5);
        Assert.Equal((CheckStatus.Ok, null, 3), (tile.Status, tile.Retry, _type.Probes));
        Assert.Equal((ResultKind.Ok, 3), (await _bench.Rows()).Select(row => (row.Kind, row.Attempts)).Single());
    }

    [Fact]
    public async Task When_the_retries_are_used_up_it_is_down()
    {
        _type.Otherwise = Some.Bad;
        var check = await Start(Definition with { Retries = 1 });
        Advance(0.1);
        await Tile(tile => tile.Retry is not null);
        await Quiet(check);
        var tile = await Round(5);
        Assert.Equal((CheckStatus.Fail, 1, Some.Refusal), (tile.Status, tile.ConsecutiveFailures, tile.Reason));
        var offer = await Hear<OfferAlert>(_alerts);
        Assert.Equal(("email", AlertKind.FirstFail), (offer.Channel, offer.Alert.Kind));
    }

    [Fact]
    public async Task A_round_is_skipped_while_the_one_before_lasts()
    {
        var first = _type.Hangs();
        var check = await Start();
        Advance(0.1);
        await Quiet(check);
        Advance(65);
        await Quiet(check);
        Assert.Equal(1, _type.Probes);
        first.SetResult(Some.Good);
        await Tile(tile => tile.LastCheckedAt is not null);
        await Round();
        Assert.Equal(2, _type.Probes);
    }

    [Fact]
    public async Task A_round_can_be_asked_for_and_only_one_runs()
    {
        var first = _type.Hangs();
        var check = await Start(Definition with { Interval = TimeSpan.FromHours(1) });
        check.Tell(RunNow.Instance);
        check.Tell(RunNow.Instance);
        await Quiet(check);
        first.SetResult(Some.Good);
        await Tile(tile => tile.Status == CheckStatus.Ok);
        Assert.Equal(1, _type.Probes);
    }

    [Fact]
    public async Task What_it_knew_before_it_stopped_it_knows_afterwards()
    {
        _type.Otherwise = Some.Bad;
        var check = await Start(Definition.With(Some.Remedy()));
        await Round(0.1);
        var request = await Hear<RunRemedy>(_remedies);
        var offer = await Hear<OfferAlert>(_alerts);
        var before = await Round();
        await _bench.Rows();
        Assert.Equal(2, before.ConsecutiveFailures);
        await Kill(check);

        await Start(Definition.With(Some.Remedy()));
        var lost = await Journaled<CheckEvent.RemedySettled>();
        Assert.Equal((request.Id, RemedyVerdict.Lost), (lost.Id, lost.Verdict));
        var after = await Tile(tile => tile.ConsecutiveFailures == 2);
        Assert.Equal(Facts(before), Facts(after));
        await Round(0.1);
        Assert.Equal(offer, await Hear<OfferAlert>(_alerts)); // the round before it stopped
        Assert.Equal(offer.Alert.Id, (await Hear<OfferAlert>(_alerts)).Alert.Id);
        await Round();
        Assert.False(_remedies.HasMessages);
        Assert.DoesNotContain(Told(), happened => happened is CheckEvent.AlertRaised or CheckEvent.RemedyRequested or CheckEvent.WentDown);
    }

    private static string Facts(CheckTile tile) =>
        JsonSerializer.Serialize(new { tile.Status, tile.Since, tile.FirstFailedAt, tile.ConsecutiveFailures, tile.LastNotificationAt, tile.Reason });

    private IEnumerable<CheckEvent> Told()
    {
        while (_journal.HasMessages)
            yield return _journal.ExpectMsg<EventJournaled>(cancellationToken: TestContext.Current.CancellationToken).Happened;
    }

    [Fact]
    public async Task A_settled_alert_is_not_offered_again()
    {
        _type.Otherwise = Some.Bad;
        var check = await Start();
        await Round(0.1);
        var offer = await Hear<OfferAlert>(_alerts);
        _alerts.Reply(new CheckCommand.SettleAlert(StartedAt, offer.Alert.Id, "email", AlertSettlement.Delivered, null));
        Assert.Equal(StartedAt, (await Tile(tile => tile.LastNotificationAt is not null)).LastNotificationAt);
        await Round();
        await Quiet(check);
        Assert.False(_alerts.HasMessages);
    }

    [Fact]
    public async Task A_held_alert_is_shown_with_its_reason_and_offered_every_round()
    {
        _type.Otherwise = Some.Bad;
        await Start();
        await Round(0.1);
        var offer = await Hear<OfferAlert>(_alerts);
        _alerts.Reply(new CheckCommand.SettleAlert(StartedAt, offer.Alert.Id, "email", AlertSettlement.Held, "no route"));
        Assert.Equal("email: no route", (await Tile(tile => tile.AlertTrouble is not null)).AlertTrouble);
        await Round();
        Assert.Equal(offer, await Hear<OfferAlert>(_alerts));
    }

    /// <summary>A channel that has just begun sends the first at once, so a reminder would overtake the failure, or come after the end.</summary>
    [Fact]
    public async Task What_is_offered_again_comes_in_the_order_in_which_it_was_raised()
    {
        _type.Answers(Some.Bad, Some.Bad, Some.Bad);
        await Start(Definition with { RemindEvery = TimeSpan.FromSeconds(60) });
        await Round(0.1);
        var failure = await Hear<OfferAlert>(_alerts);
        _alerts.Reply(new CheckCommand.SettleAlert(StartedAt, failure.Alert.Id, "email", AlertSettlement.Delivered, null));
        await Journaled<CheckEvent.AlertDelivered>();
        await Round();
        await Round();
        var reminder = await Hear<OfferAlert>(_alerts);
        Assert.Equal(AlertKind.Reminder, reminder.Alert.Kind);
        await Round();
        Assert.Equal(reminder, await Hear<OfferAlert>(_alerts));
        var recovery = await Hear<OfferAlert>(_alerts);
        Assert.Equal(AlertKind.Recovered, recovery.Alert.Kind);
        await Round();
        Assert.Equal(reminder, await Hear<OfferAlert>(_alerts));
        Assert.Equal(recovery, await Hear<OfferAlert>(_alerts));
    }

    [Fact]
    public async Task A_remedy_is_run_and_its_answer_is_a_row_of_the_history()
    {
        _type.Answers(Some.Bad);
        await Start(Definition.With(Some.Remedy()));
        await Round(0.1);
        var run = await Hear<RunRemedy>(_remedies);
        _remedies.Reply(new CheckCommand.SettleRemedy(StartedAt, run.Id, RemedyVerdict.Succeeded, """{"action":"restart"}"""));
        await Journaled<CheckEvent.RemedySettled>();
        await Round();
        Assert.Equal("restart", (await Journaled<CheckEvent.Recovered>()).After);
        Assert.Contains((await _bench.Rows()), row => row.Kind == ResultKind.Action);
    }

    [Fact]
    public async Task A_journal_that_does_not_write_is_the_engines_trouble_not_the_targets()
    {
        var failed = Listen<JournalFailed>();
        var works = Listen<JournalWorks>();
        var check = await Start();
        await Round(0.1);
        await Hear<JournalWorks>(works);
        Journal.Fails = true;
        _type.Otherwise = Some.Bad;
        Advance(30);
        var news = await Hear<JournalFailed>(failed);
        Assert.Equal((Some.Name, "disk full"), (news.Check, news.Reason));

        Journal.Fails = false;
        _type.Otherwise = Some.Good;
        await Stopped(check);
        Advance(2);
        await Quiet(check);
        var tile = await Round(1);
        Assert.Equal(CheckStatus.Ok, tile.Status);
        await Hear<JournalWorks>(works);
        Assert.DoesNotContain(Told(), happened => happened is CheckEvent.WentDown);
        Assert.False(_alerts.HasMessages);
    }

    [Fact]
    public async Task An_event_the_journal_rejects_stops_the_check_instead_of_being_forgotten()
    {
        var failed = Listen<JournalFailed>();
        var check = await Start();
        await Round(0.1);
        Journal.Rejects = true;
        _type.Otherwise = Some.Bad;
        Advance(30);
        Assert.Equal("rejected WentDown: no serializer", (await Hear<JournalFailed>(failed)).Reason);

        Journal.Rejects = false;
        await Stopped(check);
        Advance(2);
        await Quiet(check);
        await Round(1);
        await Journaled<CheckEvent.WentDown>();
    }

    /// <summary>The supervisor has seen the check stop, and waits to bring it back.</summary>
    private async Task Stopped(IActorRef supervisor) => await AwaitConditionAsync(
        async () => (await supervisor.Ask<BackoffSupervisor.CurrentChild>(BackoffSupervisor.GetCurrentChild.Instance)).Ref.IsNobody(),
        Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_changed_definition_is_taken_over_and_remembered()
    {
        var check = await Start();
        await Round(0.1);
        Redefine(check, Definition with { Fingerprint = "f2", Severity = "P1", Interval = TimeSpan.FromSeconds(5) });
        Assert.Equal("P1", (await Tile(tile => tile.Severity == "P1")).Severity);
        await Hear<EventJournaled>(_journal, news => news.Happened is CheckEvent.Defined { Fingerprint: "f2" });
        await Round(1);
        await Round(5);
        Assert.Equal(3, _type.Probes);
    }

    [Fact]
    public async Task An_answer_to_the_old_definition_is_not_taken_for_one_to_the_new()
    {
        var old = _type.Hangs();
        var check = await Start();
        Advance(0.1);
        Redefine(check, Definition with { Fingerprint = "f2", Severity = "P1" });
        await Tile(tile => tile.Severity == "P1");
        var present = _type.Hangs();
        check.Tell(RunNow.Instance);
        await Quiet(check);
        old.SetResult(Some.Bad);
        await Quiet(check);
        present.SetResult(Some.Good);
        Assert.Equal(CheckStatus.Ok, (await Tile(tile => tile.LastCheckedAt is not null)).Status);
        Assert.Equal([ResultKind.Ok], (await _bench.Rows()).Select(row => row.Kind));
    }

    [Fact]
    public async Task A_removed_check_closes_what_is_open_and_stops()
    {
        _type.Otherwise = Some.Bad;
        var check = await Start();
        await Round(0.1);
        Watch(check);
        check.Tell(new CheckCommand.Retire(StartedAt));
        await Journaled<CheckEvent.AlertAbandoned>();
        await Journaled<CheckEvent.Retired>();
        await ExpectTerminatedAsync(check, Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Jobs_are_started_at_every_occurrence()
    {
        await using var target = LoopbackTarget.Http("""{"job_id":"job_1"}""");
        var check = await Start(Starting(target));
        for (var minute = 1; minute <= 3; minute++)
        {
            Advance(60);
            Assert.Equal("job_1", (await Journaled<CheckEvent.JobStartSettled>()).JobId);
            await Quiet(check);
        }

        Assert.Equal(3, target.Requests.Count);
    }

    [Fact]
    public async Task Each_run_of_a_job_is_in_the_history_once_whatever_rounds_and_restarts_there_are()
    {
        _type.Answers(Some.Seen("job_1", "running"), Some.Seen("job_1", "running"), Some.Seen("job_1", "failed"), Some.Seen("job_1", "failed"));
        var check = await Start();
        await Round(0.1);
        for (var round = 1; round < 4; round++)
            await Round();
        var first = Assert.Single(await _bench.Runs());
        Assert.Equal(("job_1", RunOutcome.Failed, true), (first.Id, first.Outcome, first.IsObserved));
        Assert.InRange(first.Took!.Value.TotalSeconds, 59, 61); // when it ended, not when it was seen last

        _type.Otherwise = Some.Seen("job_2", "running");
        await Kill(check);
        await Start();
        await Round(0.1);
        _type.Otherwise = Some.Seen("job_3", "running");
        await Round();
        Assert.Equal(
            [("job_3", RunOutcome.Running), ("job_2", RunOutcome.Unknown), ("job_1", RunOutcome.Failed)],
            (await _bench.Runs()).Select(run => (run.Id, run.Outcome)));

        _type.Otherwise = Some.Seen("job_4", "running") with { Left = new JobRun("job_3", "succeeded", null) };
        await Round();
        Assert.Equal("job_3", _type.LastContext?.OpenRunId);
        Assert.Equal([("job_4", RunOutcome.Running), ("job_3", RunOutcome.Succeeded)], (await _bench.Runs()).Take(2).Select(run => (run.Id, run.Outcome)));
    }

    [Fact]
    public async Task A_run_that_did_not_start_is_in_the_history_as_missed()
    {
        var every = new ScriptedCheck
        {
            ItsDeadline = new JobDeadline { Schedule = new JobSchedule(CronTimes.Parse("* * * * *")!, TimeSpan.FromSeconds(10)) },
            Otherwise = new Observation(ObservationKind.Passed, Run: new JobRun(null, "none", null)),
        };
        await Start(Some.Definition(every) with { NotifyOn = [AlertKind.DeadlineMiss] });
        await Round(0.1);
        for (var round = 1; round < 6; round++)
            await Round();
        Assert.Equal(RunOutcome.Missed, Assert.Single(await _bench.Runs()).Outcome);
        Assert.Equal(AlertKind.DeadlineMiss, (await Hear<OfferAlert>(_alerts)).Alert.Kind);
    }

    private static CheckDefinition Starting(LoopbackTarget target) => Some.Definition(new ScriptedCheck
    {
        ItsTrigger = new JobTrigger(CronTimes.Parse("* * * * *")!, target.Url),
    });

    [Fact]
    public async Task A_job_is_started_again_after_the_wall_clock_was_set_back()
    {
        await using var target = LoopbackTarget.Http("""{"job_id":"job_1"}""");
        var time = new BackwardsTime(Time);
        _definition = Starting(target);
        var check = Sys.ActorOf(CheckBench.Supervised(new CheckSlot(_definition, TimeSpan.Zero, _bench.Around with { Time = time })));
        await Quiet(check);
        Advance(60);
        await Journaled<CheckEvent.JobStartSettled>();
        await Quiet(check);
        var seenTo = time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;

        time.Back = TimeSpan.FromMinutes(2);
        while (time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute <= seenTo)
        {
            Assert.Single(target.Requests); // also in the minute that comes again
            Advance(1);
            await Quiet(check);
        }

        Advance(1); // a timer may be late by the second in which it was set
        await Journaled<CheckEvent.JobStartSettled>();
        Assert.Equal(2, target.Requests.Count);
    }

    /// <summary>A wall clock that can be set back.</summary>
    private sealed class BackwardsTime(TimeProvider time) : TimeProvider
    {
        public TimeSpan Back { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - Back;

        public override long GetTimestamp() => time.GetTimestamp();
    }
}
