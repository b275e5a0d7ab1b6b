using System.Buffers.Binary;

namespace Monitor.Actors.Checks.Icmp;

/// <summary>One ICMP echo request as bytes, and how its reply is told from everything else; pure.</summary>
/// <param name="payload">Random, so that nobody else's reply has the same.</param>
public sealed class IcmpEcho(bool v6, ushort sequence, byte[] payload)
{
    private const int HeaderLength = 8;
    private const byte RequestV4 = 8;
    private const byte ReplyV4 = 0;
    private const byte RequestV6 = 128;
    private const byte ReplyV6 = 129;

    /// <summary>The identifier is left to the kernel, which sets its own where a process has no raw socket.</summary>
    public byte[] Request()
    {
        byte[] packet = [v6 ? RequestV6 : RequestV4, 0, 0, 0, 0, 0, (byte)(sequence >> 8), (byte)sequence, .. payload];
        if (!v6) // the kernel does it for the newer protocol
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), Checksum(packet));
        return packet;
    }

    /// <param name="received">With or without the IP header before it: systems differ.</param>
    public bool IsReply(ReadOnlySpan<byte> received)
    {
        var packet = !v6 && received.Length > 0 && received[0] >> 4 == 4 ? Without(received, (received[0] & 15) * 4) : received;
        return packet.Length == HeaderLength + payload.Length
            && packet[0] == (v6 ? ReplyV6 : ReplyV4)
            && BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) == sequence
            && packet[HeaderLength..].SequenceEqual(payload);
    }

    private static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> packet, int header) => header <= packet.Length ? packet[header..] : [];

    /// <summary>RFC 1071.</summary>
    private static ushort Checksum(ReadOnlySpan<byte> packet)
    {
        uint sum = 0;
        for (var i = 0; i < packet.Length; i += 2)
            sum += (uint)((packet[i] << 8) | (i + 1 < packet.Length ? packet[i + 1] : 0));
        while (sum >> 16 != 0)
            sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }
}
