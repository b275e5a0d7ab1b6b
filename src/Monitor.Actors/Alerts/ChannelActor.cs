using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Monitor.Actors.Checks;
using static Monitor.Actors.Checks.AlertSettlement;

namespace Monitor.Actors.Alerts;

/// <summary>Delivers the alerts of one channel in order, one or one bundle at a time, with backoff while the channel is away.</summary>
/// <remarks>Keeps nothing that a crash could lose: the checks own their alerts and offer them until they are settled.</remarks>
public sealed partial class ChannelActor : ReceiveActor, IWithTimers
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stopped = new();
    private readonly INotifier _notifier;
    private readonly TimeProvider _time;
    private readonly KeyValuePair<string, object?> _tag;
    private readonly Dictionary<string, DateTimeOffset> _lastSent = new(StringComparer.Ordinal);
    private readonly Grouping? _grouping;
    private readonly Fallback? _fallback;
    private Bundle? _bundle;
    private string? _trouble;

    /// <summary>When the next bundle is due, while one is waited for.</summary>
    private DateTimeOffset _lookAt;
    private bool _sending;
    private int _attempts;

    public ChannelActor(INotifier notifier, TimeProvider time, ChannelManner manner)
    {
        (_grouping, _fallback) = (manner.Grouping, manner.Fallback);
        _notifier = notifier;
        _tag = new("channel", notifier.Name);
        _time = time;
        Receive<OfferAlert>(OnOffer);
        Receive<SendDone>(OnSendDone);
        Receive<TryAgain>(_ => SendNext());
        Receive<FallBack>(_ => HoldAll());
        Receive<HandOver>(_ => OnHandOver());
    }

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before the first message

    private ChannelQueue Queue
    {
        get;
        set
        {
            EngineMetrics.AlertsQueued.Add(value.Count - field.Count, _tag);
            field = value;
        }
    } = ChannelQueue.Empty;

    protected override void PostRestart(Exception reason)
    {
        EngineMetrics.Restarted(_notifier.Name);
        base.PostRestart(reason);
    }

    protected override void PostStop()
    {
        Works(); // whoever comes after this one has not failed yet
        Queue = ChannelQueue.Empty;
        _stopped.Cancel();
        _stopped.Dispose();
        base.PostStop();
    }

    private void OnOffer(OfferAlert offer)
    {
        if (Queue.SettlementOf(offer.Alert.Id) is { } settled)
            Sender.Tell(settled);
        else if (!Queue.Holds(offer.Alert.Id) && Queue.WasNeverAnnounced(offer.Alert))
            Settle(offer, Sender, Abandoned, CheckDecider.NeverAnnounced);
        else if (Queue.Full && !Queue.Holds(offer.Alert.Id))
            Settle(offer, Sender, Held, "the queue is full; it is offered again");
        else
        {
            Queue = Queue.Add(offer, Sender, _time.GetUtcNow());
            if (Instead is not null)
                Settle(offer, Sender, Held, _trouble);
        }

        if (!_sending && !IsWaiting(_time.GetUtcNow() + (_grouping?.Wait ?? TimeSpan.Zero)))
            SendNext();
    }

    /// <summary>Whether there is nothing to send before the next look; one that came now may be due before what waits already.</summary>
    private bool IsWaiting(DateTimeOffset due) => Timers.IsTimerActive(TryAgain.Key) && (_attempts > 0 || _lookAt <= due);

    /// <summary>A bundle that was not taken is sent again as it was, so that a receiver can drop repeats.</summary>
    private void SendNext()
    {
        _bundle = Story() ?? (_attempts > 0 && _bundle is { } same && same.Alerts.All(offer => Queue.Holds(offer.Alert.Id)) ? same : NextBundle());
        if (_bundle is not { } bundle)
            return;
        if (bundle.Wait > TimeSpan.Zero && _attempts == 0)
        {
            _lookAt = _time.GetUtcNow() + bundle.Wait;
            Timers.StartSingleTimer(TryAgain.Key, TryAgain.Instance, bundle.Wait);
            return;
        }

        _sending = true;
        Deliver(Composed(bundle)).PipeTo(Self, success: delivery => new SendDone(bundle.Alerts, delivery));
    }

    private Alert Composed(Bundle bundle)
    {
        var alert = bundle.IsStory ? LateStory.Of(bundle) : bundle.Alerts is [var only] ? Alert.Of(only) : Digest.Of(bundle.Alerts);
        var meant = _grouping is { } grouping ? grouping.Wait + grouping.Interval : TimeSpan.Zero;
        var late = AlertWords.Delay(_time.GetUtcNow() - bundle.Alerts[0].Alert.TellsOf - meant, _trouble);
        return alert with { Delay = string.Join("; ", new[] { late, alert.Delay }.OfType<string>()) is { Length: > 0 } said ? said : null };
    }

    private Bundle? Story() => _grouping is null && !_notifier.IsForMachines ? LateStory.Next(Queue, _time.GetUtcNow()) : null;

    private Bundle? NextBundle() => _grouping is { } grouping
        ? Bundle.Next(Queue.Waiting, grouping, _lastSent, _time.GetUtcNow())
        : Queue.Next is { } next ? new Bundle("", [next.Offer], TimeSpan.Zero) : null;

    /// <summary>The one catch-all around channels.</summary>
    private async Task<Delivery> Deliver(Alert alert)
    {
        try
        {
            return await _notifier.SendAsync(alert, _stopped.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new Delivery.TryLater($"{e.GetType().Name}: {e.Message}");
        }
    }

    private void OnSendDone(SendDone done)
    {
        _sending = false;
        switch (done.Delivery)
        {
            case Delivery.Sent sent: Answered(); Remember(); Finish(done.Offers, offer => Finish(offer, Delivered, sent.Answer)); break;
            case Delivery.GiveUp never: Answered(); Finish(done.Offers, offer => GiveUp(offer, never.Why)); break;
            case Delivery.TryLater later: TryLater(later.Why, later.After); break;
        }
    }

    private void Finish(ImmutableArray<OfferAlert> offers, Action<OfferAlert> finish)
    {
        foreach (var offer in offers)
            finish(offer);
        _trouble = Queue.Count == 0 ? null : _trouble; // what waited behind it is late for the same reason
        SendNext();
    }

    /// <summary>Groups that have been quiet for long are forgotten.</summary>
    private void Remember()
    {
        if (_grouping is not { } grouping || _bundle is not { } bundle)
            return;
        var now = _time.GetUtcNow();
        foreach (var old in _lastSent.Where(group => now - group.Value > grouping.Interval).Select(group => group.Key).ToArray())
            _lastSent.Remove(old);
        if (grouping.Interval > TimeSpan.Zero && bundle.Alerts.Length < Bundle.Most)
            _lastSent[bundle.Key] = now; // what did not fit follows at once
    }

    /// <summary>The receiver has answered, be it with a refusal.</summary>
    private void Answered()
    {
        if (_attempts > 0)
            _log.Info("{0} delivers again", _notifier.Name);
        Works();
    }

    private void Works()
    {
        if (_attempts > 0)
            Context.System.EventStream.Publish(new ChannelChanged(_notifier.Name, null, _time.GetUtcNow()));

        _attempts = 0;
        _failingSince = null;
        Timers.Cancel(FallBack.Key);
    }

    /// <summary>Another definition takes over: what waits here goes back to where it came from, what is under way too.</summary>
    private void OnHandOver()
    {
        foreach (var waiting in Queue.Waiting)
            Context.Parent.Tell(waiting.Offer, waiting.Owner);
        Context.Parent.Tell(new HandedOver(_notifier.Name));
        Context.Stop(Self);
    }

    private void Finish(OfferAlert offer, AlertSettlement settlement, string? reason)
    {
        var settled = SettlementOf(offer, settlement, reason) with { Fallback = settlement == Abandoned ? _fallback?.Channel : null };
        Queue.OwnerOf(offer.Alert.Id)?.Tell(settled);
        Queue = Queue.Settle(settled);
    }

    private void GiveUp(OfferAlert offer, string why)
    {
        _log.Error("{0} will never take {1}: {2}", _notifier.Name, offer.Alert.Id, why);
        Queue = AlertKinds.Announces(offer.Alert.Kind) ? Queue.DropRecovery(offer.Alert.Incident) : Queue;
        Finish(offer, Abandoned, why);
    }

    private void TryLater(string why, TimeSpan? after)
    {
        var now = _time.GetUtcNow();
        _trouble = why;
        NoteFailure(now);
        Timers.StartSingleTimer(TryAgain.Key, TryAgain.Instance, ChannelBackoff.After(_attempts, after));
        if (_attempts++ == 0)
            _log.Warning("{0} does not deliver: {1}", _notifier.Name, why);
        foreach (var old in Queue.RaisedBefore(now - ChannelBackoff.ExpireAfter))
            GiveUp(old, $"not delivered within {ChannelBackoff.ExpireAfter.TotalHours:0} h: {why}");
        Context.System.EventStream.Publish(
            new ChannelChanged(_notifier.Name, $"{_notifier.Name}: not delivered, {Queue.Count} queued: {why}", now));
        HoldAll();
    }

    private void HoldAll()
    {
        foreach (var waiting in Queue.Waiting)
            Settle(waiting.Offer, waiting.Owner, Held, _trouble);
    }

    private void Settle(OfferAlert offer, IActorRef owner, AlertSettlement settlement, string? reason) =>
        owner.Tell(SettlementOf(offer, settlement, reason) with { Fallback = settlement == Held ? Instead : null });

    private CheckCommand.SettleAlert SettlementOf(OfferAlert offer, AlertSettlement settlement, string? reason) =>
        new(_time.GetUtcNow(), offer.Alert.Id, _notifier.Name, settlement, reason);

    private sealed record SendDone(ImmutableArray<OfferAlert> Offers, Delivery Delivery) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed class TryAgain : INoSerializationVerificationNeeded
    {
        public const string Key = "try-again";
        public static readonly TryAgain Instance = new();
    }
}
