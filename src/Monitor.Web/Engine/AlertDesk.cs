using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Journal;

namespace Monitor.Web.Engine;

/// <summary>What the Alerts page reads and can ask to be done.</summary>
public interface IAlertDesk
{
    /// <summary>The silences that have not ended, in the order in which they began.</summary>
    ImmutableArray<Silence> Silences { get; }

    Task<DeliveryPage> DeliveriesAsync(DeliveryFilter filter, int limit, CancellationToken cancel);

    /// <summary>Tells again what a channel has given up.</summary>
    Task<ControlReply> ResendAsync(AlertDelivery delivery, CancellationToken cancel);

    Task<ControlReply> SilenceAsync(CheckMatcher match, DateTimeOffset until, string reason, CancellationToken cancel);

    Task<ControlReply> EndSilenceAsync(string id, CancellationToken cancel);

    /// <summary>Null when the engine does not answer in time.</summary>
    Task<ChannelList?> ChannelsAsync(CancellationToken cancel);

    /// <summary>Sends a test; null when there is no answer in time.</summary>
    Task<ChannelTested?> TestAsync(string channel, CancellationToken cancel);
}

/// <summary>Hands the Alerts page's requests to the engine.</summary>
public sealed class AlertDesk(DeliveryLedger ledger, ResendControls resends, SilenceControls silences, ChannelControls channels) : IAlertDesk
{
    public ImmutableArray<Silence> Silences => [.. silences.All];

    public Task<DeliveryPage> DeliveriesAsync(DeliveryFilter filter, int limit, CancellationToken cancel) => ledger.ReadAsync(filter, limit, cancel);

    public Task<ControlReply> ResendAsync(AlertDelivery delivery, CancellationToken cancel) =>
        resends.ResendAsync(delivery.Check, delivery.Alert.Id, delivery.Channel, CheckOrders.Board, cancel);

    public async Task<ControlReply> SilenceAsync(CheckMatcher match, DateTimeOffset until, string reason, CancellationToken cancel) =>
        (await silences.BeginAsync(match, until, CheckOrders.Board, reason, cancel)).Say($"Silenced: {match}");

    public async Task<ControlReply> EndSilenceAsync(string id, CancellationToken cancel) =>
        (await silences.EndAsync(id, CheckOrders.Board, cancel)).Say("The silence has ended");

    public Task<ChannelList?> ChannelsAsync(CancellationToken cancel) => channels.ListAsync(cancel);

    public Task<ChannelTested?> TestAsync(string channel, CancellationToken cancel) => channels.TestAsync(channel, cancel);
}
