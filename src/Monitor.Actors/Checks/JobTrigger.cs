namespace Monitor.Actors.Checks;

/// <summary>When and where to start a job (PARITY K11).</summary>
/// <param name="Cron">Five fields, in the check's zone.</param>
/// <param name="StartUrl">Receives an empty POST and answers with a <c>job_id</c>.</param>
public sealed record JobTrigger(CronTimes Cron, Uri StartUrl)
{
    /// <summary>The first occurrence after <paramref name="from"/>; null when there is none ever.</summary>
    public DateTimeOffset? Next(DateTimeOffset from, TimeZoneInfo zone) => Cron.Next(from, zone);
}
