using System.Collections.Concurrent;
using System.Collections.Immutable;
using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;

namespace Monitor.Actors.History;

/// <summary>Reads what was observed: results, and what they come to over time.</summary>
/// <remarks>Thread-safe. Each query has a connection of its own and waits for no writer; cancelling stops it promptly.</remarks>
public sealed class ResultQueries(HistoryDatabase database)
{
    public const int MaxPage = 1_000;

    private static readonly ImmutableArray<ResultKind> Observed = [ResultKind.Ok, ResultKind.Warn, ResultKind.Fail];

    private const int LastRound = (int)ResultKind.Fail;

    /// <summary>Of each check all from its last round but so many; more than wanted where several share a millisecond.</summary>
    private const string Recent = """
        SELECT r.check_id, r.at, r.seq, r.kind, r.latency_ms, r.attempts, r.status_code, r.reason, r.details
        FROM checks c JOIN results r ON r.check_id = c.id AND (r.kind <= @last OR r.kind >= @maintained) AND r.at >= COALESCE((
            SELECT o.at FROM results o WHERE o.check_id = c.id AND (o.kind <= @last OR o.kind >= @maintained)
            ORDER BY o.at DESC LIMIT 1 OFFSET @before), 0)
        """;

    private readonly ConcurrentDictionary<int, CheckName> _names = [];

    /// <summary>Newest first; rows of one millisecond in the order of their check's first appearance, then as written.</summary>
    /// <param name="take">At most <see cref="MaxPage"/>; a greater number is read as that.</param>
    public Task<ResultPage> PageAsync(ResultFilter filter, int skip, int take, CancellationToken cancel = default) =>
        PageAsync(filter, skip, take, ResultPage.MaxCounted, cancel);

    internal Task<ResultPage> PageAsync(ResultFilter filter, int skip, int take, int countUpTo, CancellationToken cancel) =>
        database.ReadAsync(
            db =>
            {
                if (Matching(db, filter) is not { } matching)
                    return new ResultPage([], 0);
                var rows = matching
                    .OrderByDescending(r => r.At).ThenBy(r => r.CheckId).ThenBy(r => r.Seq)
                    .Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 0, MaxPage))
                    .ToList();
                var counted = matching.Take(countUpTo + 1).Count();
                return new ResultPage([.. rows.Select(row => row.ToRow(NameOf(db, row.CheckId)))], Math.Min(counted, countUpTo))
                {
                    HasMore = counted > countUpTo,
                };
            },
            cancel);

    /// <summary>How many rounds failed since then: restores a count of consecutive failures after a restart.</summary>
    public Task<int> FailuresAsync(CheckName check, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel = default) =>
        PastAsync(check, past => Fold(past, since, until, new TimeSlots(since, until, 1))[0][ResultKind.Fail], cancel);

    /// <summary>The newest rounds that said something about the target, oldest first; for counts that a restart must not lose.</summary>
    /// <param name="until">Whoever asks counts what ends from then on.</param>
    public Task<ImmutableArray<ResultRow>> ObservedAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int take, CancellationToken cancel = default) =>
        database.ReadAsync(
            db => Matching(db, new ResultFilter(since, until) { Check = check, Kinds = Observed }) is not { } rounds
                ? ImmutableArray<ResultRow>.Empty
                : [.. rounds.OrderByDescending(r => r.At).ThenByDescending(r => r.Seq).Take(take).ToList().AsEnumerable().Reverse()
                    .Select(row => row.ToRow(check))],
            cancel);

    /// <summary>The last rounds of every check, oldest first: refills the board at a start. Remedies' rows are no rounds.</summary>
    /// <remarks>One query for all of them: at a start with ten thousand checks, as many queries were a tenth of the work.</remarks>
    public Task<ImmutableDictionary<CheckName, ImmutableArray<ResultRow>>> RecentAsync(
        int perCheck, CancellationToken cancel = default) => database.ReadAsync(
            db =>
            {
                var rounds = db.Query<StoredResult>(Recent, new DataParameter("before", perCheck - 1), new DataParameter("last", LastRound), new DataParameter("maintained", StoredResult.InMaintenance)).ToList();
                var names = db.GetTable<StoredCheck>().ToDictionary(check => check.Id, check => CheckName.Of(check.Name)); // after the rounds: a check has its name first
                return rounds.GroupBy(row => row.CheckId).ToImmutableDictionary(
                        rows => names[rows.Key],
                        rows => rows.OrderBy(row => row.At).ThenBy(row => row.Seq).TakeLast(perCheck).Select(row => row.ToRow(names[rows.Key])).ToImmutableArray());
            },
            cancel);

    /// <summary>The newest details of the check that have this key; null when there are none.</summary>
    public Task<string?> LastDetailsWithAsync(CheckName check, string key, CancellationToken cancel = default) => database.ReadAsync(
        db => IdOf(db, check) is not { } id
            ? null
            : db.GetTable<StoredResult>()
                .Where(r => r.CheckId == id && r.Details!.Contains($"\"{key}\":"))
                .OrderByDescending(r => r.At).ThenByDescending(r => r.Seq)
                .Select(r => r.Details)
                .FirstOrDefault(),
        cancel);

    /// <summary>The latencies of one check in equal stretches of time.</summary>
    /// <param name="buckets">At most <see cref="LatencySeries.MaxBuckets"/>.</param>
    public Task<ImmutableArray<LatencyBucket>> LatencySeriesAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int buckets, CancellationToken cancel = default)
    {
        var slots = new TimeSlots(since, until, Math.Min(buckets, LatencySeries.MaxBuckets));
        return PastAsync(check, past => LatencySeries.Of(Fold(past, since, until, slots), slots), cancel);
    }

    /// <summary>The worst that was seen in each slot; null where nothing was recorded, Unknown where nothing was seen.</summary>
    public Task<ImmutableArray<ResultKind?>> WorstPerSlotAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int slots = 144, CancellationToken cancel = default) =>
        PastAsync(
            check,
            past => Fold(past, since, until, new TimeSlots(since, until, slots)).Select(sum => sum.Worst).ToImmutableArray(),
            cancel);

    /// <summary>True when the check ever had a result, also when it is gone.</summary>
    public Task<bool> KnowsAsync(CheckName check, CancellationToken cancel = default) =>
        database.ReadAsync(db => IdOf(db, check) is not null, cancel);

    public Task<Uptime> UptimeAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel = default) =>
        PastAsync(check, past => Uptime.Of(past, Range(since, until)), cancel);

    /// <summary>When it was in maintenance, in ascending order and without overlaps, cut to the range.</summary>
    public Task<ImmutableArray<(DateTimeOffset Since, DateTimeOffset Until)>> MaintenanceAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel = default) =>
        PastAsync(
            check,
            past => past.PlannedIn(Range(since, until), PlannedKind.Maintenance)
                .Select(part => (DateTimeOffset.FromUnixTimeMilliseconds(part.From), DateTimeOffset.FromUnixTimeMilliseconds(part.To))).ToImmutableArray(),
            cancel);

    private Task<T> PastAsync<T>(CheckName check, Func<TierQueries, T> read, CancellationToken cancel) =>
        database.ReadAsync(db => read(new TierQueries(db, IdOf(db, check) ?? -1)), cancel);

    private static Rollup[] Fold(TierQueries past, DateTimeOffset since, DateTimeOffset until, TimeSlots slots) =>
        past.Fold(past.Horizons.Widen(Range(since, until)), slots);

    private static Stretch Range(DateTimeOffset since, DateTimeOffset until) => new(FirstMillisecond(since), FirstMillisecond(until));

    /// <summary>Null when the check has never had a result.</summary>
    internal static IQueryable<StoredResult>? Matching(DataConnection db, ResultFilter filter)
    {
        var rows = Between(db, filter.Since, filter.Until ?? DateTimeOffset.MaxValue);
        if (filter.Check is { } check)
        {
            if (IdOf(db, check) is not { } id)
                return null;
            rows = rows.Where(r => r.CheckId == id);
        }

        if (filter.Kinds.IsDefaultOrEmpty)
            return rows;
        var kinds = filter.Kinds.SelectMany(kind => new[] { (int)kind, (int)kind + StoredResult.InMaintenance }).ToArray();
        if (filter.Check is null && !filter.Kinds.Contains(ResultKind.Ok))
            rows = rows.Where(r => r.Kind != (int)ResultKind.Ok); // says nothing new, but to SQLite: that results_not_ok has them all
        return rows.Where(r => kinds.Contains(r.Kind));
    }

    private static IQueryable<StoredResult> Between(DataConnection db, DateTimeOffset since, DateTimeOffset until)
    {
        var (from, to) = (FirstMillisecond(since), FirstMillisecond(until));
        return db.GetTable<StoredResult>().Where(r => r.At >= from && r.At < to);
    }

    /// <summary>The first whole millisecond at or after the moment, so that Since is inclusive and Until exclusive.</summary>
    private static long FirstMillisecond(DateTimeOffset moment)
    {
        var floor = moment.ToUnixTimeMilliseconds();
        return moment.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? floor : floor + 1;
    }

    private static int? IdOf(DataConnection db, CheckName check) =>
        db.GetTable<StoredCheck>().Where(c => c.Name == check.Value).Select(c => (int?)c.Id).FirstOrDefault();

    private CheckName NameOf(DataConnection db, int id)
    {
        if (_names.TryGetValue(id, out var known))
            return known;
        foreach (var check in db.GetTable<StoredCheck>())
            _names[check.Id] = CheckName.Of(check.Name);
        return _names[id];
    }
}
