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
/// <remarks>THE SEAM: the three bodies work on raw rows until <see cref="ResultQueries"/> answers such questions itself.</remarks>
public sealed class CheckHistoryLoader(ResultQueries results) : ICheckHistory
{
    private const int MostRows = 25_000;

    public async Task<ImmutableArray<LatencyPoint>> LatencyAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int buckets, CancellationToken cancel) =>
        PastBuckets.Latency(await RowsAsync(check, since, until, cancel), since, until, buckets);

    public async Task<ImmutableArray<CheckStatus?>> WorstPerSlotAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int slots, CancellationToken cancel) =>
        PastBuckets.Worst(await RowsAsync(check, since, until, cancel), since, until, slots);

    public async Task<double?> UptimeAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) =>
        PastBuckets.Uptime(await RowsAsync(check, since, until, cancel));

    private async Task<ImmutableArray<ResultRow>> RowsAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        var filter = new ResultFilter(since, until, check, [ResultKind.Ok, ResultKind.Warn, ResultKind.Fail, ResultKind.Unknown]);
        return (await results.PageAsync(filter, 0, MostRows, cancel)).Rows;
    }
}
