using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Health;
using Monitor.Actors.History;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Health;

/// <summary>The shell that looks after the engine: a real watch, a real channel, virtual time, a journal that does not work.</summary>
public sealed class EngineHealthActorTests : ActorTest
{
    private readonly RecordingNotifier _mail = new();
    private readonly MeterWatch _meters = new();
    private readonly EngineHub _hub = new();
    private readonly CheckBench _bench;
    private readonly CheckSlot _slot;
    private readonly RoundWatch _watch;
    private readonly IActorRef _health;
    private ResultLogHealth _results = new(0, 0, 0);

    public EngineHealthActorTests()
    {
        Journal.Fails = true;
        _bench = new CheckBench(Time, CreateTestProbe(), CreateTestProbe());
        _slot = new CheckSlot(Some.Definition(), TimeSpan.Zero, _bench.Around);
        _watch = new RoundWatch(Time);
        var alerts = Sys.ActorOf(Props.Create(() => new AlertsActor(new[] { _mail }, Time)));
        var around = new HealthSurroundings(
            Time, _watch, _hub, _meters, alerts, () => _results, () => 4096, TimeSpan.MaxValue, 256); // lateness is the whole process's, and other tests make it large
        _health = Sys.ActorOf(Props.Create<EngineHealthActor>(around));
        EngineHealthActor.Subscribe(Sys, _health);
        Sys.EventStream.Publish(new RosterChanged(new ConfigStatus([], null, null), TimeZoneInfo.Utc) { Channels = ["email"] });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
        _meters.Dispose();
    }

    /// <summary>So many looks, each over before the next.</summary>
    private async Task Look(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await Quiet();
            Advance(1);
        }

        await Quiet();
    }

    private Task Quiet() => _health.Ask<ActorIdentity>(new Identify(null), Some.LongTime, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_stalled_check_is_shown_and_told_once_without_the_journal_and_so_is_its_end()
    {
        var stalled = Listen<CheckStalled>();
        var banner = Listen<EngineProblemChanged>();
        _watch.Add(_slot);
        await Look(67); // the rounds are looked at every five seconds
        Assert.Equal(Some.Name, (await Hear<CheckStalled>(stalled)).Check);
        Assert.True(_mail.IsQuiet);
        await Look(60);
        var begun = await _mail.NextAsync();
        Assert.Equal("[MONITOR] stalled: no round of 1 check ends any more", AlertText.Subject(begun));
        Assert.Equal(EngineProblemKind.Stalled, Assert.Single(_hub.Current.Problems).Kind);
        Assert.NotNull((await Hear<EngineProblemChanged>(banner)).Problem);

        for (var second = 0; second < 67; second++)
        {
            _slot.Pulse.Begun(Time.GetTimestamp());
            await Look(1);
        }

        var ended = await _mail.NextAsync();
        Assert.Equal("[MONITOR] no longer stalled", AlertText.Subject(ended));
        Assert.Empty(_hub.Current.Problems);
        Assert.True(_mail.IsQuiet);
        Assert.NotEqual(begun.Id, ended.Id);
    }

    [Fact]
    public async Task An_alert_that_does_not_get_through_is_tried_again_under_the_same_id()
    {
        var channel = Listen<ChannelChanged>();
        _mail.Answers(new Delivery.TryLater("away"));
        _results = new ResultLogHealth(7, 0, 0, StartedAt, "SQLite Error 5: 'database is locked'.");
        await Look(32);
        var first = await _mail.NextAsync();
        Assert.Equal("[MONITOR] unable to store: results are not written: the database is locked by another process", AlertText.Subject(first));
        await Hear<ChannelChanged>(channel);
        await Look(15);
        Assert.Equal(first.Id, (await _mail.NextAsync()).Id);
        await Look(120);
        Assert.True(_mail.IsQuiet);
    }

    [Fact]
    public async Task A_journal_that_does_not_work_is_a_problem_until_it_is_proven_again()
    {
        Sys.EventStream.Publish(new JournalProbed("SQLite Error 13: 'database or disk is full'.", Time.GetUtcNow()));
        await Look(32);
        Assert.Equal("decisions cannot be stored: storage full", _hub.Current.JournalTrouble);
        Assert.Equal("[MONITOR] unable to store: decisions cannot be stored: storage full", AlertText.Subject(await _mail.NextAsync()));
        Sys.EventStream.Publish(new JournalProbed(null, Time.GetUtcNow()));
        await Look(62);
        Assert.Null(_hub.Current.JournalTrouble);
        Assert.Equal("[MONITOR] no longer unable to store", AlertText.Subject(await _mail.NextAsync()));
    }

    [Fact]
    public async Task Dropped_results_are_told_while_they_go_on_and_until_a_minute_later()
    {
        for (var second = 0; second < 40; second++)
        {
            _results = _results with { Dropped = _results.Dropped + 10 };
            await Look(1);
        }

        Assert.StartsWith("[MONITOR] dropping results: ", AlertText.Subject(await _mail.NextAsync()), StringComparison.Ordinal);
        await Look(125);
        Assert.Equal("[MONITOR] no longer dropping results", AlertText.Subject(await _mail.NextAsync()));
    }

    [Fact]
    public async Task A_frozen_process_is_noted_and_its_checks_are_excused()
    {
        _watch.Add(_slot);
        await Look(1);
        Scheduler.Advance(TimeSpan.FromSeconds(61)); // one leap: nothing ran meanwhile
        await Look(30);
        Assert.Equal("the process was frozen for 60 s: stopped, suspended, or without processor time", Assert.Single(_hub.Current.Notes).Text);
        Assert.Equal((1, 0, 0), (_hub.Current.Checks, _hub.Current.Starved, _hub.Current.Stalled));
    }

    [Fact]
    public async Task Dead_letters_are_counted_by_type()
    {
        var gone = CreateTestProbe();
        Sys.Stop(gone.Ref);
        await ExpectTerminatedOf(gone);
        gone.Ref.Tell(new Astray());
        await AwaitConditionAsync(async () =>
        {
            await Look(1);
            return _hub.Current.DeadLetters.GetValueOrDefault(nameof(Astray)) == 1;
        }, Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
    }

    private async Task ExpectTerminatedOf(TestProbe gone)
    {
        var witness = CreateTestProbe();
        await witness.WatchAsync(gone.Ref);
        await Hear<Terminated>(witness);
    }

    private sealed record Astray;
}
