using System.Net.Sockets;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Icmp;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Pings of this machine, where they are allowed; what is made of lost packets.</summary>
public sealed class IcmpCheckTests : IDisposable
{
    private readonly ProbeBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private IcmpCheck Type => new(new EchoRunner(new Dialer(_bench.Policy), TimeProvider.System));

    private Task<Observation> Probe(string keys)
    {
        Assert.SkipUnless(MayPing, EchoRunner.NotAllowed);
        return _bench.Probe(Type, keys);
    }

    private static bool MayPing { get; } = new[] { SocketType.Dgram, SocketType.Raw }.Any(type =>
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, type, ProtocolType.Icmp);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });

    [Theory]
    [InlineData("host: 127.0.0.1")]
    [InlineData("host: localhost, ip_family: v4")]
    [InlineData("host: 127.0.0.1, count: 3, size: 1400")]
    [InlineData("host: 127.0.0.1, size: 17")]
    public async Task This_machine_answers(string keys) => ProbeBench.Is(ObservationKind.Passed, null, await Probe(keys));

    [Fact]
    public async Task The_newer_protocol_is_spoken_too()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && HasLoopbackV6(), "no IPv6 on this machine");
        ProbeBench.Is(ObservationKind.Passed, null, await Probe("host: '::1', count: 2"));
    }

    [Fact]
    public async Task Without_the_right_to_ping_nothing_is_observed()
    {
        var pings = new EchoRunner(new Dialer(_bench.Policy), TimeProvider.System)
        {
            NewSocket = (_, _, _) => throw new SocketException((int)SocketError.AccessDenied), // as the system says it
        };
        ProbeBench.Is(ObservationKind.NotObserved, EchoRunner.NotAllowed, await _bench.Probe(new IcmpCheck(pings), "host: 127.0.0.1"));
    }

    [Fact]
    public async Task The_packets_are_counted()
    {
        var seen = await Probe("host: 127.0.0.1, count: 3");
        Assert.StartsWith("""{"ip":"127.0.0.1","sent":3,"lost":0,"average_ms":""", seen.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_never_allowed_is_not_pinged() =>
        ProbeBench.Is(ObservationKind.NotObserved, "blocked by network policy: 169.254.169.254 is a cloud metadata address", await Probe("host: 169.254.169.254"));

    [Theory]
    [InlineData("host: 127.0.0.1, count: 11", "count: expected a whole number from 1 to 10, got 11")]
    [InlineData("host: 127.0.0.1, size: 9", "size: expected a whole number from 16 to 1400, got 9")]
    [InlineData("host: 127.0.0.1, ip_family: v5", "ip_family: unknown value \"v5\"")]
    public void Mistakes_are_told(string keys, string fault) =>
        Assert.Equal([fault], ProbeBench.Faults(Type, keys));

    private static bool HasLoopbackV6() => System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(card => card.GetIPProperties().UnicastAddresses).Any(one => one.Address.Equals(System.Net.IPAddress.IPv6Loopback));
}
