using System.Collections.Immutable;
using static Monitor.Actors.Checks.CheckCommand;

namespace Monitor.Actors.Checks;

/// <summary>What follows when a channel does not deliver and another one is to be told instead; pure.</summary>
/// <remarks>The channel goes on trying. Whoever is told instead belongs to those who know of it, and so hears how it goes on.</remarks>
internal static class FallingBack
{
    /// <summary>The same once more, for the other channels; none when it is over, or when they know.</summary>
    public static IEnumerable<CheckEvent> Decide(CheckState state, OpenAlert open, SettleAlert settle)
    {
        ImmutableArray<string> others = [.. settle.Fallback.Where(other => MayFallBack(open, other) && IsNews(state, open.Alert, other))];
        if (others.IsEmpty)
            return [];
        var alert = open.Alert with { Kind = AsNews(open.Alert.Kind) };
        return
        [
            alert with
            {
                At = settle.At,
                Id = Resending.NewId(state, alert, settle.At),
                Channels = others,
                Via = $"instead of {settle.Channel}, which does not deliver{(settle.Reason is { } why ? $": {why}" : "")}",
                Repeats = alert.Id,
                InsteadOf = settle.Channel,
                By = null,
                NewsAt = alert.TellsOf,
            },
        ];
    }

    /// <summary>Once per channel, and no further from there: two that stand in for each other would go on for ever.</summary>
    private static bool MayFallBack(OpenAlert open, string other) =>
        open.Alert.InsteadOf is null && !open.FellBackTo.Contains(other) && !open.Alert.Channels.Contains(other);

    /// <summary>An end is told to whoever was told of the beginning, and to nobody else.</summary>
    private static bool IsNews(CheckState state, CheckEvent.AlertRaised alert, string other) =>
        alert.Kind is not (AlertKind.Recovered or AlertKind.FlappingEnd)
        && Resending.Past(state, alert) is null
        && alert.Kind switch
        {
            AlertKind.DeadlineMiss => true,
            AlertKind.Flapping => state.Quiet?.FlappingTold?.Contains(other) != true,
            _ => !Knows(state.Incident, other),
        };

    private static bool Knows(Incident? incident, string channel) =>
        incident is not null && incident.ToldChannels?.Contains(channel) == true && !incident.UntoldChannels.Contains(channel);

    /// <summary>Nobody is reminded of what is new to him.</summary>
    private static AlertKind AsNews(AlertKind kind) => kind is AlertKind.Reminder or AlertKind.RemediationExhausted ? AlertKind.Escalation : kind;
}
