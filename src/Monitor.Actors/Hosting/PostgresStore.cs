using Akka.Configuration;
using LinqToDB;
using Microsoft.Extensions.Logging;

namespace Monitor.Actors.Hosting;

/// <summary>A database of a PostgreSQL server.</summary>
public sealed class PostgresStore(PostgresAddress address) : Store
{
    /// <summary>Connections at most; with the history's and the lock's well below what a server allows by default (100).</summary>
    private const int JournalPool = 20;

    private const int HistoryPool = 10;

    private const string TuningBlock = "monitor.postgresql";

    private PostgresLock? _lock;

    public override int? LocalPort => address.LocalPort;

    public override DataOptions Journal => Options(JournalPool, role: null);

    public override DataOptions History => Options(HistoryPool, "history");

    public override Akka.Configuration.Config Tuning(Akka.Configuration.Config hocon) => hocon.GetConfig(TuningBlock)
        ?? throw new ConfigurationException($"akka.hocon is not complete: {TuningBlock} is missing");

    public override async Task TakeAsync(EngineOptions options, TimeProvider time, ILogger log)
    {
        var waiting = new PostgresPatience(options.DatabasePatience, time, log);
        _lock = await waiting.ForAsync(() => PostgresLock.TakeAsync(address, time, log, options.Fatal));
    }

    public override void Dispose() => _lock?.Dispose();

    private DataOptions Options(int pool, string? role) =>
        new DataOptions().UseConnectionString(ProviderName.PostgreSQL15, address.Connection(pool, role).Reveal());
}
