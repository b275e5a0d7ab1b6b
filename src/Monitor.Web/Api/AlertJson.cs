using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Shared;

namespace Monitor.Web.Api;

/// <summary>A page of alerts.</summary>
/// <param name="Next">What to give as <c>before=</c> for the page behind it; null when this is the last.</param>
public sealed record AlertsJson(IReadOnlyList<AlertJson> Alerts, long? Next);

/// <summary>What became of one alert on one channel; times are epoch seconds.</summary>
/// <param name="Kind">Such as <c>first_fail</c>.</param>
/// <param name="Reason">Why the alert was raised.</param>
/// <param name="Via">The routes that chose the channel.</param>
/// <param name="State"><c>delivered</c>, <c>waiting</c> or <c>abandoned</c>.</param>
/// <param name="Answer">What the receiver said, or why it was given up.</param>
/// <param name="Held">Why it waited, oldest first.</param>
/// <param name="ResentAt">When it was told again after it was given up, as an alert of its own.</param>
/// <param name="ToldInstead">The channel that was told instead of this one.</param>
/// <param name="ResentBy">Who asked for it, when this alert tells again what was given up.</param>
public sealed record AlertJson(
    long Ordering,
    string Check,
    string Id,
    string Channel,
    string Kind,
    string Severity,
    string? Reason,
    double RaisedAt,
    string? Via,
    string State,
    double? SettledAt,
    string? Answer,
    IReadOnlyList<AlertJson.HeldJson> Held,
    double? ResentAt,
    string? ToldInstead,
    string? ResentBy)
{
    /// <summary>Why it waited since then.</summary>
    public sealed record HeldJson(double At, string Reason);

    public static AlertJson Of(AlertDelivery delivery) => new(
        delivery.Ordering, delivery.Check, delivery.Alert.Id, delivery.Channel, AlertKinds.Word(delivery.Alert.Kind), delivery.Alert.Severity,
        delivery.Alert.Reason, Epoch.Seconds(delivery.Alert.At), delivery.Alert.Via, QueryWord.Of(delivery.State), Epoch.Seconds(delivery.SettledAt), delivery.Answer,
        [.. delivery.Held.Select(held => new HeldJson(Epoch.Seconds(held.At), held.Reason))],
        Epoch.Seconds(delivery.ResentAt), delivery.ToldInstead, delivery.Alert.By);
}
