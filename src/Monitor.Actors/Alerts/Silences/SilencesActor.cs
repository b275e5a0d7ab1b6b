using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts.Silences;

/// <summary>Owns the silences: takes orders, journals them, ends them in time, and leaves them in the <see cref="SilenceBook"/>.</summary>
/// <remarks>A failed write stops it, as it stops any persistent actor; its supervisor makes it anew.</remarks>
public sealed class SilencesActor : ReceivePersistentActor, IWithTimers
{
    /// <summary>Part of the journal: it does not change.</summary>
    public const string Id = "silences";

    public const int Most = 500;

    private readonly SilenceBook _book;
    private readonly TimeProvider _time;
    private SilenceList _list = SilenceList.None;

    public SilencesActor(SilenceBook book, TimeProvider time)
    {
        (_book, _time) = (book, time);
        Recover<SilenceEvent>(happened => _list = _list.Apply(happened));
        Recover<RecoveryCompleted>(_ => Publish());
        Command<SilenceRequest.Begin>(OnBegin);
        Command<SilenceRequest.End>(OnEnd);
        Command<EndDue>(_ => EndDueOnes());
    }

    public override string PersistenceId => Id;

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before the first message

    private void OnBegin(SilenceRequest.Begin order)
    {
        var asker = Sender;
        if (_list.All.Length >= Most)
        {
            asker.Tell(new SilenceReply(null, $"there are {Most} silences already; end some"));
            return;
        }

        var now = _time.GetUtcNow();
        var silence = new Silence($"s-{now.ToUnixTimeMilliseconds()}-{LastSequenceNr + 1}", order.Match, now, order.Until, order.By, order.Reason);
        Persist(new SilenceEvent.Begun(now, silence), happened => Take(happened, asker, silence));
    }

    private void OnEnd(SilenceRequest.End order)
    {
        var asker = Sender;
        if (_list.All.FirstOrDefault(silence => silence.Id == order.Id) is { } silence)
            Persist(new SilenceEvent.Ended(_time.GetUtcNow(), silence.Id, order.By), happened => Take(happened, asker, silence));
        else
            asker.Tell(new SilenceReply(null, $"there is no silence {ErrorDetails.Short(order.Id)}"));
    }

    /// <summary>What is over tells so in the journal, for those who read it.</summary>
    private void EndDueOnes()
    {
        var now = _time.GetUtcNow();
        var over = _list.All.Where(silence => silence.Until <= now).Select(silence => new SilenceEvent.Ended(now, silence.Id, Orders.Schedule)).ToArray();
        if (over.Length == 0)
            ArmEnd();
        else
            PersistAll(over, happened => Take(happened));
    }

    private void Take(SilenceEvent happened, IActorRef? asker = null, Silence? silence = null)
    {
        _list = _list.Apply(happened);
        Publish();
        asker?.Tell(new SilenceReply(silence, null));
    }

    private void Publish()
    {
        _book.Publish(_list);
        Context.System.EventStream.Publish(new SilencesChanged(_list));
        ArmEnd();
    }

    /// <summary>Their ends are wall-clock times and timers are not: it is looked again at least every minute.</summary>
    private void ArmEnd()
    {
        if (_list.All.IsEmpty)
            return;
        var left = _list.All.Min(silence => silence.Until) - _time.GetUtcNow();
        var wait = left < TimeSpan.Zero ? TimeSpan.Zero : left < TimeSpan.FromMinutes(1) ? left : TimeSpan.FromMinutes(1);
        Timers.StartSingleTimer(EndDue.Instance, EndDue.Instance, wait);
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        EngineMetrics.PersistFailures.Add(1);
        Context.GetLogger().Error("the journal did not store a silence: {0}", cause.Message);
        Sender.Tell(new SilenceReply(null, $"the journal did not store it: {cause.Message}"));
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => OnPersistFailure(cause, @event, sequenceNr);

    private sealed class EndDue : INoSerializationVerificationNeeded
    {
        public static readonly EndDue Instance = new();
    }
}

/// <summary>What people can order about silences; answered with <see cref="SilenceReply"/> once it is stored.</summary>
public abstract record SilenceRequest
{
    public sealed record Begin(CheckMatcher Match, DateTimeOffset Until, string By, string Reason) : SilenceRequest;

    public sealed record End(string Id, string By) : SilenceRequest;
}

/// <summary>The silence that was begun or ended, or why it was not.</summary>
public sealed record SilenceReply(Silence? Silence, string? Problem);

/// <summary>Published when a silence begins or ends, and when they were read from the journal.</summary>
public sealed record SilencesChanged(SilenceList Silences);
