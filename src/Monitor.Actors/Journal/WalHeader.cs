using System.Buffers.Binary;

namespace Monitor.Actors.Journal;

/// <summary>Checks the first 32 bytes of a write-ahead log: SQLite silently ignores a log whose header is damaged.</summary>
/// <remarks>The format is that of sqlite.org/fileformat2.html, section 4.1.</remarks>
public static class WalHeader
{
    public const int Length = 32;

    private const uint MagicLittle = 0x377f0682;
    private const uint MagicBig = 0x377f0683;

    /// <param name="header">Shorter than a header means that nothing was logged yet, which is fine.</param>
    public static bool IsSound(ReadOnlySpan<byte> header)
    {
        if (header.Length < Length)
            return true;
        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (magic is not (MagicLittle or MagicBig))
            return false;
        var (first, second) = Checksum(header[..24], magic == MagicBig);
        return first == BinaryPrimitives.ReadUInt32BigEndian(header[24..]) && second == BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
    }

    private static (uint First, uint Second) Checksum(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var (first, second) = (0u, 0u);
        for (var i = 0; i < bytes.Length; i += 8)
        {
            first += Word(bytes[i..], bigEndian) + second;
            second += Word(bytes[(i + 4)..], bigEndian) + first;
        }

        return (first, second);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
