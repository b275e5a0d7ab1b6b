using Monitor.Actors.Checks;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Reports;

/// <summary>Alerts that have not reached their channel; pure.</summary>
internal static class ReportAlerts
{
    public static ReportSection Of(ReportFacts facts) => ReportSection.Of(
        ReportPart.Alerts,
        facts.Undelivered
            .Where(delivery => IsReport(delivery) || (CheckName.TryParse(delivery.Check, out var name, out _) && facts.Selected.ContainsKey(name)))
            .OrderBy(delivery => delivery.Alert.At)
            .Select(delivery => new ReportLine(
                delivery.State == DeliveryState.Waiting ? ReportTone.Warn : ReportTone.Fail,
                delivery.State == DeliveryState.Waiting ? "waiting" : "given up",
                IsReport(delivery) ? null : delivery.Check,
                $"{AlertKinds.Word(delivery.Alert.Kind).Replace('_', ' ')} for {delivery.Channel}: {Why(delivery)}",
                delivery.Alert.At)));

    /// <summary>A report that nobody got should be in the next, whatever that one is about.</summary>
    private static bool IsReport(AlertDelivery delivery) => delivery.Alert.Kind == AlertKind.Report;

    private static string Why(AlertDelivery delivery) =>
        delivery.Answer ?? (delivery.Held is [.., var last] ? last.Reason : "the channel has not answered yet");
}
