using System.Collections.Immutable;
using System.Net;
using CsCheck;
using Monitor.Actors.Checks.Icmp;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Echo requests as bytes, and which packets are their replies.</summary>
public sealed class IcmpEchoTests
{
    private static readonly byte[] Payload = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    [Fact]
    public void A_request_has_a_right_checksum()
    {
        var packet = new IcmpEcho(v6: false, 0x0102, Payload).Request();
        Assert.Equal([8, 0], packet[..2]);
        Assert.Equal([1, 2], packet[6..8]);
        Assert.Equal(0xFFFF, packet.Chunk(2).Aggregate(0, (sum, pair) => Folded(sum + (pair[0] << 8) + pair[1])));
    }

    private static int Folded(int sum) => (sum & 0xFFFF) + (sum >> 16);

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 129)]
    public void Its_reply_is_known_with_and_without_the_ip_header(bool v6, byte type)
    {
        var echo = new IcmpEcho(v6, 7, Payload);
        byte[] reply = [type, .. echo.Request()[1..]];
        byte[] withHeader = [0x45, .. new byte[19], .. reply];
        Assert.True(echo.IsReply(reply));
        Assert.Equal(!v6, echo.IsReply(withHeader)); // the newer protocol never brings it
    }

    [Fact]
    public void The_request_itself_another_sequence_or_another_payload_is_not_the_reply()
    {
        var echo = new IcmpEcho(v6: false, 7, Payload);
        byte[] reply = [0, .. echo.Request()[1..]];
        Assert.False(echo.IsReply(echo.Request()));
        Assert.False(new IcmpEcho(v6: false, 8, Payload).IsReply(reply));
        Assert.False(new IcmpEcho(v6: false, 7, [.. Payload[1..], 0]).IsReply(reply));
        Assert.False(echo.IsReply([.. reply, 0]));
    }

    [Fact]
    public void Nothing_that_is_received_makes_it_throw() =>
        Gen.Byte.Array[0, 80].Sample(received => !new IcmpEcho(v6: false, 7, Payload).IsReply(received));

    [Fact]
    public void Lost_packets_are_counted_in_percent()
    {
        var series = new PingSeries(IPAddress.Loopback, 0, ImmutableArray<TimeSpan>.Empty)
            .With(TimeSpan.FromMilliseconds(2)).With(null).With(TimeSpan.FromMilliseconds(4));
        Assert.Equal((3, 1, 33, TimeSpan.FromMilliseconds(3)), (series.Sent, series.Lost, series.LostPercent, series.Average));
    }
}
