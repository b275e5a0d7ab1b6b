using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Web.Shared;

namespace Monitor.Web.Check;

/// <summary>The latency chart in a sentence.</summary>
public static class LatencyLook
{
    public static string Sentence(PastRange range, ImmutableArray<LatencyBucket> buckets, LatencyLimits? limits = null)
    {
        var medians = buckets.Where(bucket => bucket.Latency is not null).Select(bucket => bucket.Latency!.Median).ToArray();
        return medians.Length == 0
            ? $"No latencies in the last {range.Word}."
            : $"Median latency over the last {range.Word}: between {Spans.Milliseconds(medians.Min())} and {Spans.Milliseconds(medians.Max())} ms, " +
              $"now {Spans.Milliseconds(medians[^1])} ms.{Failures(buckets)}{Limit("WARN", limits?.WarnMs)}{Limit("FAIL", limits?.FailMs)}";
    }

    private static string Failures(ImmutableArray<LatencyBucket> buckets) =>
        buckets.Sum(bucket => bucket.Fails) is var failed and > 0 ? $" {failed} {(failed == 1 ? "round" : "rounds")} failed." : "";

    private static string Limit(string word, int? ms) => ms is null ? "" : $" {word} from {Spans.Milliseconds(ms)} ms.";
}
