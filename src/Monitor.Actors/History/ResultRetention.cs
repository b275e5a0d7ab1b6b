using LinqToDB.Data;

namespace Monitor.Actors.History;

/// <summary>Deletes results that are older than we promise to keep them.</summary>
/// <remarks>In small steps with pauses between them, so that new results never wait long for their turn.</remarks>
public sealed class ResultRetention(HistoryDatabase database, TimeProvider time, int days = ResultRetention.DefaultDays)
{
    public const int DefaultDays = 14;

    private const int Step = 5_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns how many rows were deleted; throws when the database is away, and may simply be called again.</summary>
    public async Task<int> DeleteOldAsync(CancellationToken cancel = default)
    {
        var before = time.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds();
        var deleted = 0;
        while (true)
        {
            var step = await Task.Run(() => DeleteStep(before), cancel);
            deleted += step;
            if (step < Step)
                return deleted;
            await Task.Delay(Pause, time, cancel);
        }
    }

    private int DeleteStep(long before)
    {
        using var db = database.OpenCreated();
        return db.Execute(HistorySchema.DeleteStep(database.Provider), new DataParameter("before", before), new DataParameter("step", Step));
    }
}
