namespace Monitor.Actors.Alerts;

/// <summary>How alerts are told on a channel, whatever its type.</summary>
/// <param name="Grouping">How it bundles them; null when each is told by itself.</param>
/// <param name="Fallback">Who is told while it does not deliver; null for nobody.</param>
public sealed record ChannelManner(Grouping? Grouping = null, Fallback? Fallback = null)
{
    public static ChannelManner Plain { get; } = new();
}
