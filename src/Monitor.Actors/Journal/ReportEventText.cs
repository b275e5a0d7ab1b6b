using Monitor.Actors.Alerts;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Journal;

/// <summary>Says in a sentence what happened to a report.</summary>
internal static class ReportEventText
{
    public static (DateTimeOffset At, string Text) Of(ReportEvent happened) => (happened.At, happened switch
    {
        ReportEvent.Planned e => $"Report {e.Name} is made at {e.Schedule} from now on",
        ReportEvent.Dropped e => $"Report {e.Name} is not made any more",
        ReportEvent.Made { Report: var report } => $"Report {report.Name}{(report.By is { } by ? $" for {by}" : "")}: {report.Headline}{string.Concat(report.Remarks.Select(remark => $"; {remark}"))}",
        ReportEvent.Skipped e => $"Report {e.Name} of {e.Due.UtcDateTime:yyyy-MM-dd HH:mm} UTC was not made: {e.Reason}",
        ReportEvent.Signed e => $"Report {e.Id} signed off by {e.By}{(e.Note is { } note ? $": {AlertWords.OneLine(note, 200)}" : "")}",
        ReportEvent.Reminded e => $"Report {e.Id} is not signed off: reminder {e.Number} of {ReportDecider.MostReminders} for {string.Join(", ", e.Channels)}",
        ReportEvent.Held e => $"{Name(e.Message)} not delivered by {e.Channel} yet: {e.Reason}",
        ReportEvent.Delivered e => $"{Name(e.Message)} delivered by {e.Channel}",
        ReportEvent.Abandoned e => $"{Name(e.Message)} given up by {e.Channel}: {e.Reason}",
        _ => "",
    });

    /// <summary>The id of a message as words.</summary>
    private static string Name(string message) => message.Split('/') switch
    {
        [_, var id, _, var number] => $"Reminder {number} of report {id}",
        [_, var id] => $"Report {id}",
        _ => message,
    };
}
