using System.Security.Cryptography.X509Certificates;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Checks.Systems.Support;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Systems;

/// <summary>
/// What a sqlserver check says when it is let in, asks and is answered. The other side is a peer of ours that speaks the
/// protocol, not SQL Server: what SQL Server itself would do differently is not seen here.
/// </summary>
public sealed class SqlServerCheckTests : IDisposable
{
    private static readonly Dictionary<string, object?> Answers = new()
    {
        ["SELECT 42"] = 42,
        ["SELECT name"] = "Zoë",
        ["SELECT NULL"] = null,
    };

    private readonly SystemsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("", ObservationKind.Passed, null, null)]
    [InlineData("query: SELECT 42", ObservationKind.Passed, null, """{"value":42}""")]
    [InlineData("query: SELECT 42, expect: { gt: 41, lt: 50 }", ObservationKind.Passed, null, """{"value":42}""")]
    [InlineData("query: SELECT 42, expect: { lt: 10 }", ObservationKind.Failed, "value !< 10 (got 42)", """{"value":42,"error":"value !< 10 (got 42)"}""")]
    [InlineData("query: SELECT 42, expect: { lt: 10, severity: warn }", ObservationKind.Warned, "value !< 10 (got 42)", """{"value":42,"error":"value !< 10 (got 42)"}""")]
    [InlineData("query: SELECT name, expect: { equals: Zoë }", ObservationKind.Passed, null, """{"value":"Zoë"}""")]
    [InlineData("query: SELECT NULL, expect: { equals: null }", ObservationKind.Passed, null, """{"value":null}""")]
    public async Task It_logs_in_asks_and_judges(string more, ObservationKind kind, string? reason, string? details)
    {
        await using var server = new TdsServer(Answers);
        var seen = await _bench.ProbeAsync(Keys(server, more));
        Assert.Equal((kind, reason, details), (seen.Kind, seen.Reason, seen.Details));
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_the_servers_words()
    {
        await using var server = new TdsServer(Answers);
        var seen = await _bench.ProbeAsync(Keys(server), password: "not it");
        Assert.Equal((ObservationKind.Failed, "login failed: Login failed for user 'ops'."), (seen.Kind, seen.Reason));
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told()
    {
        await using var server = new TdsServer(Answers);
        var seen = await _bench.ProbeAsync(Keys(server, database: "not_shop"));
        Assert.Equal((ObservationKind.Failed, "database \"not_shop\" does not exist, or the user may not use it"), (seen.Kind, seen.Reason));
    }

    [Fact]
    public async Task A_query_that_cannot_run_is_told_in_the_servers_words()
    {
        await using var server = new TdsServer(Answers);
        var seen = await _bench.ProbeAsync(Keys(server, "query: SELECT * FROM nowhere"));
        Assert.Equal((ObservationKind.Failed, "query failed: Invalid object name 'nowhere'."), (seen.Kind, seen.Reason));
        Assert.Equal(["SELECT * FROM nowhere"], server.Asked);
    }

    [Fact]
    public async Task With_tls_all_of_it_is_encrypted_and_the_certificate_is_looked_at()
    {
        using var folder = new TempFolder();
        var files = TestCertificate.WriteTo(folder);
        using var certificate = X509Certificate2.CreateFromPemFile(files.Chain, files.Key);
        await using var server = new TdsServer(Answers, certificate);
        Assert.Equal(ObservationKind.Passed, (await _bench.ProbeAsync(Keys(server, "tls: { verify: false }, query: SELECT 42, expect: { equals: 42 }"))).Kind);
        var untrusted = await _bench.ProbeAsync(Keys(server, "tls: true"));
        Assert.Equal(ObservationKind.Error, untrusted.Kind);
        Assert.StartsWith("no answer of a SQL Server (logging in): ", untrusted.Reason, StringComparison.Ordinal);
        Assert.Equal(["SELECT 42"], server.Asked);
    }

    private static string Keys(TdsServer server, string more = "", string database = "shop") =>
        $"type: sqlserver, host: 127.0.0.1, port: {server.Port}, username: {TestServer.Username}, password: '{{PASSWORD}}', database: {database}{(more.Length > 0 ? $", {more}" : "")}";
}
