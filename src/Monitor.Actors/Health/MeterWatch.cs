using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Health;

/// <summary>Listens to <see cref="EngineMetrics"/> and keeps what the engine page shows of it.</summary>
/// <remarks>Measurements come on any thread; the rest has one caller. Counts are those of the whole process.</remarks>
public sealed class MeterWatch : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Tag), Total> _counts = [];
    private double _lastBatch;

    public MeterWatch()
    {
        var engine = EngineMetrics.Meter; // all instruments exist before the first is compared with them
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == engine)
                listener.EnableMeasurementEvents(instrument, WindowOf(instrument) ?? (object)Counted(instrument, ""));
        };
        _listener.SetMeasurementEventCallback<double>(OnDuration);
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, total) => OnCount(instrument, count, tags, total));
        _listener.SetMeasurementEventCallback<int>((instrument, count, tags, total) => OnCount(instrument, count, tags, total));
        _listener.Start();
    }

    public DurationWindow Lateness { get; } = new();

    public DurationWindow Persists { get; } = new();

    public DurationWindow Recoveries { get; } = new();

    /// <summary>The last batch of results, in seconds; 0 before the first.</summary>
    public double LastBatch => Volatile.Read(ref _lastBatch);

    /// <summary>Ends a second of every window.</summary>
    public void Turn()
    {
        Lateness.Turn();
        Persists.Turn();
        Recoveries.Turn();
    }

    public long Sum(Instrument instrument) => _counts.Where(one => one.Key.Instrument == instrument).Sum(one => one.Value.Count);

    /// <summary>By the value of the instrument's tag; what is 0 is left out.</summary>
    public ImmutableSortedDictionary<string, long> ByTag(Instrument instrument) => _counts
        .Where(one => one.Key.Instrument == instrument && one.Value.Count != 0)
        .ToImmutableSortedDictionary(one => one.Key.Tag, one => one.Value.Count, StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();

    private DurationWindow? WindowOf(Instrument instrument) =>
        instrument == EngineMetrics.Lateness ? Lateness
        : instrument == EngineMetrics.PersistDuration ? Persists
        : instrument == EngineMetrics.RecoveryDuration ? Recoveries
        : null;

    private void OnDuration(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? window)
    {
        (window as DurationWindow)?.Record(seconds);
        if (instrument == EngineMetrics.BatchDuration)
            Volatile.Write(ref _lastBatch, seconds);
    }

    private void OnCount(Instrument instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? total)
    {
        var counted = tags.IsEmpty || tags[0].Value is not string tag ? total as Total : Counted(instrument, tag);
        if (counted is not null)
            Interlocked.Add(ref counted.Count, count);
    }

    private Total Counted(Instrument instrument, string tag) => _counts.GetOrAdd((instrument, tag), static _ => new Total());

    private sealed class Total
    {
        public long Count;
    }
}
