using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

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

    public static CancellationToken Limit => TestContext.Current.CancellationToken;

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public ResultLog Log(ResultsFile? file = null, int capacity = 200_000) =>
        new(Database, TimeProvider.System, NullLogger<ResultLog>.Instance, file, capacity);

    public async Task WriteAsync(params IEnumerable<ResultRow> rows)
    {
        await using var log = Log();
        foreach (var row in rows)
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

    public static ResultRow Row(
        double second, ResultKind kind = ResultKind.Ok, CheckName? check = null, int? latency = 10, string? reason = null) =>
        new(check ?? Api, Noon.AddSeconds(second), kind, latency, 1, 200, reason);

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
