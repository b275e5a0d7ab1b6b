using System.Buffers.Binary;

namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>Messages in packets, each with a head of eight bytes ([MS-TDS] 2.2.3).</summary>
internal static class TdsPackets
{
    public const byte Batch = 0x01;
    public const byte Answer = 0x04;
    public const byte Login = 0x10;
    public const byte PreLogin = 0x12;

    private const int Head = 8;
    private const byte EndOfMessage = 1;

    /// <summary>Null when the client has gone.</summary>
    public static async Task<(byte Type, byte[] Body)?> ReadAsync(Stream stream)
    {
        var body = new List<byte>();
        var head = new byte[Head];
        do
        {
            if (await stream.ReadAtLeastAsync(head, Head, throwOnEndOfStream: false) < Head)
                return null;
            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)) - Head];
            await stream.ReadExactlyAsync(part);
            body.AddRange(part);
        }
        while ((head[1] & EndOfMessage) == 0);
        return (head[0], [.. body]);
    }

    public static async Task WriteAsync(Stream stream, byte type, ReadOnlyMemory<byte> body)
    {
        var packet = new byte[Head + body.Length];
        (packet[0], packet[1], packet[6]) = (type, EndOfMessage, 1);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        body.CopyTo(packet.AsMemory(Head));
        await stream.WriteAsync(packet);
        await stream.FlushAsync();
    }
}
