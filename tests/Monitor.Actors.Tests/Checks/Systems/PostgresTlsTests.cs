using System.Diagnostics;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Checks.Systems.Support;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Checks.Systems;

/// <summary>What the postgres check says of a server that speaks TLS; its own, for the others are to stay without.</summary>
public sealed class PostgresTlsTests : IAsyncLifetime
{
    private const string IsEncrypted = "query: 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()', expect: { equals: true }";

    private readonly SystemsBench _bench = new();
    private readonly TempFolder _folder = new();
    private readonly PostgresServer _server = new();
    private PostgresDatabase? _database;
    private string _caFile = "";

    private string Keys =>
        $"type: postgres, host: {_server.Address.Split(':')[0]}, port: {_server.Address.Split(':')[1]}, username: {_database!.Name}, password: '{{PASSWORD}}', database: {_database.Name}"; // there since the beginning

    public async ValueTask InitializeAsync()
    {
        _database = await _server.NewDatabaseAsync();
        var certificate = TestCertificate.WriteTo(_folder);
        _caFile = certificate.Chain;
        var data = (string)(await _server.ExecuteAsync("SHOW data_directory"))!; // it has one
        // The server must own its key, and be the only one to read it.
        using (var copy = Process.Start("sh", ["-c", "cp \"$1\" \"$2\" \"$0\" && chown --reference=\"$0\" \"$0\"/server.* && chmod 600 \"$0\"/server.key", data, certificate.Chain, certificate.Key]))
        {
            await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, copy.ExitCode);
        }

        await _server.ExecuteAsync("ALTER SYSTEM SET ssl = on");
        await _server.ExecuteAsync("SELECT pg_reload_conf()");
    }

    public async ValueTask DisposeAsync()
    {
        _bench.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact(Timeout = 120_000)]
    public async Task Tls_is_spoken_with_the_host_that_was_meant()
    {
        async Task<(ObservationKind, string?)> Probe(string more)
        {
            var seen = await _bench.ProbeAsync($"{Keys}, {more}", PostgresDatabase.Password);
            return (seen.Kind, seen.Reason);
        }

        while (await Probe(IsEncrypted) is not (ObservationKind.Passed, null))
            await Task.Delay(50, TestContext.Current.CancellationToken); // it reads its configuration when it gets to it
        Assert.Equal((ObservationKind.Failed, "value != True (got False)"), await Probe($"{IsEncrypted}, tls: false"));
        Assert.Equal((ObservationKind.Error, "TLS: certificate is for localhost, not for 127.0.0.1"), await Probe("tls: true"));
        Assert.Equal((ObservationKind.Error, "TLS: certificate is self-signed"), await Probe("tls: { server_name: localhost }"));
        Assert.Equal((ObservationKind.Passed, null), await Probe($"{IsEncrypted}, tls: {{ server_name: localhost, ca_file: '{_caFile}' }}"));
        Assert.Equal((ObservationKind.Passed, null), await Probe($"{IsEncrypted}, tls: {{ verify: false }}"));
    }
}
