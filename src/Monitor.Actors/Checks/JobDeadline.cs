using System.Globalization;

namespace Monitor.Actors.Checks;

/// <summary>By when a job must have succeeded: at a time of day, or so long after it started (PARITY J4, K12).</summary>
/// <remarks>
/// A success counts for the local day on which it happened, so yesterday's does not satisfy today's deadline. A missed
/// deadline stays missed until the next success, past midnight too.
/// </remarks>
public sealed record JobDeadline(TimeOnly? SuccessBy, TimeSpan? AfterStart)
{
    /// <summary>A deadline that passed without a success; <paramref name="Window"/> names it uniquely.</summary>
    public sealed record Miss(string Window, string Reason);

    public Miss? Missed(JobRun run, JobProgress job, TimeZoneInfo zone, DateTimeOffset now) =>
        MissedTimeOfDay(run, job, zone, now) ?? MissedSinceStart(run, job, now);

    /// <summary>The deadline's instant on a local day: in a gap the first instant after it, in an overlap the later one.</summary>
    public static DateTimeOffset InstantOf(DateOnly day, TimeOnly time, TimeZoneInfo zone) => WallTime.Later(day.ToDateTime(time), zone);

    private Miss? MissedTimeOfDay(JobRun run, JobProgress job, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (SuccessBy is not { } time || SucceededToday(run, job, zone, now))
            return null;
        var today = DayOf(now, zone);
        if (now >= InstantOf(today, time, zone))
            return MissOf(today, time);
        return job.MissedWindow is { } earlier && DateOnly.TryParseExact(earlier, "yyyy-MM-dd", out var day) && !SucceededSince(day, time, run, job, zone, now)
            ? MissOf(day, time)
            : null;
    }

    private static bool SucceededToday(JobRun run, JobProgress job, TimeZoneInfo zone, DateTimeOffset now) =>
        SuccessAt(run, job, now) is { } at && DayOf(at, zone) == DayOf(now, zone);

    private static bool SucceededSince(
        DateOnly day, TimeOnly time, JobRun run, JobProgress job, TimeZoneInfo zone, DateTimeOffset now) =>
        SuccessAt(run, job, now) is { } at && at >= InstantOf(day, time, zone);

    /// <summary>When the last success happened, the run at hand included.</summary>
    /// <remarks>A run that was finished when first seen may have ended long ago: then its start is all that is certain.</remarks>
    internal static DateTimeOffset? SuccessAt(JobRun run, JobProgress job, DateTimeOffset now)
    {
        if (!run.HasSucceeded || run.Id == job.SucceededId)
            return job.SucceededAt;
        return run.Id == job.RunId ? now : run.StartedAt ?? now;
    }

    private Miss? MissedSinceStart(JobRun run, JobProgress job, DateTimeOffset now)
    {
        if (AfterStart is not { } limit || run.Id is null || run.HasSucceeded)
            return null;
        var startedAt = run.StartedAt ?? (run.Id == job.RunId ? job.RunStartedAt : null);
        var reason = string.Create(CultureInfo.InvariantCulture, $"missed deadline {limit.TotalMinutes:0.##} min after start");
        return now - startedAt >= limit ? new Miss(run.Id, reason) : null;
    }

    private static Miss MissOf(DateOnly day, TimeOnly time) => new(
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        $"missed deadline {time.ToString("HH:mm", CultureInfo.InvariantCulture)}");

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
