using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Checks.Systems;

/// <inheritdoc/>
public sealed class PostgresCheckTests(PostgresServer server) : DatabaseCheckTests
{
    private PostgresDatabase? _database;

    protected override string Keys =>
        $"type: postgres, host: {server.Address.Split(':')[0]}, port: {server.Address.Split(':')[1]}, username: {_database!.Name}, password: '{{PASSWORD}}', database: {_database.Name}"; // there since the beginning

    protected override string RightPassword => PostgresDatabase.Password;

    protected override string NoSuchDatabase => $"database \"not_{_database!.Name}\" does not exist";

    protected override string WrongPassword => $"login failed: password authentication failed for user \"{_database!.Name}\"";

    protected override string NoSuchTable => "query failed: relation \"nowhere\" does not exist";

    protected override string MayNotWrite => "query failed: cannot execute CREATE TABLE in a read-only transaction";

    protected override string Sleep => "SELECT pg_sleep(300), 'waits'";

    public override async ValueTask InitializeAsync() => _database = await server.NewDatabaseAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    protected override async Task<long> RunningAsync(string word) => Convert.ToInt64(
        await server.ExecuteAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{_database!.Name}' AND query LIKE '%{word.Replace("'", "''", StringComparison.Ordinal)}%'"),
        CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_server_without_tls_fails_who_asks_for_it()
    {
        var seen = await Probe("tls: true");
        Assert.Equal((ObservationKind.Error, "TLS: the server does not offer it"), (seen.Kind, seen.Reason));
    }

    [Fact]
    public async Task A_missing_password_is_told()
    {
        var seen = await Bench.ProbeAsync(Keys.Replace("password: '{PASSWORD}', ", "", StringComparison.Ordinal));
        Assert.Equal((ObservationKind.Failed, "login failed: the server wants a password, and none is set"), (seen.Kind, seen.Reason));
    }
}
