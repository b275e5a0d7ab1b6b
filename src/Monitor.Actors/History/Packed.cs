using System.Buffers;

namespace Monitor.Actors.History;

/// <summary>Writes whole numbers from 0, seven bits a byte, the lowest first.</summary>
internal sealed class PackedWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public void Write(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        for (; number >= 0x80; number >>= 7)
            WriteByte((byte)(number | 0x80));
        WriteByte((byte)number);
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private void WriteByte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}

/// <summary>Reads what a <see cref="PackedWriter"/> has written; throws at the end of it.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    public readonly bool AtEnd => _left.IsEmpty;

    public long Read()
    {
        long number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = _left[0];
            _left = _left[1..];
            number |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
                return number;
        }
    }
}
