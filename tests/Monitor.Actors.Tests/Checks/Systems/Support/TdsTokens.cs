using System.Buffers.Binary;
using System.Text;

namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>The tokens of a server's answers, as [MS-TDS] 2.2.7 writes them down.</summary>
internal static class TdsTokens
{
    private const byte Error = 0xAA;
    private const byte LoginAck = 0xAD;
    private const byte ColMetadata = 0x81;
    private const byte Row = 0xD1;
    private const byte Done = 0xFD;
    private const byte IntN = 0x26;
    private const byte NVarChar = 0xE7;

    private const ushort DoneError = 0x02;
    private const ushort DoneCount = 0x10;

    /// <summary>The answer to PRELOGIN: our version, and whether we speak TLS.</summary>
    public static byte[] PreLogin(byte encryption)
    {
        byte[] version = [16, 0, 3, 232, 0, 0];
        (byte Token, byte[] Value)[] options = [(0, version), (1, [encryption]), (2, [0]), (3, []), (4, [0])];
        var at = (options.Length * 5) + 1;
        var head = new List<byte>();
        foreach (var (token, value) in options)
        {
            head.AddRange([token, (byte)(at >> 8), (byte)at, (byte)(value.Length >> 8), (byte)value.Length]);
            at += value.Length;
        }

        return [.. head, 0xFF, .. options.SelectMany(option => option.Value)];
    }

    public static byte[] Welcome()
    {
        byte[] body = [1, 0x74, 0, 0, 4, .. Short("Microsoft SQL Server"), 16, 0, 3, 232];
        return [LoginAck, .. UInt16(body.Length), .. body, .. End(0, 0)];
    }

    /// <summary>What went wrong, and the end of the answer.</summary>
    public static byte[] Refusal(int number, byte severity, string message)
    {
        byte[] body = [.. Int32(number), 1, severity, .. UInt16(message.Length), .. Encoding.Unicode.GetBytes(message), .. Short("peer"), .. Short(""), .. Int32(1)];
        return [Error, .. UInt16(body.Length), .. body, .. End(DoneError, 0)];
    }

    /// <summary>One column and one row of it.</summary>
    public static byte[] Scalar(object? value)
    {
        byte[] type = value is string ? [NVarChar, 0x40, 0x1F, 9, 4, 208, 0, 52] : [IntN, 4];
        byte[] cell = value switch
        {
            string text => [.. UInt16(text.Length * 2), .. Encoding.Unicode.GetBytes(text)],
            int number => [4, .. Int32(number)],
            _ => [0],
        };
        return [ColMetadata, .. UInt16(1), .. Int32(0), .. UInt16(1), .. type, .. Short("value"), Row, .. cell, .. End(DoneCount, 1)];
    }

    private static byte[] End(ushort status, long rows)
    {
        var count = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(count, rows);
        return [Done, .. UInt16(status), .. UInt16(0), .. count];
    }

    private static byte[] Short(string text) => [(byte)text.Length, .. Encoding.Unicode.GetBytes(text)];

    private static byte[] UInt16(int number) => [(byte)number, (byte)(number >> 8)];

    private static byte[] Int32(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];
}
