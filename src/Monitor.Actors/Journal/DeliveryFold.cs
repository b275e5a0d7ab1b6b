using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>Puts alerts and what became of them together, told from the newest event to the oldest; used by one thread.</summary>
/// <remarks>What became of an alert stands behind it, so it is known when the alert comes, and can be forgotten then.</remarks>
internal sealed class DeliveryFold
{
    private readonly Dictionary<(string Check, string Id, string Channel), Outcome> _outcomes = [];

    /// <summary>The deliveries of an alert; none for what became of one.</summary>
    public IEnumerable<AlertDelivery> Take(long ordering, string check, CheckEvent happened)
    {
        switch (happened)
        {
            case CheckEvent.AlertRaised e: return Raised(ordering, check, e);
            case CheckEvent.AlertDelivered e: Of(check, e.Id, e.Channel).End(DeliveryState.Delivered, e.At, e.Answer); break;
            case CheckEvent.AlertAbandoned e: Of(check, e.Id, e.Channel).End(DeliveryState.Abandoned, e.At, e.Reason); break;
            case CheckEvent.AlertHeld e: Of(check, e.Id, e.Channel).Held.Push(new HeldReason(e.At, e.Reason)); break;
            default: break;
        }

        return [];
    }

    private IEnumerable<AlertDelivery> Raised(long ordering, string check, CheckEvent.AlertRaised alert)
    {
        foreach (var channel in alert.Channels)
        {
            if (alert is { Repeats: { } first, InsteadOf: { } silent })
                Of(check, first, silent).ToldInstead = channel;
            else if (alert.Repeats is { } givenUp)
                Of(check, givenUp, channel).ResentAt = alert.At;
            yield return Of(ordering, check, alert, channel);
        }
    }

    private AlertDelivery Of(long ordering, string check, CheckEvent.AlertRaised alert, string channel)
    {
        var known = _outcomes.Remove((check, alert.Id, channel), out var outcome) ? outcome : new Outcome();
        return new AlertDelivery(ordering, check, alert, channel, known.State, known.At, known.Answer, [.. known.Held], known.ResentAt, known.ToldInstead);
    }

    private Outcome Of(string check, string id, string channel)
    {
        if (!_outcomes.TryGetValue((check, id, channel), out var outcome))
            _outcomes[(check, id, channel)] = outcome = new Outcome();
        return outcome;
    }

    private sealed class Outcome
    {
        public DeliveryState State { get; private set; } = DeliveryState.Waiting;

        public DateTimeOffset? At { get; private set; }

        public string? Answer { get; private set; }

        public DateTimeOffset? ResentAt { get; set; }

        public string? ToldInstead { get; set; }

        /// <summary>Enumerates what was pushed last, which is the oldest, first.</summary>
        public Stack<HeldReason> Held { get; } = [];

        public void End(DeliveryState state, DateTimeOffset at, string? answer) => (State, At, Answer) = (state, at, answer);
    }
}
