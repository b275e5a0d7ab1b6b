using System.Net;
using System.Net.Sockets;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Tests.Checks.Systems.Support;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Systems;

/// <summary>What every type that logs in to a server says when there is none, or another one.</summary>
public sealed class NoServerTests : IDisposable
{
    private readonly SystemsBench _bench = new();

    public static TheoryData<string> Types => ["postgres", "mysql", "sqlserver", "redis", "rabbitmq", "smtp"];

    public void Dispose() => _bench.Dispose();

    private static string Keys(string type, int port, string host = "127.0.0.1") =>
        $"type: {type}, host: '{host}', port: {port}, username: ops, password: '{{PASSWORD}}'";

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Nobody_listens(string type)
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var seen = await _bench.ProbeAsync(Keys(type, port));
        Assert.Equal((ObservationKind.Error, "connection refused"), (seen.Kind, seen.Reason));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task The_host_is_unknown(string type)
    {
        var seen = await _bench.ProbeAsync(Keys(type, 4000, "nobody.invalid"));
        Assert.Equal((ObservationKind.Error, "host not found"), (seen.Kind, seen.Reason));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task The_policy_forbids_it(string type)
    {
        _bench.Policy.Rules = NetworkRules.Default with { Board = BoardReach.PublicOnly };
        var seen = await _bench.ProbeAsync(Keys(type, 4000), level: NetworkLevel.Board);
        Assert.Equal((ObservationKind.NotObserved, "blocked by network policy: 127.0.0.1 is loopback"), (seen.Kind, seen.Reason));
    }

    /// <summary>Who speaks first, and how far that gets, differs.</summary>
    [Theory]
    [InlineData("postgres", "connecting")]
    [InlineData("mysql", "connecting")]
    [InlineData("sqlserver", "logging in")]
    [InlineData("redis", "logging in")]
    [InlineData("rabbitmq", "connecting")]
    [InlineData("smtp", "waiting for the greeting")]
    public async Task Somebody_accepts_and_says_nothing(string type, string phase)
    {
        await using var silent = LoopbackTarget.Saying(null);
        var seen = await _bench.ProbeAsync(Keys(type, silent.Url.Port), timeout: TimeSpan.FromMilliseconds(300));
        Assert.Equal((ObservationKind.Error, $"timeout after 0.3 s {phase}"), (seen.Kind, seen.Reason));
    }

    [Theory]
    [InlineData("postgres", "no answer of a PostgreSQL server (connecting): ")]
    [InlineData("mysql", "no answer of a MySQL server (connecting): ")]
    [InlineData("sqlserver", "no answer of a SQL Server (logging in): ")]
    [InlineData("redis", "not an answer of a Redis server")]
    [InlineData("rabbitmq", "no answer of a RabbitMQ broker (connecting): ")]
    [InlineData("smtp", "no answer of a mail server (waiting for the greeting): ")]
    public async Task Somebody_speaks_another_language(string type, string reason)
    {
        await using var other = new Babbler("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var seen = await _bench.ProbeAsync(Keys(type, other.Port));
        Assert.Equal(ObservationKind.Error, seen.Kind);
        Assert.StartsWith(reason, seen.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres", "the server closed the connection (connecting)")]
    [InlineData("mysql", "no answer of a MySQL server (connecting): ")]
    [InlineData("sqlserver", "no answer of a SQL Server (logging in): ")]
    [InlineData("redis", "the server closed the connection (logging in)")]
    [InlineData("rabbitmq", "no answer of a RabbitMQ broker (connecting): ")]
    [InlineData("smtp", "no answer of a mail server (waiting for the greeting): ")]
    public async Task Somebody_hangs_up(string type, string reason)
    {
        await using var other = new Babbler("");
        var seen = await _bench.ProbeAsync(Keys(type, other.Port));
        Assert.Equal(ObservationKind.Error, seen.Kind);
        Assert.StartsWith(reason, seen.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password: hunter2", "a secret written here would be shown on the board")]
    [InlineData("expect: { equals: 1 }", "is set without a query")]
    [InlineData("query: ' '", "empty")]
    [InlineData("database: ''", "must have 1 to 128 characters")]
    [InlineData("tls: maybe", "unknown value \"maybe\"")]
    [InlineData("tls: { ca_file: a.pem }", "ca_file cannot be used with sqlserver")]
    public void What_is_wrong_with_the_keys_is_told(string keys, string fault) =>
        Assert.Equal([fault], _bench.Faults($"type: sqlserver, host: sql.example, username: monitor, {keys}"));

    [Fact]
    public void A_query_has_a_limit() =>
        Assert.Equal(["longer than 4 KiB"], _bench.Faults($"type: postgres, host: db.example, username: monitor, query: SELECT {new string('1', 4096)}"));

    [Fact]
    public void A_certificate_that_is_not_looked_at_is_shown()
    {
        var check = Assert.Single(_bench.Read("type: mysql, host: db.example, username: monitor, tls: { verify: false }").Config!.Checks); // it is read
        Assert.Equal(["TLS not verified"], check.Type.Badges(check.Spec));
    }

    /// <summary>Whatever a library does while it waits, the others do not wait for it.</summary>
    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Types))]
    public async Task Many_hung_servers_hold_up_no_other(string type)
    {
        await using var other = new Babbler("");
        using var many = new SystemsBench(places: 40);
        List<Task<Observation>> hung;
        await using (var silent = LoopbackTarget.Saying(null))
        {
            hung = [.. Enumerable.Range(0, 30).Select(_ => many.ProbeAsync(Keys(type, silent.Url.Port)))];
            while (silent.Connections < hung.Count)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            var seen = await many.ProbeAsync(Keys(type, other.Port));
            Assert.False(seen.Reason!.StartsWith("timeout", StringComparison.Ordinal), seen.Reason); // a reason to fail
            Assert.DoesNotContain(hung, probe => probe.IsCompleted);
        }

        Assert.All(await Task.WhenAll(hung), late => Assert.Equal(ObservationKind.Error, late.Kind));
    }
}
