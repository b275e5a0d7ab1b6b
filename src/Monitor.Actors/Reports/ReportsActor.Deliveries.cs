using Akka.Actor;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Reports;

/// <content>Telling channels, at least once: what is not settled is offered again, under the same id.</content>
public sealed partial class ReportsActor
{
    private static readonly TimeSpan OfferAgain = TimeSpan.FromSeconds(30);

    /// <summary>A channel that has it already says so or stays silent; a message that is too old it gives up.</summary>
    private void Reoffer()
    {
        foreach (var message in _list.Open)
            if (_list.Find(message.Report) is { } head)
                foreach (var channel in message.Waiting.Keys)
                    _around.Alerts.Tell(ReportPost.Offer(message, head, channel));
    }

    private void OnSettled(CheckCommand.SettleAlert settled)
    {
        if (_list.Open.Find(message => message.Id == settled.Id) is not { } message || !message.Waiting.TryGetValue(settled.Channel, out var known))
            return;
        ReportEvent? happened = settled.Settlement switch
        {
            AlertSettlement.Delivered => new ReportEvent.Delivered(settled.At, settled.Id, settled.Channel, settled.Reason),
            AlertSettlement.Abandoned => new ReportEvent.Abandoned(settled.At, settled.Id, settled.Channel, settled.Reason ?? "the channel gave no reason"),
            _ => settled.Reason is { } reason && reason != known ? new ReportEvent.Held(settled.At, settled.Id, settled.Channel, reason) : null,
        };
        if (happened is not null)
            Persist(happened, Take);
    }
}
