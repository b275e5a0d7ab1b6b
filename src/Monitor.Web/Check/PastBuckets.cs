using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Web.Check;

/// <summary>Sorts result rows into equal stretches of time and sums each up.</summary>
public static class PastBuckets
{
    public static ImmutableArray<LatencyPoint> Latency(
        IReadOnlyList<ResultRow> rows, DateTimeOffset since, DateTimeOffset until, int buckets)
    {
        var latencies = Sort(rows, since, until, buckets)
            .Select(bucket => bucket.Where(row => row.LatencyMs is not null).Select(row => row.LatencyMs!.Value).Order().ToArray());
        return [.. latencies.Select((sorted, i) => new LatencyPoint(
            since + ((until - since) / buckets * i), Quantile(sorted, 0.5), Quantile(sorted, 0.95)))];
    }

    public static ImmutableArray<CheckStatus?> Worst(
        IReadOnlyList<ResultRow> rows, DateTimeOffset since, DateTimeOffset until, int slots) =>
        [.. Sort(rows, since, until, slots).Select(slot => slot.Count == 0 ? (CheckStatus?)null : (CheckStatus)slot.Max(row => row.Kind))];

    /// <summary>Rounds that were not observed count neither way.</summary>
    public static double? Uptime(IReadOnlyList<ResultRow> rows)
    {
        var observed = rows.Count(row => row.Kind is not ResultKind.Unknown);
        return observed == 0 ? null : rows.Count(row => row.Kind is ResultKind.Ok or ResultKind.Warn) / (double)observed;
    }

    private static List<ResultRow>[] Sort(IReadOnlyList<ResultRow> rows, DateTimeOffset since, DateTimeOffset until, int buckets)
    {
        var sorted = new List<ResultRow>[buckets];
        for (var i = 0; i < buckets; i++)
            sorted[i] = [];
        foreach (var row in rows.Where(row => row.At >= since && row.At < until))
            sorted[(int)((row.At - since) / (until - since) * buckets)].Add(row);
        return sorted;
    }

    // Nearest rank: always a latency that was really measured.
    private static int? Quantile(int[] sorted, double share) =>
        sorted.Length == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
