using Microsoft.Data.Sqlite;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Support;

/// <summary>The database that an engine in a test folder runs on.</summary>
public abstract class TestStore
{
    /// <summary>Bytes that are no event, in this database's SQL.</summary>
    public abstract string Garbage { get; }

    /// <summary>Makes a new, empty database, and writes its address into the folder's <c>.env</c>.</summary>
    public abstract Task PrepareAsync(TempFolder folder);

    /// <summary>Does something behind the engine's back.</summary>
    public abstract Task<object?> ExecuteAsync(string sql);

    public abstract ValueTask EndAsync();
}

/// <summary>SQLite, in the folder's own file: what an engine runs on that was told nothing.</summary>
public sealed class SqliteTestStore : TestStore
{
    private string _file = "";

    public override string Garbage => "CAST('garbage' AS BLOB)";

    public override Task PrepareAsync(TempFolder folder)
    {
        _file = folder["data/monitor.db"];
        return Task.CompletedTask;
    }

    public override async Task<object?> ExecuteAsync(string sql)
    {
        await using var db = new SqliteConnection($"Data Source={_file};Pooling=False");
        db.Open();
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public override ValueTask EndAsync() => ValueTask.CompletedTask;
}

/// <summary>A database of its own on the tests' PostgreSQL server.</summary>
public sealed class PostgresTestStore(PostgresServer server) : TestStore
{
    private PostgresDatabase? _database;

    public override string Garbage => "CAST('garbage' AS bytea)";

    public override async Task PrepareAsync(TempFolder folder)
    {
        _database = await server.NewDatabaseAsync();
        folder.Write(".env", $"DB_URL='{_database.Url}'\n");
    }

    public override Task<object?> ExecuteAsync(string sql) => _database!.ExecuteAsync(sql); // prepared

    public override ValueTask EndAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}
