using LinqToDB;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Monitor.Actors.History;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Hosting;

/// <summary>A SQLite file.</summary>
public sealed class SqliteStore(string path) : Store
{
    private DatabaseLock? _lock;

    public override string Path => path;

    public override DataOptions Journal => new DataOptions()
        .UseConnectionString(ProviderName.SQLiteMS, ConnectionString)
        .UseInterceptor(new YieldingConnections());

    public override DataOptions History => HistoryDatabase.InFile(path);

    private string ConnectionString => new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30 }.ToString();

    /// <summary>Nothing: akka.hocon is written for SQLite.</summary>
    public override Akka.Configuration.Config Tuning(Akka.Configuration.Config hocon) => Akka.Configuration.Config.Empty;

    public override Task TakeAsync(EngineOptions options, TimeProvider time, ILogger log)
    {
        Preflight.MakeFolder(path);
        _lock = DatabaseLock.TryTake(path) ?? throw new PreflightException(
            $"another monitor runs on the database {path}; stop it, or set DB_URL to another file.");
        Preflight.Run(path, options.StartEmpty, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public override void Dispose() => _lock?.Dispose();
}
