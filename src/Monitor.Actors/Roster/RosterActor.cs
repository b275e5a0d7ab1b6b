using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Roster;

/// <summary>Keeps exactly the configured checks running: the parent of all of them.</summary>
public sealed partial class RosterActor : ReceiveActor, IWithTimers
{
    /// <summary>With few checks the first round comes at once; with many it is spread over the interval.</summary>
    private static readonly TimeSpan SpreadPerCheck = TimeSpan.FromMilliseconds(20);

    /// <summary>Looking for changes takes at most one part in so many of the actor's time.</summary>
    private const int LookingCost = 50;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<CheckName, Running> _running = [];
    private readonly long _startedAt;
    private readonly RosterSurroundings _around;
    private MonitorConfig _config = MonitorConfig.Empty;
    private ImmutableArray<string> _engineChannels;
    private SilenceList _silences = SilenceList.None;
    private ConfigStatus _status = new([], null, null);

    public RosterActor(RosterSurroundings around)
    {
        _around = around;
        _startedAt = around.Checks.Time.GetTimestamp();
        _engineChannels = around.Routing(_config).OfEngine;
        Receive<StartAgain>(again => OnStartAgain(again.Name));
        Receive<LookAgain>(_ => OnLookAgain());
        Receive<Terminated>(OnTerminated);
        Receive<RosterRequest.Add>(add => Sender.Tell(Save(add.Entry, replacing: null)));
        Receive<RosterRequest.AddAll>(add => Sender.Tell(SaveAll(add.Entries, add.OnlyGood)));
        Receive<RosterRequest.Replace>(put => Sender.Tell(Replace(put)));
        Receive<RosterRequest.Tag>(tag => Sender.Tell(Tag(tag.Names, tag.Change)));
        Receive<RosterRequest.Remove>(remove => Sender.Tell(OwnedByBoard(remove.Name) ?? Remove(remove.Name)));
        Receive<RosterRequest.Validate>(entry => Sender.Tell(Validate(entry.Entry, entry.Replacing)));
        Receive<RosterRequest.ValidateAll>(entries => Sender.Tell(ValidateAll(entries.Entries)));
        Receive<RosterRequest.GoBack>(back => Sender.Tell(GoBack(back.Version)));
        Receive<RosterRequest.Define>(ask => Sender.Tell(Find(ask.Name) is { } check ? new RosterReply(RosterOutcome.Done, "runs", [], check) : NotFoundReply(ask.Name)));
        Receive<RosterRequest.Run>(run => Sender.Tell(Run(run.Name)));
        Receive<RunRounds>(OnRunRounds);
        Receive<Status.Success>(_ => { }); // a check says that it runs now; nobody waits for it
        Receive<RosterRequest.Give>(give => PassOn(give.Name, new Order(give.Command)));
        Receive<RosterRequest.Explain>(explain => PassOn(explain.Name, ExplainTelling.Instance));
        Receive<SilencesChanged>(OnSilencesChanged);
    }

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before PreStart

    private DateTimeOffset Now => _around.Checks.Time.GetUtcNow();

    private TimeSpan Elapsed => _around.Checks.Time.GetElapsedTime(_startedAt);

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(SilencesChanged));
        _silences = _around.Checks.Silences.Current ?? SilenceList.None;
        Take(_around.First, isFirst: true);
        Arm(_around.PollInterval);
    }

    /// <summary>After a crash the configuration of the start may be long out of date.</summary>
    protected override void PostRestart(Exception reason)
    {
        EngineMetrics.Restarted("roster");
        _silences = _around.Checks.Silences.Current ?? SilenceList.None;
        Take(_around.Loader.Load(), isFirst: true);
        Arm(_around.PollInterval);
    }

    private void Arm(TimeSpan wait) => Timers.StartSingleTimer(LookAgain.Key, LookAgain.Instance, wait);

    private void OnLookAgain()
    {
        var start = _around.Checks.Time.GetTimestamp();
        if (_around.Loader.Poll() is { } texts)
            Take(_around.Loader.Load(texts), isFirst: false);
        foreach (var leaving in _leaving.Values)
            leaving.Tell(new CheckCommand.Retire(Now)); // lost if it came while the check was being restarted
        var wait = _around.Checks.Time.GetElapsedTime(start) * LookingCost; // a huge file is looked at less often
        Arm(wait > _around.PollInterval ? wait : _around.PollInterval);
    }

    /// <summary>A bad file changes nothing but what is said about it; at the start the last good one takes its place.</summary>
    private void Take(ConfigReading reading, bool isFirst)
    {
        var isBad = reading.Errors.Any();
        foreach (var problem in reading.Problems)
            _log.Log(problem.Severity == ConfigSeverity.Error ? LogLevel.ErrorLevel : LogLevel.WarningLevel, null, "{0}", problem);
        _status = new ConfigStatus(
            reading.Problems,
            isBad ? (isFirst ? reading.LastGoodFrom : _status.RunningSince) : Now,
            isBad ? Now : null);
        if (isBad)
            _log.Error("the configuration on disk is not used; running on the one from {0:u}", _status.RunningSince);
        if (reading.Config is { } config && (isFirst || !isBad))
            Run(config);
        Announce();
    }

    private void Run(MonitorConfig config)
    {
        var routing = _around.Routing(config);
        var next = routing.Reaching(config) with { Checks = [.. config.Checks.Select(routing.Routed)] };
        foreach (var parent in next.Checks.SelectMany(check => check.DependsOn))
            _around.Checks.Standings.Want(parent);
        _around.Network.Follow(next.Network);
        _around.Checks.Probes.Controls?.Follow(next.Connectivity);
        _around.Checks.RemedyBook.MaxPerHour = next.Global.Remedies.MaxPerHour;
        _around.Checks.Alerts.Tell(new UseChannels(next.Channels, next.Manner)); // before a check can offer them anything
        var plan = RosterPlan.Between(_running.Values.Select(one => one.Slot.Definition), next.Checks);
        _returning.Clear();
        foreach (var name in plan.Stop)
            Stop(name);
        foreach (var check in plan.Change)
            Change(check);
        var spread = SpreadPerCheck * plan.Start.Length;
        foreach (var check in plan.Start)
            Start(check, spread);
        (_config, _engineChannels) = (next, routing.OfEngine);
        OpenDoors();
        _around.Reports.Follow(new ReportWishes([.. next.Reports.Select(routing.Routed)], next.Checks));
        _log.Info("runs {0} checks: {1} started, {2} changed, {3} stopped", _running.Count, plan.Start.Length, plan.Change.Length, plan.Stop.Length);
    }

    /// <summary>The checks that one concerns which has begun or ended say so on the board.</summary>
    private void OnSilencesChanged(SilencesChanged change)
    {
        var before = _silences;
        _silences = change.Silences;
        Silence[] moved = [.. before.All.ExceptBy(Ids(_silences), silence => silence.Id), .. _silences.All.ExceptBy(Ids(before), silence => silence.Id)];
        foreach (var check in _running.Values)
            if (Array.Exists(moved, silence => silence.Match.Concerns(check.Slot.Definition)))
                check.Actor?.Tell(Redraw.Instance);
    }

    private static IEnumerable<string> Ids(SilenceList silences) => silences.All.Select(silence => silence.Id);

    private void OpenDoors() => _around.Pings.Publish(_running.Values.Select(one => (one.Slot.Definition, one.Slot.Relay)));

    private CheckDefinition? Find(string name) => _config.Checks.FirstOrDefault(check => IsNamed(check, name));

    private static bool IsNamed(CheckDefinition check, string? name) => IsNamed(check.Name, name);

    private static bool IsNamed(CheckName check, string? name) => string.Equals(check.Value, name, StringComparison.OrdinalIgnoreCase);

    private void Announce() => Context.System.EventStream.Publish(new RosterChanged(_status, _config.DisplayZone)
    {
        Channels = _engineChannels,
        Heartbeat = _config.Heartbeat,
        StatusPage = PublicPage.Of(_config),
        Maintenance = PlannedWindow.Of(_config.Checks),
    });

    private sealed class LookAgain : INoSerializationVerificationNeeded
    {
        public const string Key = "look-again";
        public static readonly LookAgain Instance = new();
    }
}
