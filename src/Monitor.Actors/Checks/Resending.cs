using System.Globalization;
using static Monitor.Actors.Checks.CheckCommand;

namespace Monitor.Actors.Checks;

/// <summary>What follows when somebody asks to tell again what a channel has given up; pure.</summary>
internal static class Resending
{
    /// <summary>A new alert that says the same, for that channel alone; none when it is refused.</summary>
    public static IReadOnlyList<CheckEvent> Decide(CheckState state, Resend order) => Refusal(state, order) is not null
        ? []
        : [order.Alert with { At = order.At, Id = NewId(state, order.Alert, order.At), Channels = [order.Channel], Via = null, Repeats = order.Alert.Id, By = order.By, NewsAt = order.Alert.TellsOf, InsteadOf = null }];

    /// <summary>Why it is not told again, in a sentence; null when it is.</summary>
    public static string? Refusal(CheckState state, Resend order)
    {
        var alert = order.Alert;
        if (!alert.Channels.Contains(order.Channel))
            return $"the alert was not for {order.Channel}";
        if (state.OpenAlerts.TryGetValue(alert.Id, out var open) && open.Waiting.ContainsKey(order.Channel))
            return $"the alert is not given up: it still waits for {order.Channel}";
        if (state.OpenAlerts.Values.Any(again => again.Alert.Repeats == alert.Id && again.Waiting.ContainsKey(order.Channel)))
            return $"the alert is being told again already, and waits for {order.Channel}";
        return Past(state, alert);
    }

    /// <summary>Why it is no longer true, in a sentence; null when it is.</summary>
    public static string? Past(CheckState state, CheckEvent.AlertRaised alert) => (alert.Kind, state) switch
    {
        (AlertKind.Recovered, { Incident: not null }) => "it fails again; that it has recovered is no longer true",
        (AlertKind.Flapping, not { Quiet.FlappingSince: not null }) => "it no longer flaps; there is nothing left to tell of it",
        (AlertKind.Flapping, { Quiet.FlappingSince: { } since }) when alert.TellsOf < since => "it had stopped flapping, and flaps anew; there is nothing left to tell of the time before",
        (AlertKind.FlappingEnd, { Quiet.FlappingSince: not null }) => "it flaps again; that it is stable is no longer true",
        _ when AlertKinds.IsOfFailure(alert.Kind) && state.Incident?.KnownAs != alert.Incident => "the failure is over; there is nothing left to tell of it",
        _ => null,
    };

    /// <summary>As for whatever is told more than once, the moment is part of the id; two that are told again at one moment differ.</summary>
    public static string NewId(CheckState state, CheckEvent.AlertRaised alert, DateTimeOffset at)
    {
        var moment = at.ToUnixTimeMilliseconds();
        string id;
        do
            id = CheckDecider.AlertId(alert.Incident, alert.Kind, moment++.ToString(CultureInfo.InvariantCulture));
        while (state.OpenAlerts.ContainsKey(id));
        return id;
    }
}
