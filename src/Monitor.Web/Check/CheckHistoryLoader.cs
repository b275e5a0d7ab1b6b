using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Web.Check;

/// <summary>What the page of one check draws of its past.</summary>
public interface ICheckHistory
{
    /// <summary>Latencies from <paramref name="since"/> to <paramref name="until"/> in equal stretches, oldest first.</summary>
    Task<ImmutableArray<LatencyPoint>> LatencyAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int buckets, CancellationToken cancel);

    /// <summary>The worst status in each of <paramref name="slots"/> equal stretches, oldest first; null without results.</summary>
    Task<ImmutableArray<CheckStatus?>> WorstPerSlotAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int slots, CancellationToken cancel);

    /// <summary>The share of observed time that was not failing, 0 to 1; null when nothing was observed.</summary>
    Task<double?> UptimeAsync(CheckName check, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel);
}

/// <summary>One stretch of the latency chart; nulls are a gap.</summary>
/// <param name="At">Where the stretch begins.</param>
public sealed record LatencyPoint(DateTimeOffset At, int? MedianMs, int? P95Ms);

/// <summary>Reads a check's past from the results table.</summary>
public sealed class CheckHistoryLoader(ResultQueries results) : ICheckHistory
{
    public async Task<ImmutableArray<LatencyPoint>> LatencyAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int buckets, CancellationToken cancel) =>
        [.. (await results.LatencySeriesAsync(check, since, until, buckets, cancel)).Select(bucket => new LatencyPoint(bucket.At, bucket.MedianMs, bucket.P95Ms))];

    public async Task<ImmutableArray<CheckStatus?>> WorstPerSlotAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int slots, CancellationToken cancel) =>
        [.. (await results.WorstPerSlotAsync(check, since, until, slots, cancel)).Select(kind => (CheckStatus?)kind)];

    public async Task<double?> UptimeAsync(CheckName check, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) =>
        (await results.UptimeAsync(check, since, until, cancel)).Share;
}
