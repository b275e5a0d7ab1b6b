using System.Diagnostics.Metrics;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Actors.Health;

/// <summary>What is not counted as it happens but read off when asked: gauges of one engine.</summary>
public sealed class EngineGauges : IDisposable
{
    private readonly Meter _meter = new(EngineMetrics.MeterName);

    public EngineGauges(EngineHub hub, ResultLog history)
    {
        _meter.CreateObservableUpDownCounter("monitor.checks", () => hub.Current.Checks, "{check}", "Checks that should be running");
        _meter.CreateObservableUpDownCounter(
            "monitor.checks.starved", () => hub.Current.Starved, "{check}", "Checks that are due for more than an interval without a probe");
        _meter.CreateObservableUpDownCounter(
            "monitor.checks.stalled", () => hub.Current.Stalled, "{check}", "Checks whose rounds do not end any more");
        _meter.CreateObservableUpDownCounter("monitor.history.queued", () => history.Health.Queued, "{row}", "Results that wait to be written");
        _meter.CreateObservableCounter("monitor.history.rows.written", () => history.Health.Written, "{row}", "Results written");
        _meter.CreateObservableCounter("monitor.history.rows.dropped", () => history.Health.Dropped, "{row}", "Results given up");
        _meter.CreateObservableUpDownCounter("monitor.database.size", () => hub.Current.DatabaseBytes is { } bytes ? [new Measurement<long>(bytes)] : (Measurement<long>[])[], "By", "What the database takes on disk");
        _meter.CreateObservableGauge(
            "monitor.heartbeat.sent.timestamp", () => hub.Current.Heartbeat?.SentAt is { } at ? [new Measurement<double>(at.ToUnixTimeMilliseconds() / 1000.0)] : (Measurement<double>[])[],
            "s", "When the last heartbeat out was accepted, in epoch seconds");
    }

    public void Dispose() => _meter.Dispose();
}
