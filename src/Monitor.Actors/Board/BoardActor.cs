using Akka.Actor;
using Akka.Event;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Health;
using Monitor.Actors.History;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Board;

/// <summary>The one subscriber of the event stream for all pages: folds the news a few times a second.</summary>
public sealed class BoardActor : ReceiveActor, IWithTimers
{
    private static readonly Type[] News =
    [
        typeof(CheckChanged), typeof(CheckGone), typeof(EventJournaled), typeof(JournalFailed), typeof(JournalWorks),
        typeof(ChannelChanged), typeof(HistoryChanged), typeof(RosterChanged),
        typeof(CheckStalled), typeof(EngineProblemChanged), typeof(JournalProbed),
    ];

    /// <summary>Of so few checks a new board costs next to nothing, and is made more often.</summary>
    private const int SmallBoard = 1_000;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly List<object> _news = [];
    private readonly ResultQueries _results;
    private readonly TimeSpan _flushEvery;
    private readonly TimeProvider _time;
    private readonly BoardHub _hub;
    private readonly BoardInbox _inbox;

    public BoardActor(BoardHub hub, BoardInbox inbox, ResultQueries results, TimeProvider time, TimeSpan flushEvery)
    {
        _inbox = inbox;
        _hub = hub;
        _results = results;
        _time = time;
        _flushEvery = flushEvery;
        Receive<Flush>(_ => OnFlush());
        Receive<Failed>(failed => _log.Warning("the board starts without past results: {0}", failed.Why));
        Receive<PastLoaded>(_news.Add);
    }

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before PreStart

    /// <summary>The inbox of a board, which hears all news from now on: the actor starts in its own time.</summary>
    internal static BoardInbox Subscribed(ActorSystem system)
    {
        var inbox = new BoardInbox(system);
        foreach (var news in News)
            system.EventStream.Subscribe(inbox, news);
        return inbox;
    }

    protected override void PreStart()
    {
        _results.RecentAsync(Beats.Capacity).PipeTo(Self, success: recent => new PastLoaded(recent), failure: e => new Failed(e.Message));
        Arm();
    }

    protected override void PostRestart(Exception reason)
    {
        EngineMetrics.Restarted("board");
        base.PostRestart(reason);
    }

    private void Arm() =>
        Timers.StartSingleTimer(Flush.Key, Flush.Instance, _hub.Current.Tiles.Length <= SmallBoard ? _flushEvery / 4 : _flushEvery);

    private void OnFlush()
    {
        var now = _time.GetUtcNow();
        var before = _hub.Current;
        _inbox.TakeAll(_news);
        if (_news.Count > 0 || now - before.At >= Heartbeat)
            _hub.Publish(BoardFold.Next(before, _news, now));
        _news.Clear();
        if (_hub.Current.ShapeSeq != before.ShapeSeq)
            Context.System.EventStream.Publish(BoardMoved.Instance);
        Arm();
    }

    private sealed class Flush : INoSerializationVerificationNeeded
    {
        public const string Key = "flush";
        public static readonly Flush Instance = new();
    }

    private sealed record Failed(string Why);
}
