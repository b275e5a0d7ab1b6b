using System.Collections.Immutable;
using Monitor.Actors.History;
using Monitor.Web.Shared;

namespace Monitor.Web.Check;

/// <summary>The latency chart in a sentence.</summary>
public static class LatencyLook
{
    public static string Sentence(PastRange range, ImmutableArray<LatencyBucket> buckets)
    {
        var medians = buckets.Where(bucket => bucket.Latency is not null).Select(bucket => bucket.Latency!.Median).ToArray();
        return medians.Length == 0
            ? $"No latencies in the last {range.Word}."
            : $"Median latency over the last {range.Word}: between {Spans.Milliseconds(medians.Min())} and {Spans.Milliseconds(medians.Max())} ms, " +
              $"now {Spans.Milliseconds(medians[^1])} ms.";
    }
}
