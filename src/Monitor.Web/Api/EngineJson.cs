using Monitor.Actors.Health;

namespace Monitor.Web.Api;

/// <summary>The engine's vitals as the API tells them: durations in seconds, times in epoch seconds, counts since the start.</summary>
/// <param name="Lateness">How late rounds started in the last minute.</param>
/// <param name="Journal">How long decisions took to be stored, over the last five minutes.</param>
public sealed record EngineJson(
    string Version,
    double At,
    double StartedAt,
    DurationSummary Lateness,
    IReadOnlyList<double> LatenessP99ByMinute,
    double RoundsPerSecond,
    long RoundsFinished,
    long RoundsSkipped,
    int Checks,
    int ChecksStarved,
    int ChecksStalled,
    long ProbesInFlight,
    int ProbesInFlightMax,
    long ProbesWaiting,
    EngineJson.HistoryJson History,
    EngineJson.JournalJson Journal,
    IReadOnlyDictionary<string, long> ActorRestarts,
    IReadOnlyDictionary<string, long> DeadLetters,
    IReadOnlyDictionary<string, long> AlertsQueued,
    long MemoryBytes,
    long? DatabaseBytes,
    EngineJson.HeartbeatJson? Heartbeat,
    IReadOnlyList<EngineJson.ProblemJson> Problems,
    IReadOnlyList<EngineJson.NoteJson> Notes)
{
    /// <summary>The writer of results.</summary>
    public sealed record HistoryJson(int Queued, long Written, long Dropped, double LastBatchS, string? Trouble);

    /// <summary>The store of decisions.</summary>
    public sealed record JournalJson(DurationSummary Persists, long PersistFailures, double SlowestRecoveryS, string? Trouble);

    /// <summary>The heartbeat out; the target without what is secret in it.</summary>
    public sealed record HeartbeatJson(string Target, double IntervalS, double? SentAt, string? Trouble);

    /// <summary>Something that is wrong with the monitor itself.</summary>
    public sealed record ProblemJson(string Kind, string Text, double Since);

    /// <summary>Something that happened to the process.</summary>
    public sealed record NoteJson(double At, string Text);

    public static EngineJson Of(EngineVitals now) => new(
        EngineVersion.Text,
        Epoch.Seconds(now.At),
        Epoch.Seconds(now.StartedAt),
        now.Lateness,
        now.LatenessHour,
        now.RoundsPerSecond,
        now.RoundsFinished,
        now.RoundsSkipped,
        now.Checks,
        now.Starved,
        now.Stalled,
        now.ProbesInFlight,
        now.MaxProbesInFlight,
        now.ProbesWaiting,
        new HistoryJson(now.History.Queued, now.History.Written, now.History.Dropped, now.History.LastBatch, now.History.Trouble),
        new JournalJson(now.Persists, now.PersistFailures, now.SlowestRecovery, now.JournalTrouble),
        now.Restarts,
        now.DeadLetters,
        now.AlertsQueued,
        now.MemoryBytes,
        now.DatabaseBytes,
        now.Heartbeat is { } beat ? new HeartbeatJson(beat.Target, beat.Interval.TotalSeconds, Epoch.Seconds(beat.SentAt), beat.Trouble) : null,
        [.. now.Problems.Select(problem => new ProblemJson(problem.Kind.ToString().ToLowerInvariant(), problem.Text, Epoch.Seconds(problem.Since)))],
        [.. now.Notes.Select(note => new NoteJson(Epoch.Seconds(note.At), note.Text))]);
}
