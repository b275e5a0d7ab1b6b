using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>How a channel bundles alerts, so that one cause is one message.</summary>
/// <param name="Wait">From the first alert of a group until it is told, so that others can join it.</param>
/// <param name="Interval">The least time between two messages of a group.</param>
/// <param name="By">What makes a group: <c>group</c>, <c>severity</c>, <c>check</c>; empty for all in one.</param>
public sealed record Grouping(TimeSpan Wait, TimeSpan Interval, ImmutableArray<string> By)
{
    public const string ByGroup = "group";
    public const string BySeverity = "severity";
    public const string ByCheck = "check";

    /// <summary>What is told together has the same key; a report is not news of a check, and stays by itself.</summary>
    public string KeyOf(OfferAlert offer) => offer.Alert.Kind == AlertKind.Report ? offer.Alert.Id : string.Join('\n', By.Select(word => word switch
    {
        ByGroup => offer.Group ?? "",
        BySeverity => offer.Alert.Severity,
        _ => offer.Check.Value,
    }));

    public bool Equals(Grouping? other) => other is not null && (Wait, Interval) == (other.Wait, other.Interval) && By.SequenceEqual(other.By);

    public override int GetHashCode() => HashCode.Combine(Wait, Interval, By.Length);
}

/// <summary>What a channel tells next, and when; pure.</summary>
/// <param name="Alerts">To be told together, in the order in which they were raised.</param>
/// <param name="Wait">Until then; not positive when it is time.</param>
public sealed record Bundle(string Key, ImmutableArray<OfferAlert> Alerts, TimeSpan Wait)
{
    /// <summary>The most alerts in one message.</summary>
    public const int Most = 200;

    /// <summary>Whether it is one incident from its beginning to its end.</summary>
    public bool IsStory { get; init; }

    /// <summary>The group that is due first; null when nothing waits.</summary>
    /// <param name="lastSent">When a message of a group was last sent.</param>
    public static Bundle? Next(IEnumerable<ChannelQueue.Entry> waiting, Grouping grouping, IReadOnlyDictionary<string, DateTimeOffset> lastSent, DateTimeOffset now)
    {
        var (key, due) = ((string?)null, DateTimeOffset.MaxValue);
        var groups = waiting.GroupBy(entry => grouping.KeyOf(entry.Offer)).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var (name, entries) in groups)
        {
            var ready = entries.Min(entry => entry.ArrivedAt) + grouping.Wait;
            if (lastSent.TryGetValue(name, out var last) && last + grouping.Interval > ready)
                ready = last + grouping.Interval;
            if (ready < due)
                (key, due) = (name, ready);
        }

        return key is null ? null : new Bundle(key, [.. groups[key].Take(Most).Select(entry => entry.Offer)], due - now);
    }
}
