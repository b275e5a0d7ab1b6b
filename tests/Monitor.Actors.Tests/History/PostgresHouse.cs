using Monitor.Actors.History;
using Monitor.Actors.Hosting;
using Monitor.Tests.Shared;
using Npgsql;

namespace Monitor.Actors.Tests.History;

/// <summary>A history in a PostgreSQL database of its own.</summary>
public sealed class PostgresHouse : HistoryHouse
{
    private readonly PostgresDatabase _database;

    private PostgresHouse(PostgresDatabase database, string url)
        : base(new HistoryDatabase(DatabaseUrl.Read(url, root: "").Store!.History)) => _database = database; // the test's own URL

    public override string NoSuchTable => "relation \"results\" does not exist";

    /// <param name="through">Where to connect instead of to the server itself.</param>
    public static async Task<HistoryHouse> OpenAsync(PostgresServer server, string? through = null)
    {
        var database = await server.NewDatabaseAsync();
        return new PostgresHouse(database, database.UrlAt(through ?? server.Address));
    }

    public override IDisposable Lock() => Execute("BEGIN; LOCK TABLE checks, results IN EXCLUSIVE MODE");

    public override IDisposable Execute(string sql)
    {
        var connection = _database.OpenAsync().GetAwaiter().GetResult();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
        return connection;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _database.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
