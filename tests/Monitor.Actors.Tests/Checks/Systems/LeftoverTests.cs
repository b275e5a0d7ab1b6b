using System.Net.NetworkInformation;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Checks.Systems.Support;

namespace Monitor.Actors.Tests.Checks.Systems;

/// <summary>A probe is over when it is over: no connection stays behind, whether it went well, badly, or was given up.</summary>
public sealed class LeftoverTests(RedisServer redis, RabbitMqServer rabbit, StartTlsMailServer mail, MariaDbServer maria) : IDisposable
{
    private readonly SystemsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public Task Redis() => LeavesNothing(redis, "type: redis", TestServer.Password);

    [Fact]
    public Task RabbitMq() => LeavesNothing(rabbit, "type: rabbitmq", TestServer.Password);

    [Fact]
    public Task Smtp() => LeavesNothing(mail, "type: smtp, tls: { verify: false }", "correct horse");

    [Fact]
    public Task MySql() => LeavesNothing(maria, "type: mysql", TestServer.Password);

    private async Task LeavesNothing(TestServer server, string keys, string password)
    {
        await server.EnsureStartedAsync();
        var probes = Enumerable.Range(0, 15).SelectMany(i => new[]
        {
            _bench.ProbeAsync($"{keys}, {server.Keys}", password),
            _bench.ProbeAsync($"{keys}, {server.Keys}", "wrong"),
            _bench.ProbeAsync($"{keys}, {server.Keys}", password, timeout: TimeSpan.FromMilliseconds(100)),
        });
        var seen = await Task.WhenAll(probes);
        Assert.Contains(seen, one => one.Kind == ObservationKind.Passed);
        Assert.Contains(seen, one => one.Kind == ObservationKind.Failed);
        while (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections().Any(one => one.State == TcpState.Established && one.RemoteEndPoint.Port == server.Port))
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }
}
