using Akka.Actor;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>Hands each offered alert to the actor of its channel, and keeps exactly the configured channels running.</summary>
public sealed class AlertsActor : ReceiveActor
{
    private readonly Dictionary<string, Channel> _channels = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopped = new();
    private readonly TimeProvider _time;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private UseChannels? _newest;
    private int _made;

    public AlertsActor(IEnumerable<INotifier> builtIn, TimeProvider time)
    {
        _time = time;
        foreach (var notifier in builtIn)
            _channels[notifier.Name] = new Channel(notifier, null) { Actor = Start(notifier, ChannelManner.Plain) };
        Receive<OfferAlert>(offer => Route(offer, Sender));
        Receive<UseChannels>(Follow);
        Receive<UseAgain>(before => Follow(_newest ?? before.Channels));
        Receive<HandedOver>(done => OnHandedOver(done.Channel));
        Receive<ChannelQuery.Get>(_ => Sender.Tell(List()));
        Receive<ChannelQuery.Test>(test => TestAsync(test.Name).PipeTo(Sender));
    }

    /// <summary>Nobody else would say again which channels there are; what comes before that is offered again.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
        if (_newest is not null)
            Self.Tell(new UseAgain(_newest));
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        EngineMetrics.Restarted("alerts");
        base.PostRestart(reason);
    }

    protected override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
        base.PostStop();
    }

    private ChannelList List() => new(
        [.. _channels.OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase).Select(one => (one.Key, one.Value.Type))]);

    private async Task<ChannelTested> TestAsync(string name)
    {
        var found = _channels.FirstOrDefault(one => string.Equals(one.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
        return found is null
            ? new ChannelTested(null, null)
            : new ChannelTested(found.Notifier.Name, await Task.Run(() => ChannelTestRunner.RunAsync(found.Notifier, _time, _stopped.Token)));
    }

    private void Follow(UseChannels wanted)
    {
        _newest = wanted;
        foreach (var builtIn in _channels.Values.Where(channel => channel.Definition is null && channel.Manner != wanted.BuiltIn))
            Change(builtIn, wanted.BuiltIn);
        var names = wanted.Channels.Select(channel => channel.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _channels.Where(pair => pair.Value.Definition is not null && !names.Contains(pair.Key)).ToList())
            Remove(gone.Key, gone.Value);
        foreach (var definition in wanted.Channels)
            if (!_channels.TryGetValue(definition.Name, out var channel))
                Add(definition);
            else if (channel.Definition?.Fingerprint != definition.Fingerprint)
            {
                (channel.Notifier, channel.Definition) = (definition.Make(), definition);
                Change(channel, definition.Manner);
            }
    }

    private void Add(ChannelDefinition definition)
    {
        var notifier = definition.Make();
        _channels[definition.Name] = new Channel(notifier, definition) { Manner = definition.Manner, Actor = Start(notifier, definition.Manner) };
    }

    /// <summary>The new one begins when the old one has given back what it had, so that nothing is told in the wrong order.</summary>
    private static void Change(Channel channel, ChannelManner manner)
    {
        channel.Manner = manner;
        channel.Actor?.Tell(HandOver.Instance);
        channel.Actor = null;
    }

    private void Remove(string name, Channel channel)
    {
        _channels.Remove(name);
        channel.Actor?.Tell(HandOver.Instance);
        foreach (var (offer, owner) in channel.Waiting)
            Route(offer, owner);
    }

    private void OnHandedOver(string name)
    {
        if (!_channels.TryGetValue(name, out var channel) || channel.Actor is not null)
            return;
        channel.Actor = Start(channel.Notifier, channel.Manner);
        foreach (var (offer, owner) in channel.Waiting.OrderBy(waiting => waiting.Offer.Alert.At))
            channel.Actor.Tell(offer, owner);
        channel.Waiting.Clear();
    }

    /// <summary>The one before it may still be stopping, so each has a name of its own.</summary>
    private IActorRef Start(INotifier notifier, ChannelManner manner) => Context.ActorOf(
        Props.CreateBy(new ChannelProducer(notifier, _time, manner)),
        $"{Uri.EscapeDataString(notifier.Name)}{(_names.Add(notifier.Name) ? "" : $"~{++_made}")}");

    private void Route(OfferAlert offer, IActorRef owner)
    {
        if (!_channels.TryGetValue(offer.Channel, out var channel))
        {
            if (_newest is not null) // else nobody knows yet whether there is one
                owner.Tell(NotConfigured(offer, _time.GetUtcNow()));
        }
        else if (channel.Actor is { } actor)
            actor.Tell(offer, owner);
        else
            channel.Waiting.Add((offer, owner));
    }

    private static CheckCommand.SettleAlert NotConfigured(OfferAlert offer, DateTimeOffset now) => new(
        now,
        offer.Alert.Id,
        offer.Channel,
        now - offer.Alert.At < ChannelBackoff.ExpireAfter ? AlertSettlement.Held : AlertSettlement.Abandoned,
        $"the channel {offer.Channel} is not configured");

    /// <param name="definition">Null for a channel that the environment sets up.</param>
    private sealed class Channel(INotifier notifier, ChannelDefinition? definition)
    {
        public INotifier Notifier { get; set; } = notifier;

        public ChannelDefinition? Definition { get; set; } = definition;

        public string Type => Definition?.Type.Name ?? (EmailNotifier.IsForOne(Notifier.Name) ? EmailNotifier.ChannelName : Notifier.Name);

        public ChannelManner Manner { get; set; } = ChannelManner.Plain;

        /// <summary>Null while the one before it hands over.</summary>
        public IActorRef? Actor { get; set; }

        public List<(OfferAlert Offer, IActorRef Owner)> Waiting { get; } = [];
    }

    /// <summary>What was configured before a restart.</summary>
    private sealed record UseAgain(UseChannels Channels) : INoSerializationVerificationNeeded;

    private sealed class ChannelProducer(INotifier notifier, TimeProvider time, ChannelManner manner) : IIndirectActorProducer
    {
        public Type ActorType => typeof(ChannelActor);

        public ActorBase Produce() => new ChannelActor(notifier, time, manner);

        public void Release(ActorBase actor)
        {
        }
    }
}
