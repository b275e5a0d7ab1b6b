using System.Collections.Immutable;
using Monitor.Web.Shared;

namespace Monitor.Web.Check;

/// <summary>How far back the latency chart looks, and in how many points.</summary>
public sealed record LatencyRange(string Word, TimeSpan Span, int Buckets)
{
    public static ImmutableArray<LatencyRange> All { get; } =
    [
        new("1 h", TimeSpan.FromHours(1), 120),
        new("6 h", TimeSpan.FromHours(6), 180),
        new("24 h", TimeSpan.FromHours(24), 240),
        new("7 d", TimeSpan.FromDays(7), 224),
    ];

    public static LatencyRange Usual => All[2];

    /// <summary>The chart in a sentence.</summary>
    public string Sentence(ImmutableArray<LatencyPoint> points)
    {
        var medians = points.Where(point => point.MedianMs is not null).Select(point => point.MedianMs!.Value).ToArray();
        return medians.Length == 0
            ? $"No latencies in the last {Word}."
            : $"Median latency over the last {Word}: between {Spans.Milliseconds(medians.Min())} and {Spans.Milliseconds(medians.Max())} ms, " +
              $"now {Spans.Milliseconds(medians[^1])} ms.";
    }
}
