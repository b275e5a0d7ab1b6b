using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Tests.Shared;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

public abstract class ResultQueriesTests(Func<Task<HistoryHouse>> build) : HistoryTest(build)
{
    [Fact]
    public async Task An_empty_history_has_empty_answers()
    {
        Assert.Equal(0, (await House.AllAsync()).Total);
        Assert.Empty(await House.Queries.RecentAsync(32, Limit));
        Assert.Equal(0, await House.Queries.FailuresAsync(Api, Noon, DateTimeOffset.MaxValue, Limit));
        Assert.Null((await House.Queries.UptimeAsync(Api, Noon, Noon.AddDays(1), Limit)).Share);
    }

    [Fact]
    public async Task Pages_are_newest_first_and_meet_without_gap_or_overlap()
    {
        await House.WriteAsync(Enumerable.Range(0, 25).SelectMany(i => new[] { Row(i), Row(i, check: Db) }));

        var filter = new ResultFilter(Noon);
        var pages = new List<ResultRow>();
        for (var skip = 0; skip < 50; skip += 7)
            pages.AddRange((await House.Queries.PageAsync(filter, skip, 7, Limit)).Rows);

        Assert.Equal(Enumerable.Range(0, 25).Reverse().SelectMany(i => new[] { Row(i), Row(i, check: Db) }), pages);
    }

    [Fact]
    public async Task A_page_holds_a_thousand_rows_at_most()
    {
        await House.WriteAsync(Enumerable.Range(0, 1_200).Select(i => Row(i)));

        var page = await House.Queries.PageAsync(new ResultFilter(Noon), 0, 5_000, Limit);

        Assert.Equal((1_000, 1_200), (page.Rows.Length, page.Total));
    }

    [Fact]
    public async Task They_are_counted_only_so_far()
    {
        await House.WriteAsync(Enumerable.Range(0, 12).Select(i => Row(i)));

        var some = await House.Queries.PageAsync(new ResultFilter(Noon), 0, 5, countUpTo: 11, Limit);
        var all = await House.Queries.PageAsync(new ResultFilter(Noon), 0, 5, countUpTo: 12, Limit);

        Assert.Equal((5, 11, true), (some.Rows.Length, some.Total, some.HasMore));
        Assert.Equal((12, false), (all.Total, all.HasMore));
    }

    [Fact]
    public async Task The_last_day_begins_and_ends_to_the_millisecond()
    {
        await House.WriteAsync(Row(-0.001), Row(0), Row(59.999), Row(60));

        var page = await House.Queries.PageAsync(new ResultFilter(Noon, Noon.AddSeconds(60)), 0, 10, Limit);
        var later = await House.Queries.PageAsync(new ResultFilter(Noon.AddTicks(1)), 0, 10, Limit);

        Assert.Equal([Row(59.999), Row(0)], page.Rows);
        Assert.Equal(2, later.Total);
    }

    [Fact]
    public async Task Rows_are_found_by_check_and_by_kind()
    {
        await House.WriteAsync(
            Row(0), Row(1, ResultKind.Fail), Row(2, ResultKind.Action), Row(3, ResultKind.Fail, Db), Row(4, ResultKind.Warn));

        async Task<int> Count(CheckName? check, params ResultKind[] kinds) =>
            (await House.Queries.PageAsync(new ResultFilter(Noon, null, check, [.. kinds]), 0, 10, Limit)).Total;

        Assert.Equal(4, await Count(Api));
        Assert.Equal(2, await Count(null, ResultKind.Fail));
        Assert.Equal(2, await Count(Api, ResultKind.Fail, ResultKind.Warn));
        Assert.Equal(0, await Count(CheckName.Of("stranger")));
    }

    [Fact]
    public async Task Failures_are_counted_since_a_moment()
    {
        await House.WriteAsync(
            Row(0, ResultKind.Fail), Row(1, ResultKind.Fail), Row(2, ResultKind.ActionFail), Row(3, ResultKind.Fail),
            Row(3, ResultKind.Fail, Db), Row(4));

        Assert.Equal(2, await House.Queries.FailuresAsync(Api, Noon.AddSeconds(1), DateTimeOffset.MaxValue, Limit));
    }

    [Fact]
    public async Task Recent_rounds_of_every_check_come_oldest_first_without_actions()
    {
        await House.WriteAsync(
            Row(0), Row(1, ResultKind.Fail), Row(1, ResultKind.Action), Row(2, ResultKind.Warn), Row(3, ResultKind.Unknown, Db));

        var recent = await House.Queries.RecentAsync(2, Limit);

        Assert.Equal([Row(1, ResultKind.Fail), Row(2, ResultKind.Warn)], recent[Api]);
        Assert.Equal([Row(3, ResultKind.Unknown, Db)], recent[Db]);
    }

    [Fact]
    public async Task Uptime_counts_warn_as_up_and_leaves_unknown_out()
    {
        await House.WriteAsync(
            Row(0), Row(1), Row(2, ResultKind.Warn), Row(3, ResultKind.Fail), Row(4, ResultKind.Unknown),
            Row(5, ResultKind.ActionFail), Row(100, ResultKind.Fail));

        var uptime = await House.Queries.UptimeAsync(Api, Noon, Noon.AddSeconds(100), Limit);

        Assert.Equal((2, 1, 1, 1, 4), (uptime.Ok, uptime.Warn, uptime.Fail, uptime.Unknown, uptime.Observed));
        Assert.Equal(0.75, uptime.Share);
    }

    [Fact]
    public async Task The_worst_of_each_slot_is_told_and_a_gap_is_null()
    {
        await House.WriteAsync(
            Row(0), Row(9, ResultKind.Warn), Row(10, ResultKind.Fail), Row(19), Row(30, ResultKind.Unknown),
            Row(40, ResultKind.Unknown), Row(49), Row(49, ResultKind.Action));

        var worst = await House.Queries.WorstPerSlotAsync(Api, Noon, Noon.AddSeconds(50), 5, Limit);

        Assert.Equal([ResultKind.Warn, ResultKind.Fail, null, ResultKind.Unknown, ResultKind.Ok], worst);
    }

    [Fact]
    public async Task Latencies_are_folded_into_buckets()
    {
        await House.WriteAsync(
        [
            .. Enumerable.Range(1, 20).Select(i => Row(i / 2.0, latency: i)),
            Row(11, ResultKind.Fail, latency: null), Row(12, ResultKind.Unknown, latency: 5), Row(13, latency: 70),
        ]);

        var series = await House.Queries.LatencySeriesAsync(Api, Noon, Noon.AddSeconds(33), 3, Limit);

        Assert.Equal(
            [
                new LatencyBucket(Noon, 20, 0, new Latency(1, 10, 20, 10, 19, 20)),
                new LatencyBucket(Noon.AddSeconds(11), 2, 1, new Latency(70, 70, 70, 70, 70, 70)),
                new LatencyBucket(Noon.AddSeconds(22), 0, 0, null),
            ],
            series);
    }

    [Fact]
    public async Task A_series_has_240_buckets_at_most() =>
        Assert.Equal(240, (await House.Queries.LatencySeriesAsync(Api, Noon, Noon.AddDays(1), 9_999, Limit)).Length);

    [Fact]
    public async Task A_cancelled_query_says_so() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => House.Queries.PageAsync(new ResultFilter(Noon), 0, 1, new CancellationToken(canceled: true)));
}

/// <inheritdoc/>
public sealed class ResultQueriesOnSqliteTests() : ResultQueriesTests(OnSqlite);

/// <inheritdoc/>
public sealed class ResultQueriesOnPostgresTests(PostgresServer server) : ResultQueriesTests(() => PostgresHouse.OpenAsync(server));
