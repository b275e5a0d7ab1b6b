using System.Diagnostics.Metrics;

namespace Monitor.Actors.Checks;

/// <summary>The engine's own measurements, on the meter <c>Monitor.Engine</c>.</summary>
public static class EngineMetrics
{
    public static Meter Meter { get; } = new("Monitor.Engine");

    /// <summary>How late rounds start, in milliseconds.</summary>
    public static Histogram<double> Lateness { get; } = Meter.CreateHistogram<double>("monitor.round.lateness", "ms");

    /// <summary>Rounds that did not start because the one before was still under way, or after a freeze.</summary>
    public static Counter<long> RoundsSkipped { get; } = Meter.CreateCounter<long>("monitor.rounds.skipped");
}
