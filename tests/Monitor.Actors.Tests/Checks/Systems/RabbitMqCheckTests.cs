using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Checks.Systems.Support;
using RabbitMQ.Client;

namespace Monitor.Actors.Tests.Checks.Systems;

/// <summary>What the rabbitmq check says of a real broker.</summary>
public sealed class RabbitMqCheckTests(RabbitMqServer server) : IAsyncLifetime
{
    private readonly SystemsBench _bench = new();

    private string Keys => $"type: rabbitmq, {server.Keys}";

    public async ValueTask InitializeAsync() => await server.EnsureStartedAsync();

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Is(ObservationKind kind, string? reason, Observation seen) => Assert.Equal((kind, reason), (seen.Kind, seen.Reason));

    [Fact]
    public async Task Logging_in_is_enough() => Is(ObservationKind.Passed, null, await _bench.ProbeAsync(Keys));

    [Fact]
    public async Task Who_is_not_let_in_fails_and_no_password_is_told()
    {
        var seen = await _bench.ProbeAsync(Keys, password: "wr0ng-and-secret");
        Is(ObservationKind.Failed, "login failed: the broker refused user and password", seen);
        Assert.DoesNotContain("secret", seen.Details, StringComparison.Ordinal);
        seen = await _bench.ProbeAsync($"{Keys}, virtual_host: nowhere");
        Assert.Equal(ObservationKind.Failed, seen.Kind);
        Assert.Contains("nowhere", seen.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_is_held_against_the_rules()
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = server.Port, UserName = TestServer.Username, Password = TestServer.Password };
        await using var connection = await factory.CreateConnectionAsync(TestContext.Current.CancellationToken);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), TestContext.Current.CancellationToken);
        await channel.QueueDeclareAsync("orders", durable: false, exclusive: false, autoDelete: false, cancellationToken: TestContext.Current.CancellationToken);
        for (var i = 0; i < 3; i++)
            await channel.BasicPublishAsync("", "orders", new byte[] { 1 }, TestContext.Current.CancellationToken); // confirmed

        var seen = await _bench.ProbeAsync($"{Keys}, queue: orders, expect_messages: {{ lt: 4 }}");
        Assert.Equal((ObservationKind.Passed, """{"messages":3,"consumers":0}"""), (seen.Kind, seen.Details));
        Is(ObservationKind.Failed, "consumers !>= 1 (got 0); messages !< 3 (got 3)", await _bench.ProbeAsync(
            $"{Keys}, queue: orders, expect_messages: {{ lt: 3, severity: warn }}, expect_consumers: {{ gte: 1 }}"));
        Is(ObservationKind.Failed, "queue \"nothing\" does not exist", await _bench.ProbeAsync($"{Keys}, queue: nothing"));
    }

    [Fact]
    public async Task Tls_is_spoken_with_the_host_that_was_meant()
    {
        var keys = Keys.Replace($"{server.Port}", $"{server.TlsPort}", StringComparison.Ordinal);
        Is(ObservationKind.Error, "TLS: certificate is for localhost, not for 127.0.0.1", await _bench.ProbeAsync($"{keys}, tls: true"));
        Is(ObservationKind.Passed, null, await _bench.ProbeAsync($"{keys}, tls: {{ server_name: localhost, ca_file: '{server.CaFile}' }}"));
        Assert.Equal(ObservationKind.Error, (await _bench.ProbeAsync($"{Keys}, tls: true")).Kind);
    }

    [Theory]
    [InlineData("expect_messages: { lt: 5 }", "is set without a queue")]
    [InlineData("queue: ''", "must have 1 to 255 characters")]
    public void What_is_wrong_with_the_keys_is_told(string keys, string fault) =>
        Assert.Equal([fault], _bench.Faults($"type: rabbitmq, host: mq.example, username: ops, {keys}"));
}
