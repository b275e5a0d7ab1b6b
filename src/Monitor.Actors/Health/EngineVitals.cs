using System.Collections.Immutable;

namespace Monitor.Actors.Health;

/// <summary>How the engine itself does at one moment, immutable; taken once a second.</summary>
/// <remarks>Durations are in seconds, counts since the start of the process unless said otherwise.</remarks>
public sealed record EngineVitals
{
    public static EngineVitals None { get; } = new();

    public DateTimeOffset At { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How late rounds started in the last minute.</summary>
    public DurationSummary Lateness { get; init; } = DurationSummary.None;

    /// <summary>The 99th percentile of each minute of the last hour, oldest first.</summary>
    public ImmutableArray<double> LatenessHour { get; init; } = [];

    /// <summary>Above this the engine counts as overloaded.</summary>
    public double MaxLateness { get; init; }

    /// <summary>Finished, over the last ten seconds.</summary>
    public double RoundsPerSecond { get; init; }

    public long RoundsFinished { get; init; }

    public long RoundsSkipped { get; init; }

    public int Checks { get; init; }

    public int Starved { get; init; }

    public int Stalled { get; init; }

    public long ProbesInFlight { get; init; }

    public int MaxProbesInFlight { get; init; }

    /// <summary>Probes that are due and wait for a place.</summary>
    public long ProbesWaiting { get; init; }

    public HistoryVitals History { get; init; } = new(0, 0, 0, 0, null);

    /// <summary>How long the journal took to store decisions in the last five minutes.</summary>
    public DurationSummary Persists { get; init; } = DurationSummary.None;

    public long PersistFailures { get; init; }

    /// <summary>Why the journal cannot be written; null when it can.</summary>
    public string? JournalTrouble { get; init; }

    /// <summary>How long checks took to read their journal: the slowest since the start.</summary>
    public double SlowestRecovery { get; init; }

    public ImmutableSortedDictionary<string, long> Restarts { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    public ImmutableSortedDictionary<string, long> DeadLetters { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Alerts that wait, by channel.</summary>
    public ImmutableSortedDictionary<string, long> AlertsQueued { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    public long MemoryBytes { get; init; }

    /// <summary>What the database takes on disk; null when it is not a file.</summary>
    public long? DatabaseBytes { get; init; }

    /// <summary>Null when none is configured.</summary>
    public HeartbeatStatus? Heartbeat { get; init; }

    /// <summary>What is wrong now.</summary>
    public ImmutableArray<EngineProblem> Problems { get; init; } = [];

    /// <summary>What happened to the process, newest first; the last ten.</summary>
    public ImmutableArray<EngineNote> Notes { get; init; } = [];
}

/// <summary>How the writer of results does.</summary>
/// <param name="Trouble">Why results cannot be written; null when they can.</param>
public sealed record HistoryVitals(int Queued, long Written, long Dropped, double LastBatch, string? Trouble);

/// <summary>Something worth remembering about the process, in a sentence.</summary>
public sealed record EngineNote(DateTimeOffset At, string Text);

/// <summary>How the heartbeat out does.</summary>
/// <param name="Target">What may be shown of its address.</param>
/// <param name="SentAt">The last ping that was answered well; null before the first.</param>
/// <param name="Trouble">Why none is sent, or not accepted; null when all is well.</param>
public sealed record HeartbeatStatus(string Target, TimeSpan Interval, DateTimeOffset? SentAt, string? Trouble);

/// <summary>Holds the newest vitals; the health actor alone writes them, anybody reads them.</summary>
public sealed class EngineHub
{
    private volatile EngineVitals _current = EngineVitals.None;

    public EngineVitals Current => _current;

    internal void Publish(EngineVitals next) => _current = next;
}
