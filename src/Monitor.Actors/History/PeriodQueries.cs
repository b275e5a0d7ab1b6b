using System.Collections.Immutable;
using LinqToDB;
using Monitor.Actors.Checks;
using Monitor.Actors.Reports;

namespace Monitor.Actors.History;

/// <summary>Reads what was not as it should be in a stretch of time, over all checks.</summary>
/// <remarks>Thread-safe, as <see cref="ResultQueries"/>.</remarks>
public sealed class PeriodQueries(HistoryDatabase database)
{
    private const int Most = 1_000;

    private static readonly int[] Troubled = [(int)RunOutcome.TooLong, (int)RunOutcome.TooFast, (int)RunOutcome.Missed];

    /// <summary>When the monitor was not running.</summary>
    public Task<ImmutableArray<(DateTimeOffset From, DateTimeOffset Until)>> AwayAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) =>
        database.ReadAsync(
            db =>
            {
                var runs = db.GetTable<StoredRun>().OrderBy(run => run.StartedAt).ToList().Select(run => (run.StartedAt, run.LastBeat, run.StoppedAt));
                var all = new Stretch(since.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
                return EngineRuns.NotRunning([.. runs]).Select(gap => gap.Clip(all)).Where(gap => gap.Length > 0)
                    .Select(gap => (DateTimeOffset.FromUnixTimeMilliseconds(gap.From), DateTimeOffset.FromUnixTimeMilliseconds(gap.To))).ToImmutableArray();
            },
            cancel);

    /// <summary>The checks with the most rounds that saw nothing.</summary>
    public Task<ImmutableArray<UnseenRounds>> UnseenAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) =>
        database.ReadAsync(
            db =>
            {
                var rows = ResultQueries.Matching(db, new ResultFilter(since, until) { Kinds = [ResultKind.Unknown] })!.Where(row => row.Kind == (int)ResultKind.Unknown); // of all checks
                var counted = rows.GroupBy(row => row.CheckId)
                    .Select(check => new { Id = check.Key, Rounds = check.Count(), From = check.Min(row => row.At), Until = check.Max(row => row.At) })
                    .OrderByDescending(check => check.Rounds).Take(Most).ToList();
                var names = db.GetTable<StoredCheck>().ToDictionary(check => check.Id, check => check.Name);
                return counted.Select(check => new UnseenRounds(
                    CheckName.Of(names[check.Id]), check.Rounds, DateTimeOffset.FromUnixTimeMilliseconds(check.From), DateTimeOffset.FromUnixTimeMilliseconds(check.Until),
                    rows.Where(row => row.CheckId == check.Id && row.At == check.Until).Select(row => row.Reason).FirstOrDefault())).ToImmutableArray();
            },
            cancel);

    /// <summary>The runs that started then and were too slow, too fast, or missing; oldest first.</summary>
    public Task<ImmutableArray<(CheckName Check, RunRecord Run)>> TroubledRunsAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        var (from, to) = (since.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
        return database.ReadAsync(
            db => (
                from run in db.GetTable<StoredJobRun>()
                join known in db.GetTable<StoredCheck>() on run.CheckId equals known.Id
                where run.StartedAt >= @from && run.StartedAt < to && Troubled.Contains(run.Outcome)
                orderby run.StartedAt
                select new { known.Name, Run = run }).Take(Most).ToList().Select(one => (CheckName.Of(one.Name), one.Run.ToRecord())).ToImmutableArray(),
            cancel);
    }
}
