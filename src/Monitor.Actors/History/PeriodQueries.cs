using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;
using Monitor.Actors.Reports;

namespace Monitor.Actors.History;

/// <summary>Reads what was not as it should be in a stretch of time, over many checks.</summary>
/// <remarks>Thread-safe, as <see cref="ResultQueries"/>.</remarks>
public sealed class PeriodQueries(HistoryDatabase database)
{
    private static readonly int[] Troubled = [(int)RunOutcome.TooLong, (int)RunOutcome.TooFast, (int)RunOutcome.Missed];

    /// <summary>When the monitor was not running; oldest first, of more than <paramref name="most"/> the newest.</summary>
    public Task<Excerpt<(DateTimeOffset From, DateTimeOffset Until)>> AwayAsync(DateTimeOffset since, DateTimeOffset until, int most, CancellationToken cancel) =>
        database.ReadAsync(
            db =>
            {
                var runs = db.GetTable<StoredRun>().OrderBy(run => run.StartedAt).ToList().Select(run => (run.StartedAt, run.LastBeat, run.StoppedAt));
                var all = new Stretch(since.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
                return Excerpt.Of(
                    EngineRuns.NotRunning([.. runs]).Select(gap => gap.Clip(all)).Where(gap => gap.Length > 0).Reverse()
                        .Select(gap => (DateTimeOffset.FromUnixTimeMilliseconds(gap.From), DateTimeOffset.FromUnixTimeMilliseconds(gap.To))),
                    most).Reversed();
            },
            cancel);

    /// <summary>The checks with the most rounds that saw nothing.</summary>
    public Task<Excerpt<UnseenRounds>> UnseenAsync(IReadOnlySet<CheckName> checks, DateTimeOffset since, DateTimeOffset until, int most, CancellationToken cancel) =>
        database.ReadAsync(
            db =>
            {
                var rows = ResultQueries.Matching(db, new ResultFilter(since, until) { Kinds = [ResultKind.Unknown] })!.Where(row => row.Kind == (int)ResultKind.Unknown); // of all checks
                var counted = rows.GroupBy(row => row.CheckId)
                    .Select(check => new { Id = check.Key, Rounds = check.Count(), From = check.Min(row => row.At), Until = check.Max(row => row.At) })
                    .ToList(); // one for a check at most
                var names = NamesOf(db, checks);
                var selected = Excerpt.Of(counted.Where(check => names.ContainsKey(check.Id)).OrderByDescending(check => check.Rounds), most);
                return new Excerpt<UnseenRounds>(
                    [.. selected.Items.Select(check => new UnseenRounds(
                        names[check.Id], check.Rounds, DateTimeOffset.FromUnixTimeMilliseconds(check.From), DateTimeOffset.FromUnixTimeMilliseconds(check.Until),
                        rows.Where(row => row.CheckId == check.Id && row.At == check.Until).Select(row => row.Reason).FirstOrDefault()))],
                    selected.IsCut);
            },
            cancel);

    /// <summary>The runs that started then and were too slow, too fast, or missing; oldest first, of more than <paramref name="most"/> the newest.</summary>
    public Task<Excerpt<(CheckName Check, RunRecord Run)>> TroubledRunsAsync(IReadOnlySet<CheckName> checks, DateTimeOffset since, DateTimeOffset until, int most, CancellationToken cancel)
    {
        var (first, end) = (since.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
        return database.ReadAsync(
            db =>
            {
                var names = NamesOf(db, checks);
                int[] ids = [.. names.Keys];
                var runs = db.GetTable<StoredJobRun>()
                    .Where(run => run.StartedAt >= first && run.StartedAt < end && Troubled.Contains(run.Outcome) && ids.Contains(run.CheckId))
                    .OrderByDescending(run => run.StartedAt).Take(most + 1).ToList();
                return Excerpt.Of(runs.Select(run => (names[run.CheckId], run.ToRecord())), most).Reversed();
            },
            cancel);
    }

    /// <summary>The names of those that ever had a result, by their number.</summary>
    private static Dictionary<int, CheckName> NamesOf(DataConnection db, IReadOnlySet<CheckName> checks) => db.GetTable<StoredCheck>().AsEnumerable()
        .Select(check => (check.Id, Name: CheckName.Of(check.Name))).Where(check => checks.Contains(check.Name)).ToDictionary(check => check.Id, check => check.Name);
}
