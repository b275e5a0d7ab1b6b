using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Pings;
using Monitor.Actors.History;

namespace Monitor.Actors.Reports;

/// <summary>Jobs that were late or missed, and runs that took too long or were suspiciously fast; pure.</summary>
internal static class ReportJobs
{
    public static ReportSection Of(ReportFacts facts)
    {
        var missed = facts.PastOfSelected.Select(past => (past.Check, Event: past.Happened as CheckEvent.DeadlineMissed)).Where(past => past.Event is not null).ToArray();
        var told = missed.Select(past => past.Check).ToHashSet();
        return ReportSection.Of(
            ReportPart.Jobs,
            missed.Select(past => new ReportLine(ReportTone.Fail, "late or missed", past.Check.Value, past.Event!.Reason, past.Event.At)) // looked at above
                .Concat(facts.Runs.Where(one => facts.Selected.ContainsKey(one.Check)).Select(one => Line(one.Check, one.Run, told.Contains(one.Check))).OfType<ReportLine>())
                .OrderBy(line => line.From));
    }

    /// <param name="isTold">A deadline of the check was missed, which says the same of a run that is missing or too slow.</param>
    private static ReportLine? Line(CheckName check, RunRecord run, bool isTold) => run.Outcome switch
    {
        RunOutcome.TooFast => new(ReportTone.Warn, "too fast", check.Value, $"run {run.Id}{Took(run)}{(run.AtLeast is { } least ? $", expected at least {PingText.Span(least)}" : "")}", run.StartedAt, run.FinishedAt),
        RunOutcome.TooLong when !isTold => new(ReportTone.Fail, "too slow", check.Value, $"run {run.Id}{Took(run)}{(run.AtMost is { } most ? $", allowed {PingText.Span(most)}" : "")}", run.StartedAt, run.FinishedAt),
        RunOutcome.Missed when !isTold => new(ReportTone.Fail, "missed", check.Value, "the run that was expected did not start", run.StartedAt),
        _ => null,
    };

    private static string Took(RunRecord run) => run.Took is { } took ? $" took {PingText.Span(took)}" : "";
}
