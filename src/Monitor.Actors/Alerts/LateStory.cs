using System.Globalization;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>A failure that was over before it could be told: people get one message of it; pure.</summary>
internal static class LateStory
{
    /// <summary>All that waits of the incident that is to be told next; null unless it comes late and its end waits too.</summary>
    public static Bundle? Next(ChannelQueue queue, DateTimeOffset now)
    {
        if (queue.Next?.Offer.Alert is not { } first || !AlertKinds.Announces(first.Kind) || now - first.TellsOf < AlertWords.Prompt)
            return null;
        return queue.Holds(CheckDecider.AlertId(first.Incident, AlertKind.Recovered))
            ? new Bundle("", [.. queue.Waiting.Select(entry => entry.Offer).Where(offer => offer.Alert.Incident == first.Incident)], TimeSpan.Zero) { IsStory = true }
            : null;
    }

    /// <summary>The recovery, which says that and why it had failed.</summary>
    public static Alert Of(Bundle story)
    {
        var failed = story.Alerts[0].Alert;
        var why = failed.Reason is { } reason ? $": {reason}" : "";
        var past = string.Create(CultureInfo.InvariantCulture, $"its failure at {failed.TellsOf.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC was not told before{why}");
        return Alert.Of(story.Alerts[^1]) with { Delay = past };
    }
}
