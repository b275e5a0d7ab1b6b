using System.Diagnostics.Metrics;

namespace Monitor.Actors.Checks;

/// <summary>The engine's own measurements, on the meter <c>Monitor.Engine</c>; docs/metrics.md explains each.</summary>
/// <remarks>Thread-safe. Durations are in seconds.</remarks>
public static class EngineMetrics
{
    public const string MeterName = "Monitor.Engine";

    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    public static Meter Meter { get; } = new(MeterName);

    /// <summary>How late the first probe of a round starts, the wait for a place included; recorded when it ends. By <c>lane</c>.</summary>
    public static Histogram<double> Lateness { get; } = Duration("monitor.round.lateness", "How late the first probe of a round starts");

    public static Counter<long> RoundsFinished { get; } =
        Meter.CreateCounter<long>("monitor.rounds.finished", "{round}", "Rounds with a verdict");

    public static Counter<long> RoundsSkipped { get; } = Meter.CreateCounter<long>(
        "monitor.rounds.skipped", "{round}", "Rounds that did not start because the one before was still under way, or after a freeze");

    public static UpDownCounter<int> ProbesInFlight { get; } =
        Meter.CreateUpDownCounter<int>("monitor.probes.in_flight", "{probe}", "Probes under way");

    public static UpDownCounter<int> ProbesWaiting { get; } =
        Meter.CreateUpDownCounter<int>("monitor.probes.waiting", "{probe}", "Probes that are due and wait for a place");

    public static Histogram<double> PersistDuration { get; } =
        Duration("monitor.journal.persist.duration", "From handing a decision to the journal until it is stored");

    public static Counter<long> PersistFailures { get; } = Meter.CreateCounter<long>(
        "monitor.journal.persist.failures", "{failure}", "Decisions that the journal did not store");

    public static Histogram<double> RecoveryDuration { get; } =
        Duration("monitor.check.recovery.duration", "From making a check's actor until it has read its journal");

    public static Histogram<double> BatchDuration { get; } =
        Duration("monitor.history.batch.duration", "Writing one batch of results, failed attempts included");

    /// <summary>By <c>actor</c>: <c>check</c>, <c>roster</c>, <c>board</c>, ...</summary>
    public static Counter<long> ActorRestarts { get; } =
        Meter.CreateCounter<long>("monitor.actor.restarts", "{restart}", "Actors that were started again after trouble");

    /// <summary>By <c>type</c> of the message.</summary>
    public static Counter<long> DeadLetters { get; } =
        Meter.CreateCounter<long>("monitor.dead_letters", "{message}", "Messages whose receiver was gone");

    /// <summary>By <c>channel</c>.</summary>
    public static UpDownCounter<int> AlertsQueued { get; } =
        Meter.CreateUpDownCounter<int>("monitor.alerts.queued", "{alert}", "Alerts that wait for a channel");

    /// <summary>The lane of checks whose target was slow the last time.</summary>
    public const string SlowLane = "slow";

    public const string PromptLane = "prompt";

    public static void Late(TimeSpan late, bool wasSlow) =>
        Lateness.Record(late.TotalSeconds, new KeyValuePair<string, object?>("lane", wasSlow ? SlowLane : PromptLane));

    public static void Restarted(string actor) => ActorRestarts.Add(1, new KeyValuePair<string, object?>("actor", actor));

    private static Histogram<double> Duration(string name, string description) =>
        Meter.CreateHistogram(name, "s", description, tags: null, Buckets);
}
