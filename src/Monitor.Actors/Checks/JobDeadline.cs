namespace Monitor.Actors.Checks;

/// <summary>By when a job must have succeeded: at a time of day, or so long after it started (PARITY J4, K12).</summary>
public sealed record JobDeadline(TimeOnly? SuccessBy, TimeSpan? AfterStart);

/// <summary>When and where to start a job (PARITY K11).</summary>
/// <param name="Cron">Five fields, in the check's zone.</param>
public sealed record JobTrigger(Cronos.CronExpression Cron, Uri StartUrl);
