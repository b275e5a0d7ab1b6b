using System.Collections.Immutable;
using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;

namespace Monitor.Actors.History;

/// <summary>Reads the runs of a check's job, and writes them for the one writer of the history.</summary>
/// <remarks>Thread-safe, as <see cref="ResultQueries"/>.</remarks>
public sealed class RunQueries(HistoryDatabase database)
{
    public const int MaxTake = 1_000;

    /// <summary>Newest first.</summary>
    public Task<ImmutableArray<RunRecord>> NewestAsync(CheckName check, int take, CancellationToken cancel = default) => database.ReadAsync(
        db => (
            from run in db.GetTable<StoredJobRun>()
            join known in db.GetTable<StoredCheck>() on run.CheckId equals known.Id
            where known.Name == check.Value
            orderby run.StartedAt descending, run.Run descending
            select run).Take(Math.Clamp(take, 0, MaxTake)).ToList().Select(run => run.ToRecord()).ToImmutableArray(),
        cancel);

    internal static void Put(DataConnection db, int check, RunRecord run) => db.Execute(
        RunSchema.Put,
        new DataParameter("check", check),
        new DataParameter("run", StorableText.Of(run.Id)),
        new DataParameter("started", run.StartedAt.ToUnixTimeMilliseconds()),
        new DataParameter("finished", run.FinishedAt?.ToUnixTimeMilliseconds(), DataType.Int64),
        new DataParameter("outcome", (int)run.Outcome),
        new DataParameter("source", (int)run.Source),
        new DataParameter("took", (long?)run.Took?.TotalMilliseconds, DataType.Int64),
        new DataParameter("observed", run.IsObserved ? 1 : 0),
        new DataParameter("least", (long?)run.AtLeast?.TotalMilliseconds, DataType.Int64),
        new DataParameter("most", (long?)run.AtMost?.TotalMilliseconds, DataType.Int64),
        new DataParameter("exit", run.ExitCode, DataType.Int32),
        new DataParameter("output", StorableText.Of(run.Output), DataType.Text));
}
