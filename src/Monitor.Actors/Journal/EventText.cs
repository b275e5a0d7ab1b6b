using System.Diagnostics;
using System.Globalization;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Journal;

/// <summary>Says in a sentence what happened.</summary>
public static class EventText
{
    private const int LongestNote = 200;

    public static string Of(CheckEvent happened) => happened switch
    {
        CheckEvent.Defined e => $"Defined in {e.Source}",
        CheckEvent.Retired => "Removed",
        CheckEvent.CameUp => "First result: OK",
        CheckEvent.WentDown { FailingSince: { } since } e => $"Went down after {Shown.Duration(e.At - since)} of failing: {e.Reason}",
        CheckEvent.WentDown e => $"Went down: {e.Reason}",
        CheckEvent.Recovered { Cure: { } cure } => $"Recovered: {cure}",
        CheckEvent.Recovered { After: { } remedy } => $"Recovered after {remedy}",
        CheckEvent.Recovered => "Recovered",
        CheckEvent.Degraded e => $"Degraded: {e.Reason}",
        CheckEvent.Restored => "No longer degraded",
        CheckEvent.DeadlineMissed e => $"Deadline of {e.Window}: {e.Reason}",
        CheckEvent.RunSeen e => $"Run {e.JobId} seen",
        CheckEvent.RunSucceeded e => $"Run {e.JobId} succeeded",
        CheckEvent.JobStartRequested => "Starts the job",
        CheckEvent.JobStartSettled { JobId: { } id } => $"Job started as {id}",
        CheckEvent.JobStartSettled e => e.Problem ?? "Job start failed",
        CheckEvent.AlertRaised { By: { } by } e => $"Alert {AlertKinds.Word(e.Kind)} for {string.Join(", ", e.Channels)} (resent by {by})",
        CheckEvent.AlertRaised e => $"Alert {AlertKinds.Word(e.Kind)} for {string.Join(", ", e.Channels)}{(e.Via is null ? "" : $" ({e.Via})")}",
        CheckEvent.AlertHeld e => $"Alert {KindOf(e.Id)} not delivered by {e.Channel} yet: {e.Reason}",
        CheckEvent.AlertDelivered { Answer: { } answer } e => $"Alert {KindOf(e.Id)} delivered by {e.Channel}: {answer}",
        CheckEvent.AlertDelivered e => $"Alert {KindOf(e.Id)} delivered by {e.Channel}",
        CheckEvent.AlertAbandoned e => $"Alert {KindOf(e.Id)} given up by {e.Channel}: {e.Reason}",
        CheckEvent.AlertSuppressed e => $"{AlertKinds.Word(e.Kind)} is not told: {e.Reason}",
        CheckEvent.SuppressionEnded { Tells: { } kind } => $"What was held back is told now: {AlertKinds.Word(kind)}",
        CheckEvent.SuppressionEnded => "Nothing was missed: it stands as was told last",
        CheckEvent.FlappingStarted e => string.Create(CultureInfo.InvariantCulture, $"Flaps: changes {e.Percent:0} % of the time, limit {e.Limit:0.#} %"),
        CheckEvent.FlappingStopped e => string.Create(CultureInfo.InvariantCulture, $"No longer flaps: changes {e.Percent:0} % of the time, below {e.Limit:0.#} %"),
        CheckEvent.Acknowledged e => $"Acknowledged by {e.By}{Until(e.Until)}{Note(e.Note)}",
        CheckEvent.AcknowledgementEnded e => $"No longer acknowledged: ended by {e.By}",
        CheckEvent.Noted e => $"Note by {e.By}: {AlertWords.OneLine(e.Text, LongestNote)}",
        CheckEvent.Paused e => $"Paused by {e.By}{Until(e.Until)}{Note(e.Note)}",
        CheckEvent.Resumed e => $"Resumed by {e.By}",
        CheckEvent.MaintenanceSet e => $"Maintenance begun by {e.By}{Until(e.Until)}{Note(e.Note)}",
        CheckEvent.MaintenanceEnded e => $"Maintenance ended by {e.By}",
        CheckEvent.RemedyRequested e => $"Remedy {e.Action} runs{(e.By is null ? "" : $", approved by {e.By}")}",
        CheckEvent.RemedyProposed e => $"Remedy {e.Action} waits for approval{Until(e.Until)}",
        CheckEvent.RemedyRehearsed e => $"Remedy {e.Action} would have run; it is only tried out (dry_run)",
        CheckEvent.RemedyHeld e => $"Remedy {e.Action} withheld: {e.Reason}",
        CheckEvent.RemedySettled e => $"Remedy {e.Action} {Word(e.Verdict)}",
        CheckEvent.RemedyJudged e => RemedyWords.Of(e),
        CheckEvent.RemedyExhausted e => $"Remedy {e.Action} does no more in this incident: {e.Reason}",
        _ => throw new UnreachableException($"{happened.GetType().Name} has no text"),
    };

    private static string Until(DateTimeOffset? until) =>
        until is { } time ? string.Create(CultureInfo.InvariantCulture, $" until {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "";

    private static string Note(string? note) => note is null ? "" : $": {note}";

    private static string Word(RemedyVerdict verdict) => verdict switch
    {
        RemedyVerdict.Succeeded => "done",
        RemedyVerdict.Failed => "failed",
        RemedyVerdict.Refused => "not run: what it shares with others was taken in the same moment",
        _ => "lost: the monitor stopped before it knew",
    };

    /// <summary>An alert's id ends in its kind, or in its kind and its deadline window.</summary>
    private static string KindOf(string alertId) =>
        alertId.Split('/').Reverse().FirstOrDefault(part => AlertKinds.Parse(part) is not null) ?? alertId;
}
