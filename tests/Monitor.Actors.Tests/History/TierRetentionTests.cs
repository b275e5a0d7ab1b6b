using Monitor.Actors.History;
using Monitor.Tests.Shared;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

public abstract class TierRetentionTests(Func<Task<HistoryHouse>> build) : HistoryTest(build)
{
    protected static readonly HistoryKeep Short = new(TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(3));


    [Fact]
    public async Task Each_tier_goes_after_its_time_and_days_stay()
    {
        await House.WriteAsync(Enumerable.Range(0, 12_000).Select(i => Row(i)));

        var counts = new List<(long Raw, long Minutes, long Hours, long Days)>();
        foreach (var days in new[] { 0.5, 1.5, 2.5, 4.5, 900 })
        {
            await House.LiveUntilAsync(Noon.AddDays(days), Short);
            counts.Add((House.Number("SELECT COUNT(*) FROM results"), Rows(Tier.Minute), Rows(Tier.Hour), Rows(Tier.Day)));
            Assert.Equal(12_000, (await House.Queries.UptimeAsync(Api, Noon.AddDays(-1), Noon.AddDays(1.5), Limit)).Observed);
        }

        Assert.Equal([(12_000, 4, 4, 1), (0, 4, 4, 1), (0, 0, 4, 1), (0, 0, 0, 1), (0, 0, 0, 1)], counts);
    }

    [Fact]
    public async Task Only_whole_hours_that_are_past_their_time_are_deleted()
    {
        await House.WriteAsync(Row(0), Row(3_599), Row(3_600));

        await House.LiveUntilAsync(Noon.AddDays(1).AddMinutes(59), Short);
        Assert.Equal(3, House.Number("SELECT COUNT(*) FROM results"));
        await House.LiveUntilAsync(Noon.AddDays(1).AddMinutes(60), Short);
        Assert.Equal(1, House.Number("SELECT COUNT(*) FROM results"));
    }

    [Fact]
    public async Task What_is_not_rolled_up_is_not_deleted_however_old_it_is()
    {
        await House.WriteAsync(Row(0), Row(0, check: Db));
        House.Clock.SetUtcNow(Noon.AddDays(30));

        Assert.Equal(0, await House.Retention(Short).DeleteOldAsync(Noon, Limit));
        Assert.Equal(2, House.Number("SELECT COUNT(*) FROM results"));
        await House.LiveUntilAsync(Noon.AddDays(30), Short);
        Assert.Equal(0, House.Number("SELECT COUNT(*) FROM results"));
        Assert.Equal(2, Rows(Tier.Day));
    }

    [Fact]
    public async Task The_writer_has_its_turn_between_small_steps()
    {
        await House.WriteAsync(Enumerable.Range(0, 12_000).Select(i => Row(i)));
        House.Clock.SetUtcNow(Noon.AddDays(5));
        var rolled = await House.Rollups.RollAsync(Limit);
        var clock = new RestingTime(Noon.AddDays(5));

        var deleting = new TierRetention(House.Database, clock, Short).DeleteOldAsync(rolled, Limit);
        await clock.Resting.WaitAsync(Limit);
        Assert.Equal(7_000, House.Number("SELECT COUNT(*) FROM results"));
        await House.WriteAsync(Row(5 * 86_400));
        Assert.Equal(7_001, House.Number("SELECT COUNT(*) FROM results"));
        clock.GoOn();
        await deleting;

        Assert.Equal(1, House.Number("SELECT COUNT(*) FROM results"));
    }

    /// <summary>Stands still at the first rest that is taken.</summary>
    private sealed class RestingTime(DateTimeOffset now) : TimeProvider
    {
        private readonly TaskCompletionSource _resting = new();
        private Action _wake = () => { };

        public Task Resting => _resting.Task;

        public override DateTimeOffset GetUtcNow() => now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (_resting.Task.IsCompleted)
                return base.CreateTimer(callback, state, TimeSpan.Zero, period);
            _wake = () => callback(state);
            var timer = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
            _resting.SetResult();
            return timer;
        }

        public void GoOn() => _wake();
    }

    private long Rows(Tier tier) => House.Number($"SELECT COUNT(*) FROM rollups WHERE tier = {(int)tier}");
}

/// <inheritdoc/>
public sealed class TierRetentionOnSqliteTests() : TierRetentionTests(OnSqlite)
{
    [Fact]
    public async Task The_file_stops_growing()
    {
        var pages = new List<long>();
        for (var cycle = 0; cycle < 6; cycle++)
        {
            await House.WriteAsync(Enumerable.Range(0, 20_000).Select(i => Row((cycle * 3 * 86_400) + i, reason: "the answer was not what it should be")));
            await House.LiveUntilAsync(Noon.AddDays((cycle * 3) + 2.5), Short);
            pages.Add(House.Number("PRAGMA page_count"));
        }

        Assert.True(pages[5] <= pages[1] * 1.05, string.Join(' ', pages));
        Assert.True(House.Number("PRAGMA freelist_count") <= pages[5] / 10, "free pages are given back");
    }
}

/// <inheritdoc/>
public sealed class TierRetentionOnPostgresTests(PostgresServer server) : TierRetentionTests(() => PostgresHouse.OpenAsync(server));
