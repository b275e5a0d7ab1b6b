using System.Globalization;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Reports;

/// <summary>A report, or a reminder of one, as channels carry it: an alert with words of its own; pure.</summary>
internal static class ReportPost
{
    public static OfferAlert Offer(ReportMessage message, ReportHead head, string channel) =>
        new(CheckName.Of(head.Name), Raised(message, head), channel) { Notice = Notice(message, head) };

    private static CheckEvent.AlertRaised Raised(ReportMessage message, ReportHead head) => new(
        message.At, message.Id, AlertKind.Report, head.Id, Severity(head.Counts), null, Details(head), [.. message.Waiting.Keys]);

    private static AlertNotice Notice(ReportMessage message, ReportHead head) => message.Content is { } report
        ? new AlertNotice($"[{head.Name}] {head.Headline}", ReportText.Of(report)) { Html = ReportHtml.Of(report), Page = PageOf(head) }
        : new AlertNotice($"[{head.Name}] not signed off: {head.Headline}", Reminder(head, message.Number)) { Page = PageOf(head) };

    private static string Reminder(ReportHead head, int number)
    {
        var zone = ReportZone.Of(head.Zone);
        var by = head.SignOffBy is { } deadline ? $" by {ReportText.Day(deadline, zone)}" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"The report {head.Name} of {ReportText.Day(head.At, zone)} {head.Zone} was to be signed off{by}, and nobody has done so yet.\n{head.Headline}\nReminder {number} of {ReportDecider.MostReminders}. Sign it off on the board, on the report's page.\n");
    }

    private static string PageOf(ReportHead head) => $"reports/{Uri.EscapeDataString(head.Id)}";

    /// <summary>As much hurry as what it tells of.</summary>
    private static string Severity(ReportCounts counts) => counts.Fail > 0 ? "ERROR" : counts.Warn + counts.NoData > 0 ? "WARNING" : "INFO";

    private static string Details(ReportHead head) => ChannelJson.Of(new
    {
        report = head.Id,
        head.Name,
        made_at = head.At,
        head.Counts.Checks,
        failing = head.Counts.Fail,
        warning = head.Counts.Warn,
        no_data = head.Counts.NoData,
        ok = head.Counts.Ok,
        paused = head.Counts.Paused,
    });
}
