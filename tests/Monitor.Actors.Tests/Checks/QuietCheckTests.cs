using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Pauses, maintenance and dependencies in the shell: timers, orders, restarts and what is written down.</summary>
public sealed class QuietCheckTests : ActorTest
{
    private readonly ScriptedCheck _type = new();
    private readonly TestProbe _alerts;
    private readonly TestProbe _tiles;
    private readonly CheckBench _bench;
    private readonly CheckSlot _slot;

    public QuietCheckTests()
    {
        _alerts = CreateTestProbe();
        _tiles = Listen<CheckChanged>();
        _bench = new CheckBench(Time, _alerts, CreateTestProbe());
        _slot = new CheckSlot(Some.Definition(_type), TimeSpan.Zero, _bench.Around);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
    }

    private async Task<IActorRef> Start(Func<CheckDefinition, CheckDefinition>? change = null)
    {
        _slot.Definition = change?.Invoke(_slot.Definition) ?? _slot.Definition;
        var check = Sys.ActorOf(CheckBench.Supervised(_slot));
        await Hear<CheckChanged>(_tiles);
        return check;
    }

    private async Task<CheckTile> Tile(Func<CheckTile, bool> isIt) => (await Hear<CheckChanged>(_tiles, changed => isIt(changed.Tile))).Tile;

    private async Task<CheckTile> Round(double seconds = 30)
    {
        Advance(seconds);
        return (await Hear<CheckChanged>(_tiles, changed => changed.Beat is not null)).Tile;
    }

    /// <summary>One after the other: what is not waited for may be late.</summary>
    private async Task Rounds(int count)
    {
        for (var i = 0; i < count; i++)
            await Round();
    }

    private async Task<string> Give(IActorRef check, CheckCommand command)
    {
        var asker = CreateTestProbe();
        check.Tell(new Order(command), asker.Ref);
        return (await Hear<OrderDone>(asker)).Message;
    }

    private CheckCommand Pause(double? hours) =>
        new CheckCommand.Pause(default, hours is { } some ? Time.GetUtcNow().AddHours(some) : null, "the board", "new disks");

    private CheckCommand Maintenance(double minutes) =>
        new CheckCommand.SetMaintenance(default, "m-1", Time.GetUtcNow().AddMinutes(minutes), "the board", null);

    private async Task Kill(IActorRef check)
    {
        Watch(check);
        Sys.Stop(check);
        await ExpectTerminatedAsync(check, Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
        while (_tiles.HasMessages)
            await Hear<CheckChanged>(_tiles);
    }

    [Fact]
    public async Task The_rounds_before_a_restart_count_towards_flapping()
    {
        var flaps = new FlapLimits(High: 30, Low: 25);
        var check = await Start(definition => definition with { Flapping = flaps, Interval = TimeSpan.FromSeconds(30) });
        _type.Answers(Some.Good, Some.Bad, Some.Good, Some.Bad, Some.Good, Some.Bad).Otherwise = Some.Good;
        await Round(0.1);
        await Rounds(5); // five changes, one too few
        await _bench.Rows();
        await Kill(check);
        Advance(1);

        var journal = Listen<EventJournaled>();
        await Start();
        await Tile(_ => true);
        await Tile(_ => true); // begun, its failures counted, its past read: each is shown
        await Round(0.1);
        var started = (CheckEvent.FlappingStarted)(await Hear<EventJournaled>(journal, news => news.Happened is CheckEvent.FlappingStarted)).Happened;
        Assert.True(started.Percent > flaps.High, $"{started.Percent}");
    }

    [Fact]
    public async Task A_paused_check_is_not_probed_and_resumes_by_itself()
    {
        var check = await Start();
        await Round(0.1);
        Assert.StartsWith("paused until ", await Give(check, Pause(2)), StringComparison.Ordinal);
        var paused = await Tile(tile => tile.Quiet?.Paused is not null);
        Assert.Equal((null, "the board", "new disks"), (paused.NextDueAt, paused.Quiet?.Paused?.By, paused.Quiet?.Paused?.Note));
        Assert.True(_slot.Pulse.IsResting);
        Advance(TimeSpan.FromMinutes(119));
        await Give(check, Pause(2) with { At = default }); // a barrier: it is done with all timers so far
        Assert.Equal(1, _type.Probes);
        await Give(check, new CheckCommand.Resume(default, "the board"));
        await Round(1);
        Assert.Equal(2, _type.Probes);
        Assert.False(_slot.Pulse.IsResting);
    }

    [Fact]
    public async Task The_end_of_a_pause_wakes_it()
    {
        var check = await Start();
        await Round(0.1);
        var barrier = new CheckCommand.EndMaintenance(default, "another", "the board"); // what it waits for begins now, not a second later
        await Give(check, Pause(0.5));
        await Give(check, barrier);
        Advance(TimeSpan.FromMinutes(29));
        await Give(check, barrier);
        Assert.Equal(1, _type.Probes);
        Advance(TimeSpan.FromMinutes(1));
        await Tile(tile => tile.Quiet is null);
        await Round(1);
        Assert.Equal(2, _type.Probes);
    }

    [Fact]
    public async Task A_pause_survives_a_restart()
    {
        var check = await Start();
        await Round(0.1);
        await Give(check, Pause(null));
        await Kill(check);
        check = await Start();
        Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("checked as usual", await Give(check, new CheckCommand.Resume(default, "the API")));
        await Round(1);
        Assert.Equal(2, _type.Probes);
    }

    [Fact]
    public async Task A_check_that_is_not_enabled_rests_until_the_file_says_otherwise()
    {
        var check = await Start(definition => definition with { Enabled = false });
        Advance(60);
        Assert.Equal("paused", await Give(check, new CheckCommand.Resume(default, "the board")));
        Assert.Equal("checks.yaml:14", (await Tile(tile => tile.Quiet?.Paused is not null)).Quiet?.Paused?.By);
        Assert.Equal(0, _type.Probes);
        check.Tell(new Redefine(_slot.Definition = _slot.Definition with { Enabled = true, Fingerprint = "f2" }));
        await Tile(tile => tile.Quiet is null);
        await Round(1);
        Assert.Equal(1, _type.Probes);
    }

    [Fact]
    public async Task Maintenance_goes_on_probing_and_tells_soon_after_its_end()
    {
        _type.Otherwise = Some.Bad;
        var check = await Start(definition => definition with { Interval = TimeSpan.FromHours(1) });
        await Give(check, Maintenance(minutes: 10));
        var failing = await Round(0.1);
        Assert.StartsWith("in maintenance until ", failing.Quiet?.NotTold, StringComparison.Ordinal);
        Assert.False(_alerts.HasMessages);
        Advance(TimeSpan.FromMinutes(9));
        await Give(check, new CheckCommand.EndMaintenance(default, "another", "the board"));
        Assert.Equal(1, _type.Probes);
        Advance(TimeSpan.FromMinutes(1));
        await Give(check, new CheckCommand.EndMaintenance(default, "another", "the board")); // it has seen all timers so far, and set the next
        await Round(3);
        Assert.Equal(AlertKind.FirstFail, (await Hear<OfferAlert>(_alerts)).Alert.Kind);
        Assert.Equal(2, _type.Probes);
    }

    [Fact]
    public async Task When_a_round_after_the_end_sees_nothing_the_next_regular_one_decides()
    {
        _type.Otherwise = Some.Bad;
        var check = await Start();
        await Give(check, Maintenance(minutes: 1));
        await Round(0.1);
        _type.Otherwise = new Observation(ObservationKind.NotObserved, "out of file handles");
        Advance(TimeSpan.FromMinutes(1));
        await Tile(tile => tile.Status == CheckStatus.Unknown);
        var probes = _type.Probes;
        Advance(20);
        await Give(check, new CheckCommand.EndMaintenance(default, null, "the board"));
        Assert.InRange(_type.Probes, probes, probes + 1); // not one every two seconds
        _type.Otherwise = Some.Bad;
        await Round();
        await Hear<OfferAlert>(_alerts);
    }

    [Fact]
    public async Task Rounds_in_maintenance_are_kept_and_do_not_count()
    {
        _type.Answers(Some.Good, Some.Bad);
        var check = await Start();
        await Round(0.1);
        await Give(check, Maintenance(minutes: 2));
        await Round();
        await Rounds(5);
        var rows = await _bench.Rows();
        Assert.Equal((ResultKind.Fail, true), rows.OrderBy(row => row.At).Select(row => (row.Kind, row.InMaintenance)).ElementAt(1));
        var uptime = await _bench.Results.UptimeAsync(Some.Name, StartedAt, Time.GetUtcNow(), TestContext.Current.CancellationToken);
        Assert.Equal((1.0, 0, TimeSpan.FromMinutes(2)), (uptime.Share, uptime.Fail, uptime.Maintenance));
    }

    [Fact]
    public async Task The_time_of_a_pause_is_told_as_such()
    {
        var check = await Start();
        await Round(0.1);
        await Give(check, Pause(null));
        Advance(TimeSpan.FromHours(1));
        await Give(check, new CheckCommand.Resume(default, "the board"));
        await Round(1);
        await _bench.Rows();
        var uptime = await _bench.Results.UptimeAsync(Some.Name, StartedAt, Time.GetUtcNow(), TestContext.Current.CancellationToken);
        Assert.Equal((TimeSpan.FromHours(1), true), (uptime.Paused, uptime.NoResults < TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task A_planned_window_is_shown_while_it_lasts_and_its_end_may_be_moved()
    {
        MaintenanceWindow Until(double minutes) => new MaintenanceWindow.Once(StartedAt.AddMinutes(5), StartedAt.AddMinutes(minutes), "disks");
        var check = await Start(definition => definition with { Maintenance = [Until(60)] });
        await Round(0.1);
        await Rounds(11);
        Assert.Equal("disks", (await Round()).Quiet?.Maintenance?.Note);
        check.Tell(new Redefine(_slot.Definition = _slot.Definition with { Maintenance = [Until(10)] }));
        await Tile(tile => tile.Quiet?.Maintenance?.Until == StartedAt.AddMinutes(10));
        await Rounds(10);
        Assert.Null((await Round()).Quiet);
        await _bench.Rows();
        var uptime = await _bench.Results.UptimeAsync(Some.Name, StartedAt, StartedAt.AddMinutes(11), TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.FromMinutes(5), uptime.Maintenance);
    }

    [Fact]
    public async Task An_escalation_does_not_wait_for_the_next_round()
    {
        _type.Otherwise = Some.Bad;
        await Start(check => check with
        {
            Interval = TimeSpan.FromHours(1),
            Channels = ["chat", "pager"],
            Routes = [new AlertRoute("1", ["chat"]) { Continue = true }, new AlertRoute("2", ["pager"]) { After = TimeSpan.FromMinutes(15) }],
        });
        await Round(0.1);
        Assert.Equal("chat", (await Hear<OfferAlert>(_alerts)).Channel);
        Advance(15 * 60);
        Assert.Equal(AlertKind.Escalation, (await Hear<OfferAlert>(_alerts, offer => offer.Channel == "pager")).Alert.Kind);
    }

    [Fact]
    public async Task What_fails_can_be_acknowledged_and_the_tile_says_by_whom()
    {
        _type.Otherwise = Some.Bad;
        var check = await Start();
        await Round(0.1);
        Assert.Equal("acknowledged", await Give(check, new CheckCommand.Acknowledge(default, null, "the board", "on it")));
        Assert.Equal("on it", (await Tile(tile => tile.Quiet is not null)).Quiet?.Acknowledged?.Note);
    }

    [Fact]
    public async Task A_note_about_an_incident_is_stored_also_when_it_is_over()
    {
        _type.Answers(Some.Bad).Otherwise = Some.Good;
        var check = await Start();
        var incident = (await Round(0.1)).Incident;
        Assert.NotNull(incident);
        Assert.Null((await Round()).Incident);
        Assert.Equal("noted", await Give(check, new CheckCommand.AddNote(default, incident, "Priya", "disk replaced")));
    }

    [Fact]
    public async Task Behind_a_failing_parent_it_is_unreachable_and_told_when_only_the_parent_comes_back()
    {
        var parent = Some.Definition() with { Name = CheckName.Of("router") };
        _bench.Around.Standings.Want(parent.Name);
        _bench.Around.Standings.NoteRound(parent, failing: true, StartedAt);
        _type.Otherwise = Some.Bad;
        var check = await Start(definition => definition with { DependsOn = [parent.Name] });
        var tile = await Round(0.1);
        Assert.Equal((parent.Name, "unreachable: depends on router, which is failing"), (tile.Quiet?.UnreachableBehind, tile.Quiet?.NotTold));
        await Round();
        Assert.False(_alerts.HasMessages);
        _bench.Around.Standings.NoteRound(parent, failing: false, Time.GetUtcNow());
        await Round(3); // not at its next regular round, but soon
        Assert.Equal(AlertKind.FirstFail, (await Hear<OfferAlert>(_alerts)).Alert.Kind);
        Assert.Null((await Round()).Quiet);
        Assert.NotNull(check);
    }

    [Fact]
    public async Task A_check_that_others_depend_on_leaves_how_it_stands()
    {
        _bench.Around.Standings.Want(Some.Name);
        _type.Answers(Some.Good, Some.Bad);
        var check = await Start();
        Assert.Equal(new Standing(false, null, Story.Cycle), _bench.Around.Standings.Of(Some.Name));
        await Round(0.1);
        Assert.False(_bench.Around.Standings.Of(Some.Name)?.Failing);
        await Round();
        Assert.True(_bench.Around.Standings.Of(Some.Name)?.Failing);
        await Give(check, Pause(null));
        Assert.True(_bench.Around.Standings.Of(Some.Name)?.Rests);
    }

    [Fact]
    public async Task What_was_not_seen_just_now_can_be_acknowledged_and_what_is_well_cannot()
    {
        _type.Answers(Some.Good, Some.Bad).Otherwise = new Observation(ObservationKind.NotObserved, "no network");
        var check = await Start();
        await Round(0.1);
        Assert.Equal("it is not failing; there is nothing to acknowledge", await Refused(check));
        await Rounds(2);
        Assert.Equal("acknowledged", await Give(check, new CheckCommand.Acknowledge(default, null, "the board", null)));
    }

    private async Task<string> Refused(IActorRef check)
    {
        var asker = CreateTestProbe();
        check.Tell(new Order(new CheckCommand.Acknowledge(default, null, "the board", null)), asker.Ref);
        return (await Hear<OrderRefused>(asker)).Message;
    }
}
