using Akka.Actor;
using Akka.Hosting;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Roster;

namespace Monitor.Web.Engine;

/// <summary>Tells again what a channel has given up.</summary>
public sealed class ResendControls(IRequiredActor<RosterActor> roster, DeliveryLedger ledger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Answered once it is stored.</summary>
    public async Task<ControlReply> ResendAsync(string check, string id, string channel, string by, CancellationToken cancel)
    {
        if (await ledger.FindAsync(check, id, channel, cancel) is not { } delivery)
            return new ControlReply(ControlOutcome.NotFound, $"{ErrorDetails.Short(check)} has no alert {ErrorDetails.Short(id)} for {ErrorDetails.Short(channel)}", []);
        if (!delivery.CanBeResent)
            return Refused(WhyNot(delivery));
        try
        {
            var order = new CheckCommand.Resend(default, delivery.Alert, delivery.Channel, by);
            return await roster.ActorRef.Ask<object>(new RosterRequest.Give(check, order), Patience, cancel) switch
            {
                OrderDone done => new ControlReply(ControlOutcome.Done, $"{done.Check}: {done.Message}", [], done.Check.Value),
                OrderRefused refused => Refused(refused.Message),
                _ => Refused($"{ErrorDetails.Short(check)} is gone; nobody would know how it stands"),
            };
        }
        catch (AskTimeoutException)
        {
            return new ControlReply(ControlOutcome.Unavailable, CheckControls.NoAnswer, []);
        }
    }

    private static string WhyNot(AlertDelivery delivery) => delivery switch
    {
        { State: DeliveryState.Delivered } => $"the alert is not given up: {delivery.Channel} has delivered it",
        { State: DeliveryState.Waiting } => $"the alert is not given up: it still waits for {delivery.Channel}",
        { ResentAt: not null } => "the alert was told again already, as one of its own",
        _ => $"nobody was told of the failure on {delivery.Channel}, so there is no recovery to tell",
    };

    private static ControlReply Refused(string why) => new(ControlOutcome.Refused, why, []);
}
