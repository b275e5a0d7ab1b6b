using System.Diagnostics;
using System.Diagnostics.Metrics;
using Monitor.Actors.Checks;

namespace Monitor.Bench.Engine;

/// <summary>Listens to the engine's own measurements.</summary>
public sealed class EngineMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _skipped;
    private long _persistFailures;
    private long _recoveries;
    private long _recoveredAt = Stopwatch.GetTimestamp();

    public EngineMeter()
    {
        var engine = EngineMetrics.Meter; // all instruments exist before the first is compared with them
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == engine)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, seconds, tags, _) => OnDuration(instrument, seconds, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) => OnCount(instrument, count));
        _listener.Start();
    }

    /// <summary>Of rounds whose target answered promptly the last time.</summary>
    public Distribution Lateness { get; } = new();

    /// <summary>Of rounds whose target was slow the last time.</summary>
    public Distribution SlowLateness { get; } = new();

    public Distribution Persists { get; } = new();

    public long Skipped => Interlocked.Read(ref _skipped);

    public long PersistFailures => Interlocked.Read(ref _persistFailures);

    public long Recoveries => Interlocked.Read(ref _recoveries);

    /// <summary>When the last recovery ended, as a timestamp.</summary>
    public long RecoveredAt => Interlocked.Read(ref _recoveredAt);

    public void Reset()
    {
        Lateness.Reset();
        SlowLateness.Reset();
        Persists.Reset();
        Interlocked.Exchange(ref _skipped, 0);
    }

    public void Dispose() => _listener.Dispose();

    private void OnDuration(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument == EngineMetrics.Lateness)
            (tags is [{ Value: EngineMetrics.SlowLane }, ..] ? SlowLateness : Lateness).Add(seconds);
        else if (instrument == EngineMetrics.PersistDuration)
            Persists.Add(seconds);
        else if (instrument == EngineMetrics.RecoveryDuration)
            Recovered();
    }

    private void Recovered()
    {
        Interlocked.Exchange(ref _recoveredAt, Stopwatch.GetTimestamp());
        Interlocked.Increment(ref _recoveries);
    }

    private void OnCount(Instrument instrument, long count)
    {
        if (instrument == EngineMetrics.RoundsSkipped)
            Interlocked.Add(ref _skipped, count);
        else if (instrument == EngineMetrics.PersistFailures)
            Interlocked.Add(ref _persistFailures, count);
    }
}

/// <summary>How durations are spread: one bucket a millisecond, the last one takes the rest.</summary>
public sealed class Distribution
{
    private readonly long[] _buckets = new long[60_001];

    public long Count => _buckets.Sum();

    public void Add(double seconds) => Interlocked.Increment(ref _buckets[(int)Math.Clamp(seconds * 1000, 0, _buckets.Length - 1)]);

    public void Reset() => Array.Clear(_buckets);

    /// <summary>Milliseconds that the given share did not exceed.</summary>
    public double At(double share)
    {
        var left = (long)Math.Ceiling(Count * share);
        for (var ms = 0; ms < _buckets.Length; ms++)
            if ((left -= _buckets[ms]) <= 0)
                return ms;
        return _buckets.Length;
    }
}
