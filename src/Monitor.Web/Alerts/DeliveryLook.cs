using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Reports;
using Monitor.Web.Shared;

namespace Monitor.Web.Alerts;

/// <summary>How a delivery looks, and the words for it.</summary>
public static class DeliveryLook
{
    private static readonly StatusLook Delivered = StatusLook.Ok with { Word = "Delivered" };

    private static readonly StatusLook Waiting = StatusLook.Warn with { Word = "Waiting" };

    private static readonly StatusLook Undelivered = StatusLook.Fail with { Word = "Undelivered" };

    private static readonly StatusLook Resent = StatusLook.Action with { Word = "Resent" };

    private static readonly StatusLook Dropped = StatusLook.NoData with { Word = "Dropped" };

    /// <summary>The states a person can filter by.</summary>
    public static IReadOnlyList<DeliveryState> States { get; } = [DeliveryState.Waiting, DeliveryState.Abandoned, DeliveryState.Delivered];

    public static StatusLook For(AlertDelivery delivery) => delivery switch
    {
        { State: DeliveryState.Delivered } => Delivered,
        { State: DeliveryState.Waiting } => Waiting,
        { ResentAt: not null } => Resent,
        { IsLost: true } => Undelivered,
        _ => Dropped, // there was nothing to tell
    };

    public static StatusLook For(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => Delivered,
        DeliveryState.Waiting => Waiting,
        _ => Undelivered,
    };

    /// <summary>The page of what it is about.</summary>
    public static string Link(AlertDelivery delivery) => delivery.Alert.Kind == AlertKind.Report ? ReportLook.AddressOf(delivery.Alert.Incident) : CheckAddress.Of(delivery.Check);

    /// <summary>The kind as words.</summary>
    public static string Kind(AlertDelivery delivery) => AlertKinds.Word(delivery.Alert.Kind).Replace('_', ' ');

    /// <summary>Why it got to that channel.</summary>
    public static string? Via(AlertDelivery delivery) => delivery.Alert.By is { } by ? $"resent by {by}" : delivery.Alert.Via;

    /// <summary>Why it is not delivered, and who was told instead; null when nothing is known, or it is delivered.</summary>
    public static string? Why(AlertDelivery delivery)
    {
        var why = delivery.State switch
        {
            DeliveryState.Waiting => delivery.Held is [.., var last] ? last.Reason : null,
            DeliveryState.Abandoned => delivery.Answer,
            _ => null,
        };
        return why is not null && delivery.ToldInstead is { } other ? $"{why}; {other} was told instead" : why;
    }

    /// <summary>What came of a test of a channel.</summary>
    public static (StatusLook Look, string Words) Tested(ChannelTested? tested) => tested switch
    {
        { Delivery: Delivery.Sent sent } => (Delivered, sent.Answer is { } answer ? $"The test was taken: {answer}" : "The test was taken"),
        { Delivery: Delivery.TryLater later } => (Undelivered, $"The test was not taken: {later.Why}"),
        { Delivery: Delivery.GiveUp never } => (Undelivered, $"The test was not taken: {never.Why}"),
        { Name: null } => (Undelivered, "There is no such channel any more"),
        _ => (Waiting, "There was no answer in time; try again"),
    };
}
