using CsCheck;
using Monitor.Actors.History;
using Monitor.Tests.Shared;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

/// <summary>Rolling up is not to be noticed: every answer is what the raw results alone would give.</summary>
public abstract class TierTests(Func<Task<HistoryHouse>> build, int samples) : HistoryTest(build)
{
    /// <summary>Whatever comes when, and whenever it is rolled up: nothing is lost and nothing counts twice.</summary>
    [Fact]
    public void Any_range_adds_up_whatever_was_rolled_up_in_between()
    {
        // A row is seconds after noon, kind and latency; second -1 stands for a moment at which the background works.
        var second = Gen.Frequency((8, Gen.Int[0, 200_000]), (1, Gen.Const(-1)));
        var steps = Gen.Select(second, Gen.Int[0, 5], Gen.Int[0, 900]).Array[1, 80];
        Gen.Select(steps, Gen.Int[0, 200_000], Gen.Int[0, 200_000]).Sample(
            (happened, one, other) =>
            {
                using var house = AnotherAsync().GetAwaiter().GetResult();
                var rows = new List<ResultRow>();
                house.Clock.SetUtcNow(Noon.AddSeconds(1));
                foreach (var batch in Batches(happened))
                {
                    house.WriteAsync(batch).GetAwaiter().GetResult();
                    rows.AddRange(batch);
                    house.LiveUntilAsync(house.Clock.GetUtcNow().AddHours(9)).GetAwaiter().GetResult();
                }

                var (since, until) = (Noon.AddSeconds(Math.Min(one, other)), Noon.AddSeconds(Math.Max(one, other) + 1));
                var uptime = house.Queries.UptimeAsync(Api, since, until, Limit).GetAwaiter().GetResult();
                var expected = Sum(rows.Where(row => row.At >= since && row.At < until && row.Kind <= ResultKind.Fail));
                Assert.Equal((since, until), (uptime.Since, uptime.Until));
                Assert.Equal(
                    (expected[ResultKind.Ok], expected[ResultKind.Warn], expected[ResultKind.Fail], expected[ResultKind.Unknown]),
                    (uptime.Ok, uptime.Warn, uptime.Fail, uptime.Unknown));
                Assert.Equal(Latency.Of(expected), uptime.Latency);
            },
            iter: samples,
            threads: 1);
    }

    [Fact]
    public async Task An_hour_is_rolled_up_once_it_has_settled()
    {
        await House.WriteAsync(Row(0), Row(1_800), Row(3_600));

        await House.LiveUntilAsync(Noon.AddMinutes(64));
        Assert.Equal(0, House.Number("SELECT COUNT(*) FROM rollups"));
        await House.LiveUntilAsync(Noon.AddMinutes(65));
        Assert.Equal(3, House.Number("SELECT COUNT(*) FROM rollups")); // a block of minutes, an hour, a day so far
        Assert.Equal(3, await CountAsync(Noon, Noon.AddDays(1)));
    }

    [Fact]
    public async Task What_is_rolled_up_is_read_from_the_rollups()
    {
        await House.WriteAsync(Enumerable.Range(0, 480).Select(i => Row(i * 30)));
        await House.LiveUntilAsync(Noon.AddHours(5));
        House.Execute("DELETE FROM results").Dispose();

        Assert.Equal(480, await CountAsync(Noon, Noon.AddDays(1)));
        Assert.Equal(120, await CountAsync(Noon.AddHours(1), Noon.AddHours(2)));
        Assert.Equal(30, await CountAsync(Noon.AddMinutes(100), Noon.AddMinutes(115)));
        var worst = await House.Queries.WorstPerSlotAsync(Api, Noon, Noon.AddHours(5), 30, Limit);
        Assert.Equal(Enumerable.Repeat<ResultKind?>(ResultKind.Ok, 24).Concat(Enumerable.Repeat<ResultKind?>(null, 6)), worst);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_crash_between_steps_loses_nothing_and_the_next_start_goes_on(int steps)
    {
        await House.WriteAsync(Enumerable.Range(0, 7_500).Select(i => Row(i * 30)), [Row(5, check: Db)]);
        House.Clock.SetUtcNow(Noon.AddDays(4));
        using (var killed = new CancellationTokenSource())
        {
            var rollups = new RollupLog(House.Database, new LastMoments(House.Clock, steps, killed));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rollups.RollAsync(killed.Token));
        }

        Assert.Equal(7_500, await CountAsync(Noon, Noon.AddDays(4)));
        await House.LiveUntilAsync(Noon.AddDays(4));
        Assert.Equal(7_500, await CountAsync(Noon, Noon.AddDays(4)));
    }

    [Fact]
    public async Task Rolling_up_again_changes_nothing()
    {
        await House.WriteAsync(Enumerable.Range(0, 300).Select(i => Row(i * 30, i % 7 == 0 ? ResultKind.Fail : ResultKind.Ok, latency: i)));
        await House.LiveUntilAsync(Noon.AddHours(4));
        var before = House.Number("SELECT SUM(LENGTH(data) * CAST(start AS BIGINT)) FROM rollups");

        House.Execute("UPDATE rolled SET until = 0").Dispose();
        await House.LiveUntilAsync(Noon.AddHours(4));

        Assert.Equal(before, House.Number("SELECT SUM(LENGTH(data) * CAST(start AS BIGINT)) FROM rollups"));
        Assert.Equal(300, await CountAsync(Noon, Noon.AddHours(4)));
    }

    [Fact]
    public async Task A_result_that_comes_after_its_hour_was_rolled_up_counts_at_once_and_for_ever()
    {
        await House.WriteAsync(Row(0), Row(4_000));
        await House.LiveUntilAsync(Noon.AddHours(5));

        await House.WriteAsync(Row(60, ResultKind.Fail));
        Assert.Equal(3, await CountAsync(Noon, Noon.AddHours(5)));
        await House.LiveUntilAsync(Noon.AddHours(5));
        House.Execute("DELETE FROM results").Dispose();
        Assert.Equal(3, await CountAsync(Noon, Noon.AddHours(5)));
        Assert.Equal(1, await House.Queries.FailuresAsync(Api, Noon, Noon.AddHours(5), Limit));
    }

    [Fact]
    public async Task A_result_for_a_time_whose_raw_results_are_gone_does_not_spoil_the_rollups()
    {
        await House.WriteAsync(Enumerable.Range(0, 120).Select(i => Row(i * 30)));
        await House.LiveUntilAsync(Noon.AddDays(15));

        await House.WriteAsync(Row(61));
        await House.LiveUntilAsync(Noon.AddDays(15).AddHours(1));

        Assert.Equal(120, await CountAsync(Noon, Noon.AddHours(1)));
        Assert.Equal(0, House.Number("SELECT COUNT(*) FROM results"));
    }

    protected async Task<int> CountAsync(DateTimeOffset since, DateTimeOffset until) =>
        (await House.Queries.UptimeAsync(Api, since, until, Limit)).Observed;

    /// <summary>A clock that is asked twice a step, and ends the process after some of them.</summary>
    private sealed class LastMoments(TimeProvider shown, int steps, CancellationTokenSource end) : TimeProvider
    {
        private int _left = steps * 2;

        public override DateTimeOffset GetUtcNow() => shown.GetUtcNow();

        public override long GetTimestamp()
        {
            if (_left-- == 0)
                end.Cancel();
            return 0;
        }
    }

    private static IEnumerable<List<ResultRow>> Batches((int Second, int Kind, int LatencyMs)[] happened)
    {
        var batch = new List<ResultRow>();
        foreach (var (second, kind, latency) in happened)
            if (second >= 0)
            {
                batch.Add(Row(second, (ResultKind)kind, latency: latency));
            }
            else
            {
                yield return batch;
                batch = [];
            }

        yield return batch;
    }

    private static Rollup Sum(IEnumerable<ResultRow> rows)
    {
        var sum = new Rollup();
        foreach (var row in rows)
            sum.Add(row.Kind, row.LatencyMs);
        return sum;
    }
}

/// <inheritdoc/>
public sealed class TierOnSqliteTests() : TierTests(OnSqlite, samples: 40)
{
    [Fact]
    public async Task A_step_that_fails_leaves_nothing_behind()
    {
        await House.WriteAsync(Row(0), Row(30));
        House.Execute("CREATE TRIGGER full BEFORE UPDATE ON rolled WHEN NEW.until > 0 BEGIN SELECT RAISE(ABORT, 'disk full'); END").Dispose();

        await Assert.ThrowsAnyAsync<Exception>(() => House.LiveUntilAsync(Noon.AddHours(3)));
        Assert.Equal(0, House.Number("SELECT COUNT(*) FROM rollups"));
        House.Execute("DROP TRIGGER full").Dispose();
        await House.LiveUntilAsync(Noon.AddHours(3));

        Assert.Equal(2, await CountAsync(Noon, Noon.AddHours(1)));
        Assert.Equal(3, House.Number("SELECT COUNT(*) FROM rollups"));
    }
}

/// <inheritdoc/>
public sealed class TierOnPostgresTests(PostgresServer server) : TierTests(() => PostgresHouse.OpenAsync(server), samples: 8);
