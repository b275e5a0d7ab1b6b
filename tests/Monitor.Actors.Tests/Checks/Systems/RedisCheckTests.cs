using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Checks.Systems.Support;

namespace Monitor.Actors.Tests.Checks.Systems;

/// <summary>What the redis check says of a real server.</summary>
public sealed class RedisCheckTests(RedisServer server) : IAsyncLifetime
{
    private readonly SystemsBench _bench = new();

    private string Keys => $"type: redis, {server.Keys}";

    public async ValueTask InitializeAsync() => await server.EnsureStartedAsync();

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Is(ObservationKind kind, string? reason, Observation seen) => Assert.Equal((kind, reason), (seen.Kind, seen.Reason));

    [Fact]
    public async Task A_ping_is_enough()
    {
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync(Keys));
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync($"type: redis, host: localhost, port: {server.Port}, password: '{{PASSWORD}}', database: 3"));
    }

    [Fact]
    public async Task Who_is_not_let_in_fails_and_no_password_is_told()
    {
        var seen = await _bench.ProbeAsync(Keys, password: "wr0ng-and-secret");
        Is(ObservationKind.Failed, "login failed: WRONGPASS invalid username-password pair or user is disabled.", seen);
        Assert.DoesNotContain("secret", seen.Details, StringComparison.Ordinal);
        Is(ObservationKind.Failed, "PING: NOAUTH Authentication required.", await _bench.ProbeAsync($"type: redis, host: 127.0.0.1, port: {server.Port}"));
    }

    [Fact]
    public async Task A_value_is_held_against_the_rules()
    {
        await server.SayAsync("SET", "answer", "42");
        await server.SayAsync("RPUSH", "jobs", "a", "b", "c");
        await server.SayAsync("SET", "poem", "one\r\ntwo");
        var seen = await _bench.ProbeAsync($"{Keys}, command: [GET, answer], expect: [{{ equals: '42' }}, {{ lt: 10, severity: warn }}]");
        Assert.Equal((ObservationKind.Warned, """{"value":"42","error":"value !< 10 (got 42)"}"""), (seen.Kind, seen.Details));
        Is(ObservationKind.Failed, "value !< 3 (got 3)", await _bench.ProbeAsync($"{Keys}, command: [llen, jobs], expect: {{ lt: 3 }}"));
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync($"{Keys}, command: [GET, poem], expect: {{ contains: two }}"));
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync($"{Keys}, command: [INFO, replication], expect: {{ contains: 'role:master' }}"));
        Is(ObservationKind.Failed, "value not found", await _bench.ProbeAsync($"{Keys}, command: [GET, nothing], expect: {{ exists: true }}"));
        Is(ObservationKind.Failed, "command failed: WRONGTYPE Operation against a key holding the wrong kind of value", await _bench.ProbeAsync($"{Keys}, command: [GET, jobs]"));
        Is(ObservationKind.Failed, "database 999: ERR DB index is out of range", await _bench.ProbeAsync($"{Keys}, database: 999"));
    }

    [Fact]
    public async Task A_value_that_is_too_large_is_not_read()
    {
        await server.SayAsync("SET", "large", new string('x', 70_000));
        Is(ObservationKind.Error, "the answer has 70000 bytes, at most 64 KiB are read", await _bench.ProbeAsync($"{Keys}, command: [GET, large]"));
    }

    [Fact]
    public async Task Tls_is_spoken_with_the_host_that_was_meant()
    {
        var keys = Keys.Replace($"{server.Port}", $"{server.TlsPort}", StringComparison.Ordinal);
        Is(ObservationKind.Error, "TLS: certificate is for localhost, not for 127.0.0.1", await _bench.ProbeAsync($"{keys}, tls: true"));
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync($"{keys}, tls: {{ server_name: localhost, ca_file: '{server.CaFile}' }}"));
        Is(ObservationKind.Error, "timeout after 0.5 s in TLS handshake", await _bench.ProbeAsync($"{Keys}, tls: true", timeout: TimeSpan.FromMilliseconds(500)));
    }

    [Theory]
    [InlineData("command: [FLUSHALL]", "\"FLUSHALL\" is not a command that a check may send")]
    [InlineData("command: [SET, a, b]", "\"SET\" is not a command that a check may send")]
    [InlineData("expect: { lt: 5 }", "is set without a command")]
    [InlineData("username: ops", "is set without a password")]
    [InlineData("database: -1", "expected a whole number from 0 to 65535, got -1")]
    [InlineData("password: hunter2", "a secret written here would be shown on the board")]
    [InlineData("tls: prefer", "expected true or false, got text \"prefer\"")]
    [InlineData("command: [GET, a], expect: [{ severity: warn }]", "asks for nothing")]
    [InlineData("command: [GET, a], expect: 5", "expected a rule, got 5")]
    public void What_is_wrong_with_the_keys_is_told(string keys, string fault) =>
        Assert.Equal([fault], _bench.Faults($"type: redis, host: cache.example, {keys}"));
}
