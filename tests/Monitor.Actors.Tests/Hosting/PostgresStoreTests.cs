using Microsoft.Extensions.Logging;
using Monitor.Actors.Hosting;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>Before anything starts, a PostgreSQL database is taken, or refused in one sentence with the fix.</summary>
public sealed class PostgresStoreTests(PostgresServer server) : IAsyncLifetime
{
    private PostgresDatabase _database = null!; // set before any test

    public async ValueTask InitializeAsync() => _database = await server.NewDatabaseAsync();

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<string> RefusalAsync(string url, double patience = 0, ILogger? log = null)
    {
        using var store = StoreAt(url);
        var refusal = (await Assert.ThrowsAsync<PreflightException>(() => TakeAsync(store, patience, log))).Message;
        Assert.DoesNotContain('\n', refusal);
        Assert.DoesNotContain(PostgresDatabase.Password, refusal, StringComparison.Ordinal);
        return refusal;
    }

    private static Store StoreAt(string url) => DatabaseUrl.Read(url, "").Store!; // the test's own URL

    private static Task TakeAsync(Store store, double patience = 0, ILogger? log = null) => store.TakeAsync(
        new EngineOptions("", StartEmpty: false) { DatabasePatience = TimeSpan.FromSeconds(patience) }, TimeProvider.System, log ?? new RecordingLog());

    [Fact]
    public async Task A_database_that_can_be_used_is_taken_and_let_go()
    {
        using (var store = StoreAt(_database.Url))
            await TakeAsync(store);
        using var again = StoreAt(_database.Url);
        await TakeAsync(again);
    }

    [Fact]
    public async Task A_server_that_is_away_is_refused() => Assert.Matches(
        "^PostgreSQL at 127.0.0.1:1 cannot be reached: Connection refused. Start it, or set DB_URL to where it is.$",
        await RefusalAsync(_database.UrlAt("127.0.0.1:1")));

    [Fact]
    public async Task A_server_that_comes_up_late_is_waited_for_and_that_is_said()
    {
        await using var late = new PostgresServer();
        await using var database = await late.NewDatabaseAsync();
        await late.StopAsync();
        var log = new RecordingLog();
        using var store = StoreAt(database.Url);

        var taking = TakeAsync(store, patience: 120, log);
        Assert.Contains(
            "cannot be reached: Connection refused. Start it, or set DB_URL to where it is. Waiting up to 120 s.", await log.NextAsync(), StringComparison.Ordinal);
        Assert.False(taking.IsCompleted);
        await late.EnsureStartedAsync();
        await taking;
        store.Dispose(); // before its database
    }

    [Fact]
    public async Task A_wrong_password_is_refused() => Assert.Equal(
        $"PostgreSQL at {server.Address} refuses the login: password authentication failed for user \"{_database.Name}\". Check user and password in DB_URL, and the server's pg_hba.conf.",
        await RefusalAsync($"postgresql://{_database.Name}:wrong@{server.Address}/{_database.Name}"));

    [Fact]
    public async Task A_missing_password_is_refused() => Assert.StartsWith(
        $"PostgreSQL, database \"{_database.Name}\" at {server.Address}, cannot be used: No password has been provided",
        await RefusalAsync($"postgresql://{_database.Name}@{server.Address}/{_database.Name}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_database_is_refused() => Assert.Equal(
        $"PostgreSQL at {server.Address} has no database \"no-such\". Create it: CREATE DATABASE \"no-such\" OWNER \"{_database.Name}\"",
        await RefusalAsync(_database.UrlAt(server.Address, "no-such")));

    [Fact]
    public async Task A_user_without_the_right_to_make_tables_is_refused()
    {
        await server.ExecuteAsync($"ALTER DATABASE {_database.Name} OWNER TO {PostgresServer.Admin}");
        Assert.Equal(
            $"PostgreSQL, database \"{_database.Name}\" at {server.Address}: no right to create tables: permission denied for schema public. "
            + $"Make the monitor its owner: ALTER DATABASE \"{_database.Name}\" OWNER TO \"{_database.Name}\"",
            await RefusalAsync(_database.Url));
    }

    [Fact]
    public async Task A_read_only_database_is_refused()
    {
        await server.ExecuteAsync($"ALTER DATABASE {_database.Name} SET default_transaction_read_only = on");
        Assert.Equal($"PostgreSQL, database \"{_database.Name}\" at {server.Address}, is read-only. Set DB_URL to the primary server.", await RefusalAsync(_database.Url));
    }

    [Fact]
    public async Task A_database_that_cannot_hold_every_text_is_refused()
    {
        var name = $"{_database.Name}_latin";
        await server.ExecuteAsync($"CREATE DATABASE {name} OWNER {_database.Name} ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'");
        Assert.Equal(
            $"PostgreSQL, database \"{name}\" at {server.Address}, is encoded in LATIN1 and cannot hold every text. Create one with: CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0",
            await RefusalAsync(_database.UrlAt(server.Address, name)));
        await server.ExecuteAsync($"DROP DATABASE {name}");
    }

    [Fact]
    public async Task A_server_without_tls_is_refused_when_tls_is_asked_for() =>
        Assert.Contains("SSL connection requested", await RefusalAsync($"{_database.Url}?sslmode=require"), StringComparison.Ordinal);

    [Fact]
    public async Task A_socket_needs_neither_host_nor_password()
    {
        var port = server.Address.Split(':')[1];
        var link = Path.Combine(Directory.CreateTempSubdirectory("pg-socket-").FullName, ".s.PGSQL.5432"); // a URL with a socket has no port
        File.CreateSymbolicLink(link, Path.Combine(server.Socket, $".s.PGSQL.{port}"));
        using (var store = StoreAt($"postgresql:///{_database.Name}?user={_database.Name}&host={Path.GetDirectoryName(link)}"))
            await TakeAsync(store);
        Directory.Delete(Path.GetDirectoryName(link)!, recursive: true); // a full path
    }

    [Theory]
    [InlineData(14, "is version 14.2; 15 or newer is needed")]
    [InlineData(15, null)]
    public void A_server_that_is_too_old_is_refused(int major, string? problem)
    {
        var address = PostgresAddress.Read(_database.Url).Address!; // the test's own URL
        var refusal = PostgresProblem.TooOld(new Version(major, 2), address)?.Message;
        if (problem is null)
            Assert.Null(refusal);
        else
            Assert.Contains(problem, refusal, StringComparison.Ordinal);
    }
}
