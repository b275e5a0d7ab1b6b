using Monitor.Actors.History;

namespace Monitor.Actors.Checks;

/// <summary>What the history keeps of the runs that a job check follows; pure.</summary>
public static class RunRows
{
    /// <summary>The run at hand; null when there is none.</summary>
    /// <param name="at">As it stood before the round was decided on.</param>
    public static RunRecord? Of(JobMoment at, JobDeadline? expected)
    {
        if (at.Run.Id is not { } id)
            return null;
        var started = at.StartedAt ?? at.Now;
        var ended = at.EndedAt;
        var took = at.Took?.Time ?? (ended > started ? ended - started : null);
        return new RunRecord(id, started, OutcomeOf(at, expected, ended is null ? at.Now - started : took), SourceOf(id, at.Job))
        {
            FinishedAt = ended,
            Took = ended is null ? null : took,
            IsObserved = ended is not null && at.Took is not { IsExact: true },
            AtLeast = expected?.MinDuration,
            AtMost = expected?.FinishWithin,
            ExitCode = at.Run.ExitCode,
            Output = at.Run.Output,
        };
    }

    /// <summary>The run before the one at hand, if nobody has seen it end: from now on nobody looks at it.</summary>
    /// <param name="last">What it said when it was asked for the last time.</param>
    public static RunRecord? Left(JobMoment at, JobRun? last, JobDeadline? expected)
    {
        if (at.Run.Id is not { } id || at.Job.RunId is not { } before || before == id || before == at.Job.SucceededId)
            return null;
        return last is { HasEnded: true } && last.Id == before ? Over(at with { Run = last }, expected)
            : new RunRecord(before, at.Job.RunStartedAt ?? at.Now, RunOutcome.Unknown, SourceOf(before, at.Job));
    }

    /// <summary>A run that does not say when it ended may have done so long before: it was not too long for that.</summary>
    private static RunRecord? Over(JobMoment at, JobDeadline? expected) => at.Took is { IsExact: true } || expected?.FinishWithin is null
        ? Of(at, expected)
        : Of(at, expected with { FinishWithin = null }) is { } over ? over with { AtMost = expected.FinishWithin } : null;

    /// <summary>A run that did not start when it was expected; null when the deadline was about something else.</summary>
    public static RunRecord? Missed(string window, JobDeadline? expected, TimeZoneInfo zone) =>
        (DeadlineWindow.Occurrence(window) ?? (DeadlineWindow.StartDay(window) is { } day && expected?.StartBy is { } time
            ? JobDeadline.InstantOf(day, time, zone)
            : null)) is { } due
            ? new RunRecord(window, due, RunOutcome.Missed, RunSource.Polled)
            : null;

    private static RunOutcome OutcomeOf(JobMoment at, JobDeadline? expected, TimeSpan? took) => at.Run switch
    {
        { Status: JobRun.Failed } or { HasEnded: true, HasSucceeded: false, ExitCode: not null and not 0 } => RunOutcome.Failed,
        { HasSucceeded: true } when expected?.TooFast(at) is not null => RunOutcome.TooFast,
        { HasEnded: true, HasSucceeded: false } => RunOutcome.Unknown,
        _ when took >= expected?.FinishWithin => RunOutcome.TooLong,
        { HasSucceeded: true } => RunOutcome.Succeeded,
        _ => RunOutcome.Running,
    };

    private static RunSource SourceOf(string id, JobProgress job) => id == job.StartedId ? RunSource.Started : RunSource.Polled;
}
