using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>A check that counts its rounds, is in a hurry, or keeps hours; the shell of it, in virtual time.</summary>
public sealed class PatientCheckTests : ActorTest
{
    private readonly ScriptedCheck _type = new();
    private readonly TestProbe _alerts;
    private readonly TestProbe _tiles;
    private readonly TestProbe _journal;
    private readonly CheckBench _bench;
    private readonly RoundWatch _watch;
    private CheckDefinition? _definition;
    private int _steps;

    public PatientCheckTests()
    {
        _alerts = CreateTestProbe();
        (_tiles, _journal) = (Listen<CheckChanged>(), Listen<EventJournaled>());
        _bench = new CheckBench(Time, _alerts, CreateTestProbe());
        _watch = new RoundWatch(Time);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
    }

    private CheckDefinition Check(Patience patience) => Some.Definition(_type) with { Patience = patience };

    private async Task<IActorRef> Start(CheckDefinition definition)
    {
        _definition = definition;
        var slot = new CheckSlot(definition, TimeSpan.Zero, _bench.Around);
        _watch.Add(slot);
        var check = Sys.ActorOf(CheckBench.Supervised(slot));
        await Hear<CheckChanged>(_tiles);
        return check;
    }

    /// <summary>Lets the time pass, a second at a time, until a round has ended.</summary>
    private async Task<CheckTile> Round(double seconds = 30)
    {
        Advance(seconds);
        return (await Hear<CheckChanged>(_tiles, changed => changed.Beat is not null)).Tile;
    }

    private async Task Kill(IActorRef check)
    {
        Watch(check);
        Sys.Stop(check);
        await ExpectTerminatedAsync(check, Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
        while (_tiles.HasMessages)
            await Hear<CheckChanged>(_tiles);
    }

    [Fact]
    public async Task A_soft_failure_is_shown_kept_and_looked_at_again_soon_and_the_last_one_alerts()
    {
        _type.Answers(Some.Good, Some.Bad, Some.Bad, Some.Bad, Some.Good);
        await Start(Check(new Patience { FailureThreshold = 3, RetryInterval = TimeSpan.FromSeconds(5) }));
        await Round(0.1);
        var soft = await Round();
        Assert.Equal((CheckStatus.Ok, 1, 3, 0), (soft.Status, soft.Streak!.Rounds, soft.Streak.Of, soft.ConsecutiveFailures));
        Assert.Equal(Some.Refusal, soft.Reason);
        Assert.Equal(2, (await Round(5)).Streak!.Rounds);
        Assert.False(_alerts.HasMessages);
        var down = await Round(5);
        Assert.Equal((CheckStatus.Fail, null, 3, soft.LastCheckedAt), (down.Status, down.Streak, down.ConsecutiveFailures, down.FirstFailedAt));
        Assert.Equal(AlertKind.FirstFail, (await Hear<OfferAlert>(_alerts)).Alert.Kind);
        Assert.Equal(CheckStatus.Ok, (await Round(5)).Status);
        Advance(10);
        Assert.Equal([ResultKind.Ok, ResultKind.Fail, ResultKind.Fail, ResultKind.Fail, ResultKind.Ok], (await _bench.Rows()).Reverse().Select(row => row.Kind));
        Assert.Equal(5, _type.Probes); // back to its interval
        await Round(20);
    }

    [Fact]
    public async Task While_it_recovers_the_incident_stays_open_with_its_reason()
    {
        _type.Answers(Some.Bad);
        await Start(Check(new Patience { SuccessThreshold = 2 }));
        await Round(0.1);
        var tile = await Round();
        Assert.Equal((CheckStatus.Fail, Some.Refusal, 1), (tile.Status, tile.Reason, tile.ConsecutiveFailures));
        Assert.Equal((false, 1, 2), (tile.Streak!.IsFailing, tile.Streak.Rounds, tile.Streak.Of));
        tile = await Round();
        Assert.Equal((CheckStatus.Ok, null, 0), (tile.Status, tile.Streak, tile.ConsecutiveFailures));
    }

    [Fact]
    public async Task What_had_counted_before_it_stopped_counts_afterwards()
    {
        var patient = Check(new Patience { FailureThreshold = 3 });
        _type.Answers(Some.Good).Otherwise = Some.Bad;
        var check = await Start(patient);
        await Round(0.1);
        await Round();
        var before = await Round();
        await _bench.Rows();
        await Kill(check);
        Advance(1);

        await Start(patient);
        var after = (await Hear<CheckChanged>(_tiles, changed => changed.Tile.Streak?.Rounds == 2)).Tile;
        Assert.Equal((before.Status, before.Streak), (after.Status, after.Streak! with { Since = before.Streak!.Since })); // the history keeps milliseconds
        var down = await Round(0.1);
        Assert.Equal((CheckStatus.Fail, 3), (down.Status, down.ConsecutiveFailures));
        Assert.NotNull(((CheckEvent.WentDown)(await Hear<EventJournaled>(_journal, news => news.Happened is CheckEvent.WentDown)).Happened).FailingSince);
    }

    [Fact]
    public async Task A_round_that_ends_before_the_past_is_read_counts_once()
    {
        var patient = Check(new Patience { FailureThreshold = 5 });
        _type.Answers(Some.Good).Otherwise = Some.Bad;
        var check = await Start(patient);
        await Round(0.1);
        await Round();
        await Round();
        await Kill(check);
        Advance(1);
        _bench.Around.History.Append(new ResultRow(Some.Name, Time.GetUtcNow(), ResultKind.Fail, 12, 1)); // of a round of its next life
        await _bench.Rows();

        await Start(patient);
        Assert.Equal(2, (await Hear<CheckChanged>(_tiles, changed => changed.Tile.Streak is { Rounds: > 0 })).Tile.Streak!.Rounds);
    }

    /// <summary>R-13: with an interval of an hour the failure would go unnoticed for an hour.</summary>
    [Fact]
    public async Task What_the_grace_held_is_looked_at_as_soon_as_it_is_over()
    {
        _type.Otherwise = Some.Bad;
        await Start(Check(new Patience { StartupGrace = TimeSpan.FromSeconds(90) }) with { Interval = TimeSpan.FromHours(1) });
        var held = await Round(0.1);
        Assert.Equal((CheckStatus.Unknown, 0), (held.Status, held.Streak!.Rounds));
        Assert.NotNull(held.Streak.HeldUntil);
        Assert.False(_alerts.HasMessages);
        Assert.Equal(CheckStatus.Fail, (await Round(91)).Status);
        await Hear<OfferAlert>(_alerts);
    }

    [Fact]
    public async Task Outside_its_hours_no_round_runs_and_nobody_misses_one()
    {
        var minute = (int)StartedAt.TimeOfDay.TotalMinutes;
        var hours = new ActiveHours([ActiveHours.SpanOf(0b111_1111, (minute + 5) % 1440, (minute + 10) % 1440)]);
        var check = await Start(Some.Definition(_type) with { Timetable = new Timetable(null, hours, "now and then", TimeZoneInfo.Utc) });
        Advance(1);
        await Minutes(check, 3);
        Assert.Equal(0, _type.Probes);
        var report = _watch.Look();
        Assert.Equal((0, 0), (report.Starved, report.Stalled));

        check.Tell(RunNow.Instance); // a person may look
        var tile = (await Hear<CheckChanged>(_tiles, changed => changed.Beat is not null)).Tile;
        Assert.StartsWith("outside its hours until", tile.Rest, StringComparison.Ordinal);
        Assert.Equal(hours.OpensAfter(Time.GetUtcNow(), TimeZoneInfo.Utc), tile.NextDueAt);
        await Minutes(check, 4);
        Assert.InRange(_type.Probes, 3, 7);
        await Minutes(check, 10);
        Assert.InRange(_type.Probes, 8, 12);
        report = _watch.Look();
        Assert.Equal((0, 0), (report.Starved, report.Stalled));
    }

    [Fact]
    public async Task A_check_that_is_outside_its_hours_from_the_start_is_not_missed_before_its_first_look_at_the_clock()
    {
        var minute = (int)StartedAt.TimeOfDay.TotalMinutes;
        var hours = new ActiveHours([ActiveHours.SpanOf(0b111_1111, (minute + 5) % 1440, (minute + 10) % 1440)]);
        await Start(Some.Definition(_type) with
        {
            Interval = TimeSpan.FromSeconds(5),
            Timetable = new Timetable(null, hours, "now and then", TimeZoneInfo.Utc),
        });
        Advance(50);
        var report = _watch.Look();
        Assert.Equal((0, 0), (report.Starved, report.Stalled));
    }

    [Fact]
    public async Task A_check_on_schedule_runs_on_the_minute_and_is_missed_if_it_does_not()
    {
        var next = StartedAt.AddMinutes(3);
        var check = await Start(Some.Definition(_type) with
        {
            Interval = Timetable.Grain,
            Timetable = new Timetable($"{next.Minute} {next.Hour} * * *", null, null, TimeZoneInfo.Utc),
        });
        await Minutes(check, 2);
        Assert.Equal((0, 0), (_type.Probes, _watch.Look().Starved));
        await Minutes(check, 2);
        Assert.Equal(1, _type.Probes);
        await Minutes(check, 30);
        Assert.Equal((1, 0), (_type.Probes, _watch.Look().Starved));

        await Kill(check);
        Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, _watch.Look().Starved);
    }

    /// <summary>So many minutes, and all that follows in them: a timer that is armed anew needs its actor to be heard.</summary>
    private async Task Minutes(IActorRef check, int minutes)
    {
        for (var step = 0; step < minutes * 4; step++)
        {
            Advance(15);
            var severity = $"step {++_steps}";
            check.Tell(new Redefine(_definition = _definition! with { Severity = severity })); // means the same
            await Hear<CheckChanged>(_tiles, changed => changed.Tile.Severity == severity);
        }
    }
}
