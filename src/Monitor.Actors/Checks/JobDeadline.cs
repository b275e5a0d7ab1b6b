using System.Globalization;
using Monitor.Actors.Checks.Pings;

namespace Monitor.Actors.Checks;

/// <summary>What is expected of a job's runs: when they start, how long they take, by when they must have succeeded (PARITY J4, J5, K12).</summary>
/// <remarks>
/// A success, or a start, counts for the local day on which it happened, so yesterday's does not satisfy today's deadline.
/// A missed deadline stays missed until a run makes up for it, past midnight too.
/// </remarks>
public sealed record JobDeadline(TimeOnly? SuccessBy = null, TimeSpan? AfterStart = null)
{
    /// <summary>By when the run of the day must have started.</summary>
    public TimeOnly? StartBy { get; init; }

    public JobSchedule? Schedule { get; init; }

    /// <summary>How long a run may take from its start on.</summary>
    public TimeSpan? FinishWithin { get; init; }

    /// <summary>A success that took less than this is suspicious.</summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>A deadline that passed; <paramref name="Window"/> names it uniquely.</summary>
    public sealed record Miss(string Window, string Reason);

    /// <summary>The deadlines that are missed now, the gravest first.</summary>
    public IEnumerable<Miss> Missed(JobMoment at) =>
        new[] { MissedSuccess(at), MissedSinceStart(at), MissedFinish(at), MissedOccurrence(at), MissedStart(at) }.OfType<Miss>();

    /// <summary>Why the success at hand is suspicious; null when it is not.</summary>
    public string? TooFast(JobMoment at) =>
        MinDuration is { } least && at.Run.HasSucceeded && at.Took is { } took && took.Time < least
            ? $"finished in {(took.IsExact ? "" : "at most ")}{PingText.Span(took.Time)}, expected at least {PingText.Span(least)}"
            : null;

    /// <summary>The deadline's instant on a local day: in a gap the first instant after it, in an overlap the later one.</summary>
    public static DateTimeOffset InstantOf(DateOnly day, TimeOnly time, TimeZoneInfo zone) => WallTime.Later(day.ToDateTime(time), zone);

    private Miss? MissedSuccess(JobMoment at)
    {
        if (SuccessBy is not { } time || (at.SucceededAt is { } success && at.DayOf(success) == at.Today))
            return null;
        if (at.Now >= InstantOf(at.Today, time, at.Zone))
            return MissOf(at.Today, time);
        return Newest(at.Job, DeadlineWindow.SuccessDay) is { } day && !(at.SucceededAt >= InstantOf(day, time, at.Zone)) ? MissOf(day, time) : null;
    }

    private Miss? MissedSinceStart(JobMoment at)
    {
        if (AfterStart is not { } limit || at.Run.Id is not { } id || at.Run.HasSucceeded)
            return null;
        var reason = string.Create(CultureInfo.InvariantCulture, $"missed deadline {limit.TotalMinutes:0.##} min after start");
        return at.Now - at.StartedAt >= limit ? new Miss(id, reason) : null;
    }

    private Miss? MissedFinish(JobMoment at)
    {
        if (FinishWithin is not { } limit || at.Run is not { Id: { } id, HasEnded: false } run || at.StartedAt is not { } start || at.Now - start < limit)
            return null;
        var (about, status) = (run.StartedAt is null ? "at least " : "", run.Status == "running" ? "" : $" (status {run.Status})");
        return new Miss(DeadlineWindow.FinishWithin(id), $"running for {about}{PingText.Span(at.Now - start)}, allowed {PingText.Span(limit)}{status}");
    }

    private Miss? MissedOccurrence(JobMoment at) => Schedule?.Missing(at) is { } due
        ? new Miss(DeadlineWindow.Schedule(due), string.Create(
            CultureInfo.InvariantCulture, $"no run started at {TimeZoneInfo.ConvertTime(due, at.Zone):yyyy-MM-dd HH:mm}, grace {PingText.Span(Schedule.Grace)}"))
        : null;

    private Miss? MissedStart(JobMoment at)
    {
        if (StartBy is not { } time)
            return null;
        var started = at.StartedAt is { } start ? at.DayOf(start) : (DateOnly?)null;
        var day = at.Now >= InstantOf(at.Today, time, at.Zone) ? at.Today : Newest(at.Job, DeadlineWindow.StartDay);
        return day is null || started >= day ? null
            : new Miss(DeadlineWindow.StartBy(day.Value), $"not started by {time.ToString("HH:mm", CultureInfo.InvariantCulture)}");
    }

    private static DateOnly? Newest(JobProgress job, Func<string, DateOnly?> dayOf) => job.Missed.Max(dayOf);

    private static Miss MissOf(DateOnly day, TimeOnly time) =>
        new(DeadlineWindow.SuccessBy(day), $"missed deadline {time.ToString("HH:mm", CultureInfo.InvariantCulture)}");
}
