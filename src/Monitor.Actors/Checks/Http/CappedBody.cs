using System.Buffers;
using System.Text;

namespace Monitor.Actors.Checks.Http;

/// <summary>Reads response bodies that may be endless.</summary>
public static class CappedBody
{
    /// <summary>The whole body, or null when it is larger than <paramref name="max"/> bytes.</summary>
    /// <param name="length">What is expected, if anything is.</param>
    internal static async Task<byte[]?> ReadAsync(Stream stream, long? length, int max, HttpPhases phases, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(SizeFor(length, max));
        try
        {
            var read = 0;
            while (true)
            {
                phases.BytesRead = read;
                if (read == buffer.Length)
                    buffer = Grow(buffer, max);
                var more = await stream.ReadAsync(buffer.AsMemory(read), cancel);
                if (more == 0)
                    return buffer.AsSpan(0, read).ToArray();
                read += more;
                if (read > max)
                    return null;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The first <paramref name="max"/> characters of the body as text, whatever it holds.</summary>
    public static async Task<string> StartAsync(HttpContent content, int max, CancellationToken cancel)
    {
        using var stream = await content.ReadAsStreamAsync(cancel);
        var bytes = new byte[max * 4];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return Start(bytes.AsSpan(0, read), max);
    }

    /// <summary>The first <paramref name="max"/> characters of a body as text.</summary>
    public static string Start(ReadOnlySpan<byte> body, int max)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, max * 4)]);
        return text.Length <= max ? text : text[..max];
    }

    private static int SizeFor(long? length, int max) => (int)Math.Min(max + 1L, length is > 0 ? length.Value + 1 : 4096);

    private static byte[] Grow(byte[] buffer, int max)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 2, max + 1));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
