namespace Monitor.Actors.Checks;

/// <summary>What is known of a job's runs: the newest one, the last success, the last deadline that was missed.</summary>
public sealed record JobProgress
{
    public static JobProgress None { get; } = new();

    public string? RunId { get; init; }

    /// <summary>When the newest run started, as far as anybody could tell.</summary>
    public DateTimeOffset? RunStartedAt { get; init; }

    public string? SucceededId { get; init; }

    /// <summary>When the last success happened: seen live, or at latest when its run started.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>Set from a miss until the next success.</summary>
    public string? MissedWindow { get; init; }

    /// <summary>The newest run that this monitor started itself.</summary>
    public string? StartedId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The newest occurrence of <c>start_cron</c> that was acted on.</summary>
    public DateTimeOffset? LastOccurrence { get; init; }

    /// <summary>True between the request to start a job and its answer.</summary>
    public bool Starting { get; init; }

    /// <summary>Why the last start failed; null once a newer run was seen or started.</summary>
    public string? StartProblem { get; init; }

    public JobProgress Seen(CheckEvent.RunSeen run) =>
        this with { RunId = run.JobId, RunStartedAt = run.StartedAt ?? run.At, StartProblem = null };

    public JobProgress Started(CheckEvent.JobStartSettled start) => start.JobId is null
        ? this with { Starting = false, StartProblem = start.Lost == true ? null : start.Problem }
        : this with { Starting = false, StartProblem = null, StartedId = start.JobId, StartedAt = start.At };
}
