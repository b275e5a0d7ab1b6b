using Akka.Actor;
using Akka.Event;
using Monitor.Actors.Config;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Health;

/// <summary>Proves at every interval that the journal stores, and tells an outside watcher when the monitor as a whole works.</summary>
/// <remarks>
/// A ping needs a mark that was stored just now, and a result that was committed since the last ping; where nothing is
/// to be checked the mark is enough. Without an address only the journal is proven, once a minute.
/// </remarks>
public sealed class HeartbeatActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>A write that takes longer is trouble, whether or not it succeeds in the end.</summary>
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(10);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stopped = new();
    private readonly HeartbeatSurroundings _around;
    private HeartbeatSettings? _settings;
    private HeartbeatStatus? _status;
    private long _askedAt;
    private long _rowsAtPing;
    private bool _asked;
    private bool _late;
    private bool _owed;

    public HeartbeatActor(HeartbeatSurroundings around)
    {
        _around = around;
        _askedAt = around.Time.GetTimestamp();
        Receive<LookAgain>(_ => OnLook());
        Receive<RosterChanged>(OnRosterChanged);
        Receive<JournalMark>(_ => OnMark());
        Receive<Pinged>(OnPinged);
    }

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before PreStart

    private TimeSpan Interval => _settings?.Interval ?? HeartbeatSettings.DefaultInterval;

    private bool HasNews => _around.RowsWritten() > _rowsAtPing || _around.Watch.Count == 0;

    internal static void Subscribe(ActorSystem system, IActorRef heartbeat) => system.EventStream.Subscribe(heartbeat, typeof(RosterChanged));

    protected override void PreStart() => Arm();

    protected override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
        Context.System.EventStream.Unsubscribe(Self);
    }

    private void Arm() => Timers.StartSingleTimer(LookAgain.Key, LookAgain.Instance, Look);

    private void OnRosterChanged(RosterChanged news)
    {
        if (news.Heartbeat == _settings)
            return;
        _settings = news.Heartbeat;
        _status = null;
        if (_settings is not null)
            Say(null, sentAt: null);
        else
            Context.System.EventStream.Publish(new HeartbeatChanged(null));
    }

    private void OnLook()
    {
        Arm();
        var waited = _around.Time.GetElapsedTime(_askedAt);
        if (_asked && !_late && waited > WritePatience)
        {
            _late = true;
            Context.System.EventStream.Publish(
                new JournalProbed($"a write to the journal takes longer than {WritePatience.TotalSeconds:0} s", _around.Time.GetUtcNow()));
            Say("the journal does not store");
        }

        if (waited >= Interval || (_owed && !_asked && HasNews))
            Prove();
    }

    private void Prove()
    {
        (_askedAt, _asked, _late, _owed) = (_around.Time.GetTimestamp(), true, false, false);
        _around.Mark.Tell(WriteMark.Instance);
    }

    private void OnMark()
    {
        if (!_asked)
            return; // a second answer, of a mark that came late
        _asked = _late = false;
        if (_settings is not { } to)
            return;
        if (!HasNews)
        {
            _owed = true;
            Say("no result was committed since the last ping");
            return;
        }

        var rows = _around.RowsWritten();
        _around.Pings.PingAsync(to.Url.Reveal(), to.Post, _stopped.Token)
            .PipeTo(Self, success: why => new Pinged(to, rows, why), failure: e => new Pinged(to, rows, e.GetType().Name));
    }

    private void OnPinged(Pinged ping)
    {
        if (ping.To != _settings)
            return;
        if (ping.Trouble is null)
            _rowsAtPing = ping.Rows;
        Say(ping.Trouble is { } why ? $"not accepted: {why}" : null, ping.Trouble is null ? _around.Time.GetUtcNow() : _status?.SentAt);
    }

    private void Say(string? trouble) => Say(trouble, _status?.SentAt);

    /// <summary>Logged when it begins and when it ends, never an alert: whoever waits for the pings gives that.</summary>
    private void Say(string? trouble, DateTimeOffset? sentAt)
    {
        if (_settings is not { } to)
            return;
        if (trouble is not null && _status?.Trouble is null)
            _log.Warning("the heartbeat to {0} has stopped: {1}", to.Shown, trouble);
        else if (trouble is null && _status?.Trouble is not null)
            _log.Info("the heartbeat to {0} goes on", to.Shown);
        _status = new HeartbeatStatus(to.Shown, to.Interval, sentAt, trouble);
        Context.System.EventStream.Publish(new HeartbeatChanged(_status));
    }

    private sealed record Pinged(HeartbeatSettings To, long Rows, string? Trouble) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed class LookAgain : INoSerializationVerificationNeeded
    {
        public const string Key = "look";
        public static readonly LookAgain Instance = new();
    }
}

/// <summary>What the heartbeat works with.</summary>
/// <param name="RowsWritten">Results committed since the start.</param>
/// <param name="Mark">Stores a mark in the journal when asked.</param>
public sealed record HeartbeatSurroundings(
    TimeProvider Time, RoundWatch Watch, Func<long> RowsWritten, IActorRef Mark, HeartbeatRunner Pings);
