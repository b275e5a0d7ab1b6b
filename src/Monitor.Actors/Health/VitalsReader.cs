using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Health;

/// <summary>Puts the engine's measurements together, once a second.</summary>
public sealed class VitalsReader(HealthSurroundings around)
{
    private const int RateSeconds = 10;
    private const int MinuteSeconds = 60;

    private readonly MeterWatch _meters = around.Meters;
    private readonly DateTimeOffset _startedAt = around.Time.GetUtcNow();
    private readonly Queue<long> _finished = [];
    private readonly Queue<long> _dropped = [];
    private ImmutableArray<double> _hour = [];
    private double _slowestRecovery;
    private long _looks;

    public EngineVitals Take(RoundReport rounds, EngineFaults faults, HeartbeatStatus? heartbeat, ImmutableArray<EngineNote> notes)
    {
        _meters.Turn();
        var results = around.Results();
        var lateness = _meters.Lateness.Over(MinuteSeconds);
        if (++_looks % MinuteSeconds == 0)
            _hour = [.. _hour.TakeLast(MinuteSeconds - 1), lateness.P99];
        _slowestRecovery = Math.Max(_slowestRecovery, _meters.Recoveries.Over(1).Max);
        var finished = _meters.Sum(EngineMetrics.RoundsFinished);
        return new EngineVitals
        {
            At = around.Time.GetUtcNow(),
            StartedAt = _startedAt,
            Lateness = lateness,
            LatenessHour = _hour,
            MaxLateness = around.MaxLateness.TotalSeconds,
            RoundsPerSecond = Gained(_finished, finished, RateSeconds) / (double)Math.Max(1, _finished.Count - 1),
            RoundsFinished = finished,
            RoundsSkipped = _meters.Sum(EngineMetrics.RoundsSkipped),
            Checks = rounds.Checks,
            Starved = rounds.Starved,
            Stalled = rounds.Stalled,
            ProbesInFlight = _meters.Sum(EngineMetrics.ProbesInFlight),
            MaxProbesInFlight = around.MaxProbesInFlight,
            ProbesWaiting = _meters.Sum(EngineMetrics.ProbesWaiting),
            History = new HistoryVitals(results.Queued, results.Written, results.Dropped, _meters.LastBatch, Failing(results)),
            Persists = _meters.Persists.Over(DurationWindow.Seconds),
            PersistFailures = _meters.Sum(EngineMetrics.PersistFailures),
            JournalTrouble = faults.JournalProblem?.Text,
            SlowestRecovery = _slowestRecovery,
            Restarts = _meters.ByTag(EngineMetrics.ActorRestarts),
            DeadLetters = _meters.ByTag(EngineMetrics.DeadLetters),
            AlertsQueued = _meters.ByTag(EngineMetrics.AlertsQueued),
            MemoryBytes = Environment.WorkingSet,
            DatabaseBytes = around.DatabaseBytes(),
            Heartbeat = heartbeat,
            Notes = notes,
        };
    }

    /// <summary>To be asked once after each look.</summary>
    public EngineConditions Conditions(EngineVitals vitals) => new(
        vitals.Lateness.P99,
        vitals.Starved,
        vitals.Stalled,
        vitals.ProbesWaiting > 0,
        Gained(_dropped, vitals.History.Dropped, MinuteSeconds),
        vitals.JournalTrouble ?? vitals.History.Trouble,
        around.Blind());

    private static string? Failing(History.ResultLogHealth results) =>
        results.FailingSince is null ? null : $"results are not written: {StorageError.Explain(results.LastError ?? "")}";

    /// <summary>By how much a count has grown over so many seconds.</summary>
    private static long Gained(Queue<long> seen, long now, int seconds)
    {
        seen.Enqueue(now);
        while (seen.Count > seconds + 1)
            seen.Dequeue();
        return now - seen.Peek();
    }
}
