using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Health;

/// <summary>Looks after the engine itself: takes its vitals once a second, and tells people when a problem begins and ends.</summary>
/// <remarks>Its alerts are kept in memory, not in the journal, which may be what is broken; they are offered until settled.</remarks>
public sealed class EngineHealthActor : ReceiveActor, IWithTimers
{
    private static readonly Type[] News =
    [
        typeof(JournalFailed), typeof(JournalWorks), typeof(CheckGone), typeof(JournalProbed), typeof(RosterChanged),
        typeof(HeartbeatChanged), typeof(DeadLetter),
    ];

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAtRounds = TimeSpan.FromSeconds(5); // it goes through all checks
    private static readonly TimeSpan OfferAgain = TimeSpan.FromSeconds(30);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<(string Id, string Channel), OfferAlert> _open = [];
    private readonly DeadLetterTypes _deadLetters = new();
    private readonly HealthSurroundings _around;
    private readonly VitalsReader _vitals;
    private EngineProblems _problems = EngineProblems.None;
    private EngineFaults _faults = EngineFaults.None;
    private ImmutableArray<string> _channels = [];
    private HeartbeatStatus? _heartbeat;
    private ImmutableArray<EngineNote> _notes = [];
    private RoundReport? _rounds;
    private long _roundsAt;
    private DateTimeOffset _lookedAtTime;
    private long _lookedAt;
    private long _offeredAt;

    public EngineHealthActor(HealthSurroundings around)
    {
        _around = around;
        _vitals = new VitalsReader(around);
        _lookedAt = _offeredAt = around.Time.GetTimestamp();
        _lookedAtTime = Now;
        Receive<LookAgain>(_ => OnLook());
        Receive<DeadLetter>(letter => _deadLetters.Count(letter.Message.GetType().Name));
        Receive<RosterChanged>(news => _channels = news.Channels);
        Receive<HeartbeatChanged>(news => _heartbeat = news.Status);
        Receive<CheckCommand.SettleAlert>(OnSettled);
        ReceiveAny(news => _faults = _faults.With(news));
    }

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before PreStart

    private DateTimeOffset Now => _around.Time.GetUtcNow();

    /// <summary>Called as soon as the actor exists: it starts in its own time, and news must not be lost until then.</summary>
    internal static void Subscribe(ActorSystem system, IActorRef health)
    {
        foreach (var news in News)
            system.EventStream.Subscribe(health, news);
    }

    protected override void PreStart()
    {
        Subscribe(Context.System, Self);
        Arm();
    }

    protected override void PostRestart(Exception reason)
    {
        EngineMetrics.Restarted("health");
        base.PostRestart(reason);
    }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void Arm() => Timers.StartSingleTimer(LookAgain.Key, LookAgain.Instance, Look);

    private void OnLook()
    {
        Arm();
        NoteClocks();
        var vitals = _vitals.Take(Rounds(), _faults, _heartbeat, _notes);
        Judge(_vitals.Conditions(vitals));
        _around.Hub.Publish(vitals with { Problems = _problems.Current });
        if (_open.Count > 0 && _around.Time.GetElapsedTime(_offeredAt) >= OfferAgain)
            Offer(_open.Values);
    }

    private RoundReport Rounds()
    {
        if (_rounds is not null && _around.Time.GetElapsedTime(_roundsAt) < LookAtRounds)
            return _rounds;
        _roundsAt = _around.Time.GetTimestamp();
        _rounds = _around.Watch.Look();
        foreach (var name in _rounds.NewlyStalled)
            Context.System.EventStream.Publish(new CheckStalled(name, Now));
        return _rounds;
    }

    private void NoteClocks()
    {
        var (since, now) = (_around.Time.GetElapsedTime(_lookedAt), Now);
        Note(ClockNote.Of(now - _lookedAtTime, since));
        (_lookedAt, _lookedAtTime) = (_around.Time.GetTimestamp(), now);
        if (Note(FreezeNote.Of(since, Look)))
            _around.Watch.Excuse(); // what was due meanwhile is nobody's fault
    }

    private bool Note(string? text)
    {
        if (text is null)
            return false;
        _log.Warning("{0}", text);
        _notes = [new EngineNote(Now, text), .. _notes.Take(9)];
        return true;
    }

    private void Judge(EngineConditions conditions)
    {
        var before = _problems.Current;
        (_problems, var changes) = _problems.Look(conditions.Bad(_around.MaxLateness.TotalSeconds), _around.Time.GetElapsedTime(0), Now);
        foreach (var change in changes)
            Tell(change);
        foreach (var problem in _problems.Current.Except(before))
            Context.System.EventStream.Publish(new EngineProblemChanged(problem.Kind, problem));
    }

    private void Tell(EngineProblemChange change)
    {
        var notice = EngineNotice.Of(change);
        _log.Log(change.HasEnded ? LogLevel.InfoLevel : LogLevel.ErrorLevel, null, "{0}", notice.Subject);
        if (change.HasEnded)
            Context.System.EventStream.Publish(new EngineProblemChanged(change.Problem.Kind, null));
        var offers = _channels.Select(channel => EngineAlert.Offer(change, notice, channel)).ToArray();
        foreach (var offer in offers)
            _open[(offer.Alert.Id, offer.Channel)] = offer;
        Offer(offers);
    }

    private void Offer(IEnumerable<OfferAlert> offers)
    {
        _offeredAt = _around.Time.GetTimestamp();
        foreach (var offer in offers)
            _around.Alerts.Tell(offer);
    }

    private void OnSettled(CheckCommand.SettleAlert settled)
    {
        if (settled.Settlement != AlertSettlement.Held)
            _open.Remove((settled.Id, settled.Channel));
    }

    private sealed class LookAgain : INoSerializationVerificationNeeded
    {
        public const string Key = "look";
        public static readonly LookAgain Instance = new();
    }
}
