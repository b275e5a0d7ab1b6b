namespace MockApp;

/// <summary>A pretended batch job: it runs for twenty seconds, then somebody has to ask how it went.</summary>
/// <param name="Id"><c>job_</c> and the Unix second of its start.</param>
/// <param name="Status"><c>running</c>, <c>succeeded</c> or <c>failed</c>.</param>
/// <param name="Start">When it started, by the wall clock.</param>
/// <param name="Timestamp">When it started, by the clock that nobody can turn back.</param>
public sealed record Job(string Id, string Status, DateTimeOffset Start, long Timestamp)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    /// <summary>The job as the next poll finds it.</summary>
    /// <remarks>
    /// Lazy, like the original: the first poll after <b>more than</b> 20 seconds decides, by the Job Fail toggle as it
    /// stands at that moment. A job nobody asks about keeps running, and a decided job never changes again.
    /// </remarks>
    public Job Polled(TimeSpan elapsed, bool jobFail) =>
        Status == "running" && elapsed > Duration ? this with { Status = jobFail ? "failed" : "succeeded" } : this;
}
