using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Web.Check;

/// <summary>What the page of one check draws of its past.</summary>
public interface ICheckHistory
{
    /// <summary>Latencies from <paramref name="since"/> to <paramref name="until"/> in equal stretches, oldest first.</summary>
    Task<ImmutableArray<LatencyBucket>> LatencyAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int buckets, CancellationToken cancel);

    /// <summary>The worst status in each of <paramref name="slots"/> equal stretches, oldest first; null without results.</summary>
    Task<ImmutableArray<CheckStatus?>> WorstPerSlotAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int slots, CancellationToken cancel);

    Task<Uptime> UptimeAsync(CheckName check, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel);

    /// <summary>The runs of its job, newest first.</summary>
    Task<ImmutableArray<RunRecord>> RunsAsync(CheckName check, int take, CancellationToken cancel);
}

/// <summary>Reads a check's past from the history.</summary>
public sealed class CheckHistoryLoader(ResultQueries results, RunQueries runs) : ICheckHistory
{
    public Task<ImmutableArray<LatencyBucket>> LatencyAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int buckets, CancellationToken cancel) =>
        results.LatencySeriesAsync(check, since, until, buckets, cancel);

    public async Task<ImmutableArray<CheckStatus?>> WorstPerSlotAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int slots, CancellationToken cancel) =>
        [.. (await results.WorstPerSlotAsync(check, since, until, slots, cancel)).Select(kind => (CheckStatus?)kind)];

    public Task<Uptime> UptimeAsync(CheckName check, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) =>
        results.UptimeAsync(check, since, until, cancel);

    public Task<ImmutableArray<RunRecord>> RunsAsync(CheckName check, int take, CancellationToken cancel) => runs.NewestAsync(check, take, cancel);
}
