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
    private readonly ChannelPost _post;
    private readonly Fallback? _fallback;
    private string? _trouble;

    /// <summary>When the next bundle is due, while one is waited for.</summary>
    private DateTimeOffset _lookAt;
    private bool _sending;
    private int _attempts;

    public ChannelActor(INotifier notifier, TimeProvider time, ChannelManner manner)
    {
        (_post, _fallback) = (new ChannelPost(manner.Grouping, notifier.IsForMachines), manner.Fallback);
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
            if (!Instead.IsEmpty)
                Settle(offer, Sender, Held, _trouble);
        }

        if (!_sending && !IsWaiting(_post.DueOf(_time.GetUtcNow())))
            SendNext();
    }

    /// <summary>Whether there is nothing to send before the next look; one that came now may be due before what waits already.</summary>
    private bool IsWaiting(DateTimeOffset due) => Timers.IsTimerActive(TryAgain.Key) && (_attempts > 0 || _lookAt <= due);

    private void SendNext()
    {
        if (_post.Next(Queue, _attempts > 0, _time.GetUtcNow()) is not { } bundle)
            return;
        if (bundle.Wait > TimeSpan.Zero && _attempts == 0)
        {
            _lookAt = _time.GetUtcNow() + bundle.Wait;
            Timers.StartSingleTimer(TryAgain.Key, TryAgain.Instance, bundle.Wait);
            return;
        }

        _sending = true;
        Deliver(_post.Told(bundle, _trouble, _time.GetUtcNow())).PipeTo(Self, success: delivery => new SendDone(bundle.Alerts, delivery));
    }

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
            case Delivery.Sent sent: Answered(); _post.Delivered(_time.GetUtcNow()); Finish(done.Offers, offer => Finish(offer, Delivered, sent.Answer)); break;
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
        var settled = SettlementOf(offer, settlement, reason) with { Fallback = settlement == Abandoned ? Others : [] };
        Queue.OwnerOf(offer.Alert.Id)?.Tell(settled);
        Queue = Queue.Settle(settled);
    }

    private void GiveUp(OfferAlert offer, string why)
    {
        _log.Error("{0} will never take {1}: {2}", _notifier.Name, offer.Alert.Id, why);
        Queue = AlertKinds.Announces(offer.Alert.Kind) ? Queue.DropRecovery(offer.Alert.Incident) : Queue;
        Finish(offer, Abandoned, why);
    }

    private void Settle(OfferAlert offer, IActorRef owner, AlertSettlement settlement, string? reason) =>
        owner.Tell(SettlementOf(offer, settlement, reason) with { Fallback = settlement == Held ? Instead : [] });

    private CheckCommand.SettleAlert SettlementOf(OfferAlert offer, AlertSettlement settlement, string? reason) =>
        new(_time.GetUtcNow(), offer.Alert.Id, _notifier.Name, settlement, reason);

    private sealed record SendDone(ImmutableArray<OfferAlert> Offers, Delivery Delivery) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed class TryAgain : INoSerializationVerificationNeeded
    {
        public const string Key = "try-again";
        public static readonly TryAgain Instance = new();
    }
}
