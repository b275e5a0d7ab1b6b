namespace Monitor.Actors.History;

/// <summary>One run of a job as the history keeps it; written again under the same id when more is known.</summary>
/// <param name="Id">Unique within the check.</param>
/// <param name="StartedAt">When it started, or was seen first; of a run that was missed, when it was expected.</param>
public sealed record RunRecord(string Id, DateTimeOffset StartedAt, RunOutcome Outcome, RunSource Source) : HistoryNote
{
    /// <summary>Null while nobody has seen it end.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Null when nobody can tell.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>The times are those at which somebody looked; the run did not tell them itself.</summary>
    public bool IsObserved { get; init; }

    /// <summary>How long it had to take at least; null when nobody had asked for that.</summary>
    public TimeSpan? AtLeast { get; init; }

    /// <summary>How long it was allowed to take; null for as long as it likes.</summary>
    public TimeSpan? AtMost { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>The last lines of what it wrote.</summary>
    public string? Output { get; init; }
}

/// <summary>How a run went.</summary>
/// <remarks>The numbers are stored and must not change.</remarks>
public enum RunOutcome
{
    Running = 0,
    Succeeded = 1,
    Failed = 2,

    /// <summary>It took longer than it may, or still runs and has done so for too long.</summary>
    TooLong = 3,

    /// <summary>It succeeded suspiciously fast.</summary>
    TooFast = 4,

    /// <summary>It was expected and did not start.</summary>
    Missed = 5,

    /// <summary>It is over, and nobody has seen how it ended.</summary>
    Unknown = 6,
}

/// <summary>How a run came to be known.</summary>
/// <remarks>The numbers are stored and must not change.</remarks>
public enum RunSource
{
    /// <summary>The monitor asked about it.</summary>
    Polled = 0,

    /// <summary>It pinged.</summary>
    Pushed = 1,

    /// <summary>The monitor started it, and asked.</summary>
    Started = 2,
}
