using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.History;

/// <summary>A folder of its own with a history in it, on SQLite unless a house says otherwise; gone after the test.</summary>
public class HistoryHouse : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2025, 1, 9, 12, 0, 0, TimeSpan.Zero);
    public static readonly CheckName Api = CheckName.Of("api");
    public static readonly CheckName Db = CheckName.Of("db");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("history-");

    public HistoryHouse()
    {
        Database = new HistoryDatabase(HistoryDatabase.InFile(DatabasePath));
        Queries = new ResultQueries(Database);
    }

    protected HistoryHouse(HistoryDatabase database)
    {
        Database = database;
        Queries = new ResultQueries(Database);
    }

    /// <summary>What the database says of a table that is missing.</summary>
    public virtual string NoSuchTable => "no such table";

    public string DatabasePath => PathOf("monitor.db");

    public HistoryDatabase Database { get; }

    public ResultQueries Queries { get; }

    /// <summary>Of what is done in the background; goes on by itself when somebody waits.</summary>
    public HastyTime Clock { get; } = new(Noon);

    public RollupLog Rollups => new(Database, Clock);

    public TierRetention Retention(HistoryKeep? keep = null) => new(Database, Clock, keep ?? HistoryKeep.Default);

    /// <summary>Lets the clock show a moment, and does what is due in the background by then.</summary>
    public async Task<int> LiveUntilAsync(DateTimeOffset now, HistoryKeep? keep = null)
    {
        Clock.SetUtcNow(now);
        return await Retention(keep).DeleteOldAsync(await Rollups.RollAsync(Limit), Limit);
    }

    public static CancellationToken Limit => TestContext.Current.CancellationToken;

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public ResultLog Log(ResultsFile? file = null, int capacity = 200_000) =>
        new(Database, TimeProvider.System, NullLogger<ResultLog>.Instance, file, capacity);

    public Task WriteAsync(params ResultRow[] rows) => WriteAsync((IEnumerable<ResultRow>)rows);

    public async Task WriteAsync(params IEnumerable<ResultRow>[] batches)
    {
        await using var log = new ResultLog(Database, new FixedTime(Clock), NullLogger<ResultLog>.Instance);
        foreach (var row in batches.SelectMany(rows => rows))
            log.Append(row);
        await log.FlushAsync(Limit);
    }

    public Task<ResultPage> AllAsync() => Queries.PageAsync(new ResultFilter(DateTimeOffset.UnixEpoch), 0, 1_000, Limit);

    /// <summary>Holds the write lock, as a backup or another program might, until disposed.</summary>
    public virtual IDisposable Lock() => Execute("BEGIN IMMEDIATE");

    /// <summary>Does something behind the history's back.</summary>
    public virtual IDisposable Execute(string sql)
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Shows the time of another clock; its timers are real.</summary>
    private sealed class FixedTime(TimeProvider shown) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => shown.GetUtcNow();
    }

    public static ResultRow Row(
        double second, ResultKind kind = ResultKind.Ok, CheckName? check = null, int? latency = 10, string? reason = null) =>
        new(check ?? Api, Noon.AddSeconds(second), kind, latency, 1, 200, reason);

    /// <summary>What one SELECT finds.</summary>
    public long Number(string sql)
    {
        using var db = Database.OpenCreated();
        return db.Execute<long>(sql);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        File.Delete(DatabasePath);
        Database.IsGone(); // closes what the pool holds of this file, and of no other test's
        _folder.Delete(recursive: true);
    }
}
