using System.Net;
using System.Net.Sockets;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Net;

/// <summary>Connections are made to what the policy allowed, and to nothing else.</summary>
public sealed class DialerTests
{
    private static readonly NetworkRules PublicOnly = NetworkRules.Default with { Board = BoardReach.PublicOnly };

    private static Task<Socket> Connect(string host, int port, NetworkLevel level = NetworkLevel.Operator, NetworkRules? rules = null) =>
        new Dialer(new NetworkPolicy { Rules = rules ?? NetworkRules.Default })
            .ConnectAsync(new DialTarget(host, port, level), TestContext.Current.CancellationToken);

    private static async Task<(ObservationKind, string)> Problem(Task<Socket> connect)
    {
        var problem = await Assert.ThrowsAsync<DialException>(() => connect);
        var seen = ErrorDetails.Of(problem);
        Assert.Equal((problem.Kind, problem.Message), (seen.Kind, seen.Reason));
        return (problem.Kind, problem.Message);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_host_that_listens_is_connected_to(string host)
    {
        await using var target = LoopbackTarget.Http("");
        using var socket = await Connect(host, target.Url.Port);
        Assert.Equal(target.Url.Port, ((IPEndPoint)socket.RemoteEndPoint!).Port); // it is connected
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_refuses()
    {
        var target = LoopbackTarget.Http("");
        await target.DisposeAsync();
        Assert.Equal((ObservationKind.Error, "connection refused"), await Problem(Connect("127.0.0.1", target.Url.Port)));
        Assert.Equal((ObservationKind.Error, "connection refused"), await Problem(Connect("localhost", target.Url.Port)));
    }

    [Theory]
    [InlineData("169.254.169.254", "blocked by network policy: 169.254.169.254 is a cloud metadata address")]
    [InlineData("[::ffff:169.254.169.254]", "blocked by network policy: 169.254.169.254 is a cloud metadata address")]
    [InlineData("[fe80::1%1]", "blocked by network policy: fe80::1%1 is link-local")]
    public async Task What_is_blocked_is_not_observed(string host, string text) =>
        Assert.Equal((ObservationKind.NotObserved, text), await Problem(Connect(host, 80)));

    /// <summary>S-01: however loopback is spelled, nothing is connected.</summary>
    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://017700000001/")]
    [InlineData("http://127.1/")]
    [InlineData("http://127.0.1/")]
    [InlineData("http://0/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST/")]
    [InlineData("http://localhost./")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[64:ff9b::127.0.0.1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://user:pw@127.0.0.1/")]
    [InlineData("http://①②⑦.⓪.⓪.①/")]
    public async Task Loopback_is_found_however_it_is_spelled(string url)
    {
        await using var target = LoopbackTarget.Http("");
        var (kind, text) = await Problem(Connect(new Uri(url).IdnHost, target.Url.Port, NetworkLevel.Board, PublicOnly));
        Assert.Equal(ObservationKind.NotObserved, kind);
        Assert.Matches(@"^blocked by network policy: (127\.0\.0\.1|::1|::|0\.0\.0\.0) is loopback$", text);
        Assert.Equal(0, target.Connections);
    }

    [Fact]
    public async Task An_unknown_host_is_refused_before_its_name_is_looked_up() =>
        Assert.Equal(
            (ObservationKind.NotObserved, "blocked by network policy: secret.invalid is not a host of checks.yaml"),
            await Problem(Connect("secret.invalid", 80, NetworkLevel.Board, NetworkRules.Default with { Board = BoardReach.KnownHosts })));

    [Fact]
    public async Task A_dead_address_costs_little_when_another_answers()
    {
        await using var target = LoopbackTarget.Http("");
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), target.Url.Port)); // bound, not listening: refuses
        using var socket = await Dialer.ConnectAsync(
            [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback], target.Url.Port, TestContext.Current.CancellationToken);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address); // it is connected
    }

    [Fact]
    public async Task An_address_that_says_nothing_holds_up_no_other()
    {
        await using var target = LoopbackTarget.Http("");
        using var socket = await Dialer.ConnectAsync(
            [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("198.51.100.1"), IPAddress.Loopback], target.Url.Port, TestContext.Current.CancellationToken);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address); // it is connected
    }

    [Fact]
    public async Task When_every_address_fails_the_refusal_is_told()
    {
        var target = LoopbackTarget.Http("");
        await target.DisposeAsync();
        var connect = Dialer.ConnectAsync([IPAddress.Loopback, IPAddress.IPv6Loopback], target.Url.Port, TestContext.Current.CancellationToken);
        Assert.Equal((ObservationKind.Error, "connection refused"), await Problem(connect));
    }

    [Fact]
    public async Task Cancelling_is_no_answer()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new Dialer(new NetworkPolicy()).ConnectAsync(new DialTarget("localhost", 9, NetworkLevel.Operator), cancelled.Token));
    }
}
