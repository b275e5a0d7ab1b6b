using System.Data;
using System.Data.Common;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.Interceptors;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Monitor.Actors.History;

/// <summary>Where the results are kept: opens connections and makes the tables.</summary>
/// <remarks>
/// Thread-safe. On SQLite it changes the time-outs in the connection string, and with them the connection pool: pragmas
/// stay with a pooled connection, and those of the journal are not ours to change.
/// </remarks>
public sealed class HistoryDatabase
{
    private const int PatienceSeconds = 2;

    private readonly DataOptions _options;
    private readonly string? _file;
    private readonly Lock _creating = new();
    private volatile bool _created;

    public HistoryDatabase(DataOptions options)
    {
        Provider = options.ConnectionOptions.ProviderName ?? "";
        _options = HistorySchema.IsPostgres(Provider) ? Patient(options) : options;
        if (!HistorySchema.IsSqlite(Provider))
            return;
        var connection = new SqliteConnectionStringBuilder(options.ConnectionOptions.ConnectionString)
        {
            DefaultTimeout = PatienceSeconds,
        };
        _file = Path.GetFullPath(connection.DataSource);
        _options = options.UseConnectionString(Provider, connection.ConnectionString).UseInterceptor(new PragmaSetter());
    }

    public string Provider { get; }

    /// <summary>The options for results in a SQLite file of their own, or beside the journal.</summary>
    public static DataOptions InFile(string path) => new DataOptions().UseConnectionString(
        ProviderName.SQLiteMS, new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString);

    /// <summary>Creates what is missing; done before the first use, and again by the writer after trouble.</summary>
    public void EnsureCreated()
    {
        if (_file is not null)
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!); // a full path of a file has a folder
        using var db = Open();
        lock (_creating) // PostgreSQL does not like two to create the same table
        {
            if (_file is not null)
                db.Execute(HistorySchema.SqliteWal);
            foreach (var statement in HistorySchema.For(Provider))
                db.Execute(statement);
            _created = true;
        }
    }

    internal DataConnection Open() => new(_options);

    internal DataConnection OpenCreated()
    {
        if (!_created)
            EnsureCreated();
        return Open();
    }

    /// <summary>Rows wait in memory rather than in line for a lock, so that it shows.</summary>
    private static DataOptions Patient(DataOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionOptions.ConnectionString)
        {
            Options = $"-c lock_timeout={PatienceSeconds}s",
        };
        return options.UseConnectionString(options.ConnectionOptions.ProviderName!, connection.ConnectionString); // it is PostgreSQL
    }

    /// <summary>True when the file was taken away; what is then written to pooled connections would be lost.</summary>
    internal bool IsGone()
    {
        if (_file is null || File.Exists(_file))
            return false;
        using var pool = new SqliteConnection(_options.ConnectionOptions.ConnectionString);
        SqliteConnection.ClearPool(pool);
        _created = false;
        return true;
    }

    /// <summary>Reads on a connection of its own, off the caller's thread, from one unchanging view of the data.</summary>
    internal Task<T> ReadAsync<T>(Func<DataConnection, T> read, CancellationToken cancel) => Task.Run(
        () =>
        {
            using var db = OpenCreated();
            var running = new RunningCommand();
            db.AddInterceptor(running);
            using var view = db.BeginTransaction(_file is null ? IsolationLevel.RepeatableRead : IsolationLevel.ReadUncommitted);
            using var stop = cancel.Register(running.Cancel);
            try
            {
                return read(db);
            }
            catch (DbException e) when (cancel.IsCancellationRequested && IsCancelled(e))
            {
                throw new OperationCanceledException("The query was cancelled", e, cancel);
            }
        },
        cancel);

    private static bool IsCancelled(DbException e) =>
        e is SqliteException { SqliteErrorCode: raw.SQLITE_INTERRUPT } or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled };

    /// <summary>Stops the statement that a connection is busy with, from another thread.</summary>
    private sealed class RunningCommand : CommandInterceptor
    {
        private volatile DbCommand? _last;

        public override DbCommand CommandInitialized(CommandEventData eventData, DbCommand command) => _last = command;

        public void Cancel()
        {
            if (_last is SqliteCommand { Connection.Handle: { } handle })
                raw.sqlite3_interrupt(handle); // its Cancel does nothing
            else
                _last?.Cancel();
        }
    }

    /// <summary>Sets what SQLite keeps per connection.</summary>
    private sealed class PragmaSetter : ConnectionInterceptor
    {
        public override void ConnectionOpened(ConnectionEventData eventData, DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = HistorySchema.SqlitePragmas;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(
            ConnectionEventData eventData, DbConnection connection, CancellationToken cancellationToken)
        {
            ConnectionOpened(eventData, connection);
            return Task.CompletedTask;
        }
    }
}
