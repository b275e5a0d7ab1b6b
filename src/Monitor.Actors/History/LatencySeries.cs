using System.Collections.Immutable;

namespace Monitor.Actors.History;

/// <summary>One round as far as uptime and latencies are concerned.</summary>
/// <param name="At">Unix milliseconds.</param>
internal readonly record struct Round(long At, ResultKind Kind, int? LatencyMs);

/// <summary>What a check did in one stretch of time.</summary>
/// <param name="At">Where the stretch begins.</param>
/// <param name="Count">Observed rounds, failing ones among them; those not observed are left out.</param>
/// <param name="Latency">Null when nothing was measured.</param>
public sealed record LatencyBucket(DateTimeOffset At, int Count, int Fails, Latency? Latency);

/// <summary>Latencies in ms; the percentiles are off by 1.6 % at most (<c>docs/history.md</c>).</summary>
public sealed record Latency(int Min, int Average, int Max, int Median, int P95, int P99)
{
    /// <summary>Null when nothing was measured.</summary>
    internal static Latency? Of(Rollup rollup)
    {
        if (rollup.Percentile(50) is not { } median || rollup.Percentile(95) is not { } p95 || rollup.Percentile(99) is not { } p99)
            return null;
        var average = (int)Math.Round((double)rollup.SumMs / rollup.Latencies.Count);
        return new Latency(rollup.MinMs, average, rollup.MaxMs, median, p95, p99);
    }
}

/// <summary>A curve of latencies.</summary>
public static class LatencySeries
{
    public const int MaxBuckets = 240;

    internal static ImmutableArray<LatencyBucket> Of(IReadOnlyList<Rollup> sums, TimeSlots slots) =>
        [.. sums.Select((sum, slot) => new LatencyBucket(slots.Start(slot), sum.Observed, sum[ResultKind.Fail], Latency.Of(sum)))];
}
