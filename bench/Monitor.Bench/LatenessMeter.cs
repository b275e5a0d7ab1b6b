using System.Diagnostics.Metrics;
using Monitor.Actors.Checks;

namespace Monitor.Bench;

/// <summary>Listens to the engine's own measurement of how late its rounds start.</summary>
public sealed class LatenessMeter : IDisposable
{
    /// <summary>One bucket a millisecond; the last one takes the rest.</summary>
    private readonly long[] _buckets = new long[60_001];
    private readonly MeterListener _listener = new();
    private long _skipped;

    public LatenessMeter()
    {
        var (lateness, skipped) = (EngineMetrics.Lateness, EngineMetrics.RoundsSkipped);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument == lateness || instrument == skipped)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, late, _, _) =>
            Interlocked.Increment(ref _buckets[(int)Math.Clamp(late * 1000, 0, _buckets.Length - 1)]));
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _skipped, count));
        _listener.Start();
    }

    public long Skipped => Interlocked.Read(ref _skipped);

    public void Reset()
    {
        Array.Clear(_buckets);
        Interlocked.Exchange(ref _skipped, 0);
    }

    /// <summary>Milliseconds that the given share of rounds did not exceed.</summary>
    public double At(double share)
    {
        var left = (long)Math.Ceiling(_buckets.Sum() * share);
        for (var ms = 0; ms < _buckets.Length; ms++)
            if ((left -= _buckets[ms]) <= 0)
                return ms;
        return _buckets.Length;
    }

    public void Dispose() => _listener.Dispose();
}
