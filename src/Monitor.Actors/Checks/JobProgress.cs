using System.Collections.Immutable;

namespace Monitor.Actors.Checks;

/// <summary>What is known of a job's runs: the newest one, the last success, the deadlines that were missed.</summary>
public sealed record JobProgress
{
    public static JobProgress None { get; } = new();

    public string? RunId { get; init; }

    /// <summary>When the newest run started, as far as anybody could tell.</summary>
    public DateTimeOffset? RunStartedAt { get; init; }

    public string? SucceededId { get; init; }

    /// <summary>When the last success happened: seen live, or at latest when its run started.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>When it was known that it had succeeded.</summary>
    public DateTimeOffset? SuccessSeenAt { get; init; }

    /// <summary>Deadlines that were missed, the newest of each kind: of starts the last ever, of others since the last success.</summary>
    public ImmutableSortedSet<string> Missed { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

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

    public JobProgress Succeeded(CheckEvent.RunSucceeded run) =>
        this with { SucceededId = run.JobId, SucceededAt = run.SucceededAt, SuccessSeenAt = run.At, Missed = DeadlineWindow.AfterSuccess(Missed) };

    public JobProgress Misses(string window) => this with { Missed = DeadlineWindow.Add(Missed, window) };

    public JobProgress Started(CheckEvent.JobStartSettled start) => start.JobId is null
        ? this with { Starting = false, StartProblem = start.Lost == true ? null : start.Problem }
        : this with { Starting = false, StartProblem = null, StartedId = start.JobId, StartedAt = start.At };
}
