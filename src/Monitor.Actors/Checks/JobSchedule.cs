namespace Monitor.Actors.Checks;

/// <summary>When runs are expected to start, and how late one may be; pure.</summary>
public sealed record JobSchedule(CronTimes Cron, TimeSpan Grace)
{
    /// <summary>So far ahead of ours may the clock be that starts the job.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    /// <summary>The first occurrence since the newest run at which none has started; it stays so until one does.</summary>
    public DateTimeOffset? Missing(JobMoment at)
    {
        var known = at.Job.Missed.Select(DeadlineWindow.Occurrence).FirstOrDefault(occurrence => occurrence is not null);
        if (known is not null && !(at.StartedAt >= known - Early))
            return known;
        return (at.StartedAt + Early ?? at.DefinedAt) is { } from && Cron.Next(from, at.Zone) is { } due && at.Now >= due + Grace ? due : null;
    }
}
