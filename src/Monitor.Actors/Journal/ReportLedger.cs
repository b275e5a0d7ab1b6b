using Monitor.Actors.Checks;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Journal;

/// <summary>What became of a report on its channels, in the events in which the ledger of deliveries thinks; pure.</summary>
internal static class ReportLedger
{
    /// <summary>Null for what concerns no channel.</summary>
    public static CheckEvent? Of(ReportEvent happened) => happened switch
    {
        ReportEvent.Made { Report: var report } e => Raised(e.At, ReportMessage.IdOf(report.Id, 0), report.Id, report.Headline, report.Channels),
        ReportEvent.Reminded e => Raised(e.At, ReportMessage.IdOf(e.Id, e.Number), e.Id, $"reminder {e.Number}", e.Channels),
        ReportEvent.Held e => new CheckEvent.AlertHeld(e.At, e.Message, e.Channel, e.Reason),
        ReportEvent.Delivered e => new CheckEvent.AlertDelivered(e.At, e.Message, e.Channel, e.Answer),
        ReportEvent.Abandoned e => new CheckEvent.AlertAbandoned(e.At, e.Message, e.Channel, e.Reason),
        _ => null,
    };

    private static CheckEvent.AlertRaised Raised(DateTimeOffset at, string id, string report, string text, IEnumerable<string> channels) =>
        new(at, id, AlertKind.Report, report, "", text, null, [.. channels]);
}
