using LinqToDB;
using LinqToDB.Data;

namespace Monitor.Actors.History;

/// <summary>Deletes what is older than its tier is kept, and gives the space back.</summary>
/// <remarks>
/// In small steps with pauses between them, so that new results never wait long for their turn. A raw result stays until
/// it is rolled up; runs of jobs are kept as long as hours. What is going to be deleted is announced first: nobody reads from a tier that is half deleted.
/// </remarks>
public sealed class TierRetention(HistoryDatabase database, TimeProvider time, HistoryKeep keep)
{
    private const int Step = 5_000;
    private const int ChecksAtOnce = 500;
    private const int PagesAtOnce = 256;

    private const string Announce = """
        INSERT INTO horizons (tier, since) VALUES (@tier, @since) ON CONFLICT (tier) DO UPDATE
        SET since = CASE WHEN horizons.since < excluded.since THEN excluded.since ELSE horizons.since END
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns how many rows were deleted; throws when the database is away, and may simply be called again.</summary>
    /// <param name="rolledUntil">Raw results after that are not touched, however old they are.</param>
    public async Task<int> DeleteOldAsync(DateTimeOffset rolledUntil, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var raw = TierTimes.Floor(Math.Min(Before(now, keep.Raw), rolledUntil.ToUnixTimeMilliseconds()), TierTimes.Hour);
        var minute = TierTimes.Floor(Before(now, keep.Minute), TierTimes.Hour);
        var hour = TierTimes.Floor(Before(now, keep.Hour), TierTimes.Day);
        using (var db = database.OpenCreated())
            foreach (var (tier, since) in new[] { (Tier.Raw, raw), (Tier.Minute, minute), (Tier.Hour, hour) })
                db.Execute(Announce, new DataParameter("tier", (int)tier), new DataParameter("since", since));
        var deleted = await RepeatAsync(db => db.Execute(HistorySchema.DeleteStep(database.Provider), new DataParameter("before", raw), new DataParameter("step", Step)), cancel);
        foreach (var checks in await ChecksAsync(cancel))
            deleted += await DeleteAsync(Tier.Minute, checks, minute, cancel) + await DeleteAsync(Tier.Hour, checks, hour, cancel);
        var runs = Before(now, keep.Hour);
        deleted += await RepeatAsync(db => db.Execute(RunSchema.DeleteStep, new DataParameter("before", runs), new DataParameter("step", Step)), cancel);
        if (HistorySchema.IsSqlite(database.Provider))
            await ShrinkAsync(cancel);
        return deleted;
    }

    private static long Before(DateTimeOffset now, TimeSpan kept) => Math.Max(0, (now - kept).ToUnixTimeMilliseconds());

    private async Task<List<int[]>> ChecksAsync(CancellationToken cancel) =>
        [.. (await database.ReadAsync(db => db.GetTable<StoredCheck>().Select(check => check.Id).ToList(), cancel)).Chunk(ChecksAtOnce)];

    private Task<int> DeleteAsync(Tier tier, int[] checks, long before, CancellationToken cancel)
    {
        var sql = $"""
            DELETE FROM rollups WHERE (tier, check_id, start) IN (
                SELECT tier, check_id, start FROM rollups
                WHERE tier = @tier AND check_id IN ({string.Join(',', checks)}) AND start < @before LIMIT @step)
            """;
        return RepeatAsync(
            db => db.Execute(
                sql, new DataParameter("tier", (int)tier), new DataParameter("before", (int)(before / TierTimes.Minute)),
                new DataParameter("step", Step)),
            cancel);
    }

    private async Task<int> RepeatAsync(Func<DataConnection, int> step, CancellationToken cancel)
    {
        for (var sum = 0; ;)
        {
            var deleted = await Task.Run(() => WithConnection(step), cancel);
            sum += deleted;
            if (deleted > 0)
                await Task.Delay(Pause, time, cancel);
            if (deleted < Step)
                return sum;
        }
    }

    /// <summary>A tenth of the file may lie free: the next hour will fill it. What goes beyond is given back.</summary>
    private async Task ShrinkAsync(CancellationToken cancel)
    {
        while (await Task.Run(() => WithConnection(ShrinkStep), cancel))
            await Task.Delay(Pause, time, cancel);
    }

    private static bool ShrinkStep(DataConnection db)
    {
        var (free, all) = (db.Execute<long>("PRAGMA freelist_count"), db.Execute<long>("PRAGMA page_count"));
        if (free <= all / 10)
            return false;
        db.Execute($"PRAGMA incremental_vacuum({PagesAtOnce})");
        return db.Execute<long>("PRAGMA freelist_count") < free; // a file made without auto_vacuum keeps its pages
    }

    private T WithConnection<T>(Func<DataConnection, T> work)
    {
        using var db = database.OpenCreated();
        return work(db);
    }
}
