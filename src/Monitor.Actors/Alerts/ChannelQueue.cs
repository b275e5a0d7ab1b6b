using System.Collections.Immutable;
using Akka.Actor;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>The alerts that wait for a channel, in the order they were raised, and the ones it settled lately.</summary>
public sealed record ChannelQueue(ImmutableSortedDictionary<ChannelQueue.Place, ChannelQueue.Entry> Entries)
{
    /// <summary>Beyond this, checks keep their alerts and offer them again later.</summary>
    public const int Capacity = 20_000;

    private const int Remembered = 1_000;

    private ImmutableDictionary<string, Place> Places { get; init; } = ImmutableDictionary<string, Place>.Empty;

    private ImmutableQueue<string> SettledOrder { get; init; } = [];

    private ImmutableDictionary<string, CheckCommand.SettleAlert> Settled { get; init; } =
        ImmutableDictionary<string, CheckCommand.SettleAlert>.Empty;

    public static ChannelQueue Empty { get; } = new(ImmutableSortedDictionary<Place, Entry>.Empty);

    public int Count => Entries.Count;

    public bool Full => Count >= Capacity;

    public Entry? Next => Entries.IsEmpty ? null : Entries.First().Value;

    public IEnumerable<Entry> Waiting => Entries.Values;

    /// <summary>An alert's place: by the time it was raised; of one moment, the news before what follows from it.</summary>
    public readonly record struct Place(DateTimeOffset At, AlertKind Kind, string Id) : IComparable<Place>
    {
        public int CompareTo(Place other)
        {
            var byTime = At.CompareTo(other.At);
            var byKind = byTime != 0 ? byTime : Kind.CompareTo(other.Kind);
            return byKind != 0 ? byKind : string.CompareOrdinal(Id, other.Id);
        }
    }

    /// <summary>An offered alert and the check that wants to hear of it.</summary>
    public sealed record Entry(OfferAlert Offer, IActorRef Owner, DateTimeOffset ArrivedAt);

    public bool Holds(string id) => Places.ContainsKey(id);

    /// <summary>What was said of an alert that is offered again because the answer got lost.</summary>
    public CheckCommand.SettleAlert? SettlementOf(string id) => Settled.GetValueOrDefault(id);

    /// <summary>Whether it is the recovery of a failure that was given up here.</summary>
    /// <remarks>One that was given up may have been told again, or be about to.</remarks>
    public bool WasNeverAnnounced(CheckEvent.AlertRaised alert)
    {
        if (alert.Kind != AlertKind.Recovered)
            return false;
        var ends = Settled.Values.Where(settled => AlertKinds.Announces(settled.Id, alert.Incident)).Select(settled => settled.Settlement).ToHashSet();
        return ends.Contains(AlertSettlement.Abandoned) && !ends.Contains(AlertSettlement.Delivered)
            && !Places.Keys.Any(waiting => AlertKinds.Announces(waiting, alert.Incident));
    }

    /// <summary>What waits since then or longer, oldest first.</summary>
    public IEnumerable<OfferAlert> RaisedBefore(DateTimeOffset time) =>
        Entries.TakeWhile(entry => entry.Key.At <= time).Select(entry => entry.Value.Offer);

    public IActorRef? OwnerOf(string id) => Places.TryGetValue(id, out var place) ? Entries[place].Owner : null;

    /// <summary>One that is offered again keeps its time.</summary>
    public ChannelQueue Add(OfferAlert offer, IActorRef owner, DateTimeOffset now)
    {
        var place = new Place(offer.Alert.At, offer.Alert.Kind, offer.Alert.Id);
        var arrived = Entries.TryGetValue(place, out var before) ? before.ArrivedAt : now;
        return this with { Entries = Entries.SetItem(place, new(offer, owner, arrived)), Places = Places.SetItem(offer.Alert.Id, place) };
    }

    public ChannelQueue Settle(CheckCommand.SettleAlert settled)
    {
        var order = SettledOrder.Enqueue(settled.Id);
        var known = Settled.SetItem(settled.Id, settled);
        if (known.Count > Remembered)
        {
            order = order.Dequeue(out var oldest);
            known = known.Remove(oldest);
        }

        return Remove(settled.Id) with { SettledOrder = order, Settled = known };
    }

    /// <summary>Who was never told of the failure is not told of the recovery (FAULTS R-23).</summary>
    public ChannelQueue DropRecovery(string incident) => Remove(CheckDecider.AlertId(incident, AlertKind.Recovered));

    private ChannelQueue Remove(string id) => Places.TryGetValue(id, out var place)
        ? this with { Entries = Entries.Remove(place), Places = Places.Remove(id) }
        : this;
}
