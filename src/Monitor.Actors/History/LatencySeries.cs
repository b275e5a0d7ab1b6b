using System.Collections.Immutable;

namespace Monitor.Actors.History;

/// <summary>One round as far as latencies are concerned.</summary>
/// <param name="At">Unix milliseconds.</param>
internal readonly record struct Round(long At, ResultKind Kind, int? LatencyMs);

/// <summary>What a check did in one stretch of time.</summary>
/// <param name="At">Where the stretch begins.</param>
/// <param name="Count">Observed rounds, failing ones among them; those not observed are left out.</param>
/// <param name="MedianMs">Null when nothing was measured.</param>
public sealed record LatencyBucket(DateTimeOffset At, int Count, int Fails, int? MedianMs, int? P95Ms);

/// <summary>Folds rounds into a curve of latencies.</summary>
public static class LatencySeries
{
    public const int MaxBuckets = 240;

    internal static ImmutableArray<LatencyBucket> Of(IEnumerable<Round> rounds, TimeSlots slots)
    {
        var bySlot = rounds.Where(round => round.Kind != ResultKind.Unknown).ToLookup(round => slots.Of(round.At));
        return [.. Enumerable.Range(0, slots.Count).Select(slot => Bucket(slots.Start(slot), [.. bySlot[slot]]))];
    }

    /// <summary>The smallest value that at least so many percent of them do not exceed; null of nothing.</summary>
    internal static int? Percentile(IReadOnlyList<int> sorted, int percent) =>
        sorted.Count == 0 ? null : sorted[Math.Max(0, ((sorted.Count * percent) + 99) / 100 - 1)];

    private static LatencyBucket Bucket(DateTimeOffset at, Round[] rounds)
    {
        int[] latencies = [.. rounds.Select(round => round.LatencyMs).OfType<int>().Order()];
        var fails = rounds.Count(round => round.Kind == ResultKind.Fail);
        return new LatencyBucket(at, rounds.Length, fails, Percentile(latencies, 50), Percentile(latencies, 95));
    }
}
