using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Checks.Systems.Support;
using MySqlConnector;

namespace Monitor.Actors.Tests.Checks.Systems;

/// <inheritdoc/>
public sealed class MySqlCheckTests(MariaDbServer server) : DatabaseCheckTests
{
    protected override string Keys => $"type: mysql, {server.Keys}, database: shop";

    protected override string NoSuchDatabase => "database \"not_shop\" does not exist";

    protected override string WrongPassword => "login failed: Access denied for user 'ops'@'127.0.0.1' (using password: YES)";

    protected override string NoSuchTable => "query failed: Table 'shop.nowhere' doesn't exist";

    protected override string MayNotWrite => "query failed: Cannot execute statement in a READ ONLY transaction";

    protected override string Sleep => "SELECT sleep(300), 'waits'";

    public override async ValueTask InitializeAsync() => await server.EnsureStartedAsync();

    protected override async Task<long> RunningAsync(string word)
    {
        var settings = new MySqlConnectionStringBuilder { Server = "127.0.0.1", Port = (uint)server.Port, UserID = TestServer.Username, Password = TestServer.Password, Pooling = false };
        await using var connection = new MySqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM information_schema.processlist WHERE id <> connection_id() AND coalesce(info, '') LIKE @word";
        command.Parameters.AddWithValue("word", $"%{word}%");
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Tls_is_spoken_when_the_server_offers_it()
    {
        var seen = await Probe("query: \"SELECT variable_value FROM information_schema.session_status WHERE variable_name = 'Ssl_version'\", expect: { contains: TLS }");
        Assert.Equal(ObservationKind.Passed, seen.Kind);
        Assert.Equal(ObservationKind.Failed, (await Probe("tls: false, query: \"SELECT variable_value FROM information_schema.session_status WHERE variable_name = 'Ssl_version'\", expect: { contains: TLS }")).Kind);
    }

    [Fact]
    public async Task A_certificate_that_is_asked_for_must_be_trusted_and_the_hosts()
    {
        var seen = await Probe("tls: true");
        Assert.Equal((ObservationKind.Error, "TLS: certificate is for localhost, not for 127.0.0.1"), (seen.Kind, seen.Reason));
        Assert.Equal(ObservationKind.Passed, (await Probe("tls: { verify: false }")).Kind);
        Assert.Equal(ObservationKind.Passed, (await Probe($"tls: {{ server_name: localhost, ca_file: '{server.CaFile}' }}")).Kind);
        seen = await Probe($"tls: {{ server_name: shop.example, ca_file: '{server.CaFile}' }}");
        Assert.Equal((ObservationKind.Error, "TLS: certificate is for localhost, not for shop.example"), (seen.Kind, seen.Reason));
    }
}
