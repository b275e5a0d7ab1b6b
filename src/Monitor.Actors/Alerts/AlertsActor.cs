using Akka.Actor;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>Hands each offered alert to the actor of its channel.</summary>
public sealed class AlertsActor : ReceiveActor
{
    private readonly Dictionary<string, IActorRef> _channels;

    public AlertsActor(IEnumerable<INotifier> notifiers, TimeProvider time)
    {
        _channels = notifiers.ToDictionary(
            notifier => notifier.Name,
            notifier => Context.ActorOf(Props.CreateBy(new ChannelProducer(notifier, time)), notifier.Name));
        Receive<OfferAlert>(offer => Route(offer, time.GetUtcNow()));
    }

    protected override void PostRestart(Exception reason)
    {
        EngineMetrics.Restarted("alerts");
        base.PostRestart(reason);
    }

    private void Route(OfferAlert offer, DateTimeOffset now)
    {
        if (_channels.TryGetValue(offer.Channel, out var channel))
            channel.Forward(offer);
        else
            Sender.Tell(new CheckCommand.SettleAlert(
                now,
                offer.Alert.Id,
                offer.Channel,
                now - offer.Alert.At < ChannelBackoff.ExpireAfter ? AlertSettlement.Held : AlertSettlement.Abandoned,
                $"the channel {offer.Channel} is not configured"));
    }

    private sealed class ChannelProducer(INotifier notifier, TimeProvider time) : IIndirectActorProducer
    {
        public Type ActorType => typeof(ChannelActor);

        public ActorBase Produce() => new ChannelActor(notifier, time);

        public void Release(ActorBase actor)
        {
        }
    }
}
