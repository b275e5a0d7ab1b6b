using LinqToDB.Data;
using Monitor.Actors.History;
using Monitor.Actors.Hosting;

namespace Monitor.Bench.Engine;

/// <summary>A day of results of every check and a month of rollups, written by the database itself.</summary>
public static class HistoryFill
{
    /// <summary>These have a month of results, from which the rollups of all others are copied.</summary>
    private const int Models = 5;

    private const long Day = 86_400_000;

    /// <summary>The number under which the history keeps minutes: large, and read by no chart of a month.</summary>
    private const int MinuteTier = 1;

    /// <summary>One result in a hundred is a failure; a check's rounds come at its own phase.</summary>
    private const string Results = """
        INSERT INTO results (check_id, at, seq, kind, latency_ms, attempts, status_code)
        WITH RECURSIVE rounds(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM rounds WHERE n + 1 < @rounds)
        SELECT c.id, @from + rounds.n * @interval + (c.id * 7919) % @interval, 0,
            CASE WHEN (c.id + rounds.n) % 100 = 0 THEN 3 ELSE 1 END, 20 + (c.id + rounds.n * 31) % 80, 1, 200
        FROM checks c CROSS JOIN rounds WHERE c.id BETWEEN @first AND @last
        """;

    private const string Rolled = """
        INSERT INTO rolled (check_id, until, first_at, last_at)
        SELECT c.id, r.until, r.first_at, r.last_at FROM checks c, rolled r WHERE r.check_id = 1 AND c.id > @models
        """;

    private const string Rollups = """
        INSERT INTO rollups (tier, check_id, start, data)
        SELECT r.tier, c.id, r.start, r.data FROM checks c JOIN rollups r ON r.check_id = 1 + c.id % @models WHERE c.id > @models AND r.tier > @minutes
        """;

    public static async Task FillAsync(Store store, Workload work, RollupLog rollups, Figures figures, CancellationToken cancel)
    {
        using var db = new DataConnection(store.History);
        db.CommandTimeout = 1800;
        var ready = new HistoryDatabase(store.History);
        ready.EnsureCreated();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var models = new DataParameter("models", Models);
        db.Execute("DROP INDEX results_at"); // made again at the end, in one go
        db.Execute(
            "INSERT INTO checks (id, name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @checks) SELECT i, 'c' || i FROM n",
            new DataParameter("checks", work.Checks));
        Insert(db, 1, Models, now, days: 30, work.Interval);
        await rollups.RollAsync(cancel);
        db.Execute(Rolled, models);
        db.Execute(Rollups, models, new DataParameter("minutes", MinuteTier));
        for (var first = Models + 1; first <= work.Checks; first += 500)
            Insert(db, first, Math.Min(first + 499, work.Checks), now, days: 1, work.Interval);
        ready.EnsureCreated();
        db.Execute("ANALYZE");
        figures["results"] = db.Execute<long>("SELECT COUNT(*) FROM results");
        figures["rollups"] = db.Execute<long>("SELECT COUNT(*) FROM rollups");
    }

    private static void Insert(DataConnection db, int first, int last, long now, int days, int interval)
    {
        using var transaction = db.BeginTransaction();
        db.Execute(
            Results,
            new DataParameter("rounds", days * (Day / 1000) / interval), new DataParameter("interval", interval * 1000L),
            new DataParameter("from", now - (days * Day)), new DataParameter("first", first), new DataParameter("last", last));
        transaction.Commit();
    }
}
