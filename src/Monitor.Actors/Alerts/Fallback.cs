using System.Collections.Immutable;

namespace Monitor.Actors.Alerts;

/// <summary>Who is told instead of a channel that does not deliver.</summary>
/// <param name="Channel">The other channel's name, as it is written.</param>
/// <param name="After">For how long it may fail.</param>
/// <param name="AfterFailures">After how many failed attempts in a row, if that is sooner; null: only the time counts.</param>
public sealed record Fallback(string Channel, TimeSpan After, int? AfterFailures = null)
{
    /// <summary>Those that it reaches: mail to several is a channel for each of them.</summary>
    public ImmutableArray<string> Channels { get => field.IsDefault ? [Channel] : field; init; }

    public bool Equals(Fallback? other) =>
        other is not null && (Channel, After, AfterFailures) == (other.Channel, other.After, other.AfterFailures) && Channels.SequenceEqual(other.Channels);

    public override int GetHashCode() => HashCode.Combine(Channel, After, AfterFailures);

    /// <param name="failures">How many attempts in a row have failed.</param>
    /// <param name="failing">How long ago the first of them was.</param>
    public bool IsDue(int failures, TimeSpan failing) => failures >= AfterFailures || failing >= After;
}
