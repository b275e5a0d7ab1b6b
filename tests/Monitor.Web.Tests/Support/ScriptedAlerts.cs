using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;

namespace Monitor.Web.Tests.Support;

/// <summary>Answers the Alerts page from what a test has put into it, and remembers what it asked.</summary>
internal sealed class ScriptedAlerts : IAlertDesk
{
    /// <summary>Newest first.</summary>
    public List<AlertDelivery> Deliveries { get; } = [];

    public List<DeliveryFilter> Asked { get; } = [];

    /// <summary>What was ordered, in words.</summary>
    public List<string> Orders { get; } = [];

    public ImmutableArray<Silence> Silences { get; set; } = [];

    public ChannelList? Channels { get; set; } = new([]);

    public ChannelTested? Tested { get; set; }

    public ControlReply Reply { get; set; } = new(ControlOutcome.Done, "Done", []);

    public Exception? Trouble { get; set; }

    public Task<DeliveryPage> DeliveriesAsync(DeliveryFilter filter, int limit, CancellationToken cancel)
    {
        if (Trouble is not null)
            throw Trouble;
        Asked.Add(filter);
        var found = Deliveries.Where(filter.Takes).ToArray();
        return Task.FromResult(new DeliveryPage([.. found.Take(limit)], found.Length > limit ? found[limit - 1].Ordering : null));
    }

    public Task<ControlReply> ResendAsync(AlertDelivery delivery, CancellationToken cancel) => Ordered($"resend {delivery.Alert.Id} on {delivery.Channel}");

    public Task<ControlReply> SilenceAsync(CheckMatcher match, DateTimeOffset until, string reason, CancellationToken cancel)
    {
        Silences = Silences.Add(Some.Silence(match, until, reason));
        return Ordered($"silence {match} until {until:u}: {reason}");
    }

    public Task<ControlReply> EndSilenceAsync(string id, CancellationToken cancel)
    {
        Silences = Silences.RemoveAll(silence => silence.Id == id);
        return Ordered($"end silence {id}");
    }

    public Task<ChannelList?> ChannelsAsync(CancellationToken cancel) => Task.FromResult(Channels);

    public Task<ChannelTested?> TestAsync(string channel, CancellationToken cancel)
    {
        Orders.Add($"test {channel}");
        return Task.FromResult(Tested);
    }

    private Task<ControlReply> Ordered(string order)
    {
        Orders.Add(order);
        return Task.FromResult(Reply);
    }
}
