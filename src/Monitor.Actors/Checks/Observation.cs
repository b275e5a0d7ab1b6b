using System.Collections.Immutable;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;

namespace Monitor.Actors.Checks;

/// <summary>What one attempt of a check type saw.</summary>
/// <param name="Reason">For people: expected and actual together, such as <c>$.latency_ms !&lt; 100 (got 262)</c>.</param>
/// <param name="StatusCode">The HTTP status, where there was one.</param>
/// <param name="Details">The fields of PARITY H4/J2-J5 as one compact JSON object of at most 1 KiB.</param>
/// <param name="Run">The job run that was seen, for job checks.</param>
public sealed record Observation(
    ObservationKind Kind, string? Reason = null, int? StatusCode = null, string? Details = null, JobRun? Run = null)
{
    /// <summary>The run that was followed before, as it stands now that a newer one is; null when nobody could tell.</summary>
    public JobRun? Left { get; init; }

    /// <summary>Where the time of an HTTP request went.</summary>
    public PhaseTimes? Phases { get; init; }

    /// <summary>What the answer is made of; empty for most types. See <see cref="SubResult.WorstFirst"/>.</summary>
    public ImmutableArray<SubResult> Parts { get; init; } = [];

    /// <summary>How long the certificate that was shown is valid; null where none was, or the check passed it by.</summary>
    public DateTimeOffset? CertificateUntil { get; init; }

    /// <summary>All that was expected, where somebody has asked for it and the type knows; see <see cref="ProbeContext.Closely"/>.</summary>
    public CloseLook? Closely { get; init; }

    /// <summary>False when nothing was timed, so that there is no latency to tell.</summary>
    public bool Timed { get; init; } = true;
}

/// <summary>How an attempt ended, before latency limits and deadlines are applied.</summary>
public enum ObservationKind
{
    /// <summary>The target answered as expected.</summary>
    Passed,

    /// <summary>The target answered, but something of severity warn did not hold.</summary>
    Warned,

    /// <summary>The target answered, but not as expected.</summary>
    Failed,

    /// <summary>The target gave no usable answer: refused, timed out, not JSON.</summary>
    Error,

    /// <summary>The monitor could not look, so nothing is known about the target.</summary>
    NotObserved,
}

/// <summary>A run of a job as the status URL told it; no <paramref name="Id"/> means that none has started yet.</summary>
public sealed record JobRun(string? Id, string Status, DateTimeOffset? StartedAt)
{
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";

    /// <summary>When it ended, where it says so.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How long it took, where it says so.</summary>
    public TimeSpan? Took { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>The last lines of what it wrote; see <see cref="LastLines"/>.</summary>
    public string? Output { get; init; }

    public bool HasSucceeded => Status == Succeeded;

    public bool HasEnded => HasSucceeded || Status == Failed || FinishedAt is not null;
}

/// <summary>One finished round: the last attempt's observation with its time, latency and number of attempts.</summary>
/// <param name="At">When the round ended; stamped once, by the probe runner.</param>
/// <param name="Latency">Of the last attempt, reading the body included (PARITY H11).</param>
public sealed record ProbeResult(Observation Observation, TimeSpan Latency, int Attempts, DateTimeOffset At)
{
    public int LatencyMs => (int)Math.Min(int.MaxValue, Latency.TotalMilliseconds);
}
