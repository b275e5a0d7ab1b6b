using System.Collections.Immutable;

namespace Monitor.Actors.Checks;

/// <summary>An alert on its way, with the channels that have not settled it and why they wait.</summary>
/// <param name="Waiting">Channel to the reason it gave last; null when it has said nothing yet.</param>
public sealed record OpenAlert(CheckEvent.AlertRaised Alert, ImmutableSortedDictionary<string, string?> Waiting)
{
    /// <summary>The channels that were told instead of those that do not deliver.</summary>
    public ImmutableSortedSet<string> FellBackTo { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    public bool IsSettled => Waiting.IsEmpty;

    public static OpenAlert Raised(CheckEvent.AlertRaised alert) =>
        new(alert, alert.Channels.ToImmutableSortedDictionary(channel => channel, _ => (string?)null, StringComparer.Ordinal));

    public OpenAlert Hold(string channel, string reason) =>
        Waiting.ContainsKey(channel) ? this with { Waiting = Waiting.SetItem(channel, reason) } : this;

    public OpenAlert Settle(string channel) => this with { Waiting = Waiting.Remove(channel) };
}
