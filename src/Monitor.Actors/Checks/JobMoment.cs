namespace Monitor.Actors.Checks;

/// <summary>A job at one moment: the newest run, what is known of those before, and the clock; pure.</summary>
/// <param name="DefinedAt">Since when its runs are followed; null before that.</param>
public sealed record JobMoment(JobRun Run, JobProgress Job, DateTimeOffset? DefinedAt, TimeZoneInfo Zone, DateTimeOffset Now)
{
    public static JobMoment Of(JobRun run, CheckState state, TimeZoneInfo zone, DateTimeOffset now) =>
        new(run, state.Job, state.DefinedAt, zone, now);

    public DateOnly Today => DayOf(Now);

    /// <summary>When the newest run started, or else was seen first; null when there never was one.</summary>
    public DateTimeOffset? StartedAt => Run.Id is null ? Job.RunStartedAt
        : Past(Run.StartedAt) ?? (Run.Id == Job.RunId ? Job.RunStartedAt : Now);

    /// <summary>When the last success happened, the run at hand included.</summary>
    /// <remarks>A run that was finished when first seen may have ended long ago: unless it says when, its start is all that is certain.</remarks>
    public DateTimeOffset? SucceededAt => !Run.HasSucceeded || Run.Id == Job.SucceededId ? Job.SucceededAt
        : Past(Run.FinishedAt) ?? (Run.Id == Job.RunId ? Now : Past(Run.StartedAt) ?? Now);

    /// <summary>When the run at hand ended, or was seen to have; null while it runs.</summary>
    public DateTimeOffset? EndedAt => !Run.HasEnded ? null
        : Past(Run.FinishedAt) ?? (Run.HasSucceeded && Run.Id == Job.SucceededId ? Job.SuccessSeenAt : Now);

    /// <summary>How long the run took that has ended, exactly or at most; null when nobody can tell.</summary>
    public (TimeSpan Time, bool IsExact)? Took => (Run.Took, Past(Run.StartedAt), EndedAt) switch
    {
        ({ } told, _, not null) => (told, true),
        (_, { } start, { } end) when end >= start => (end - start, Run.FinishedAt is not null),
        _ => null,
    };

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The clocks of others may be ahead of ours.</summary>
    private DateTimeOffset? Past(DateTimeOffset? at) => at > Now ? Now : at;
}
