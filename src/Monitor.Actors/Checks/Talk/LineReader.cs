using System.Text;

namespace Monitor.Actors.Checks.Talk;

/// <summary>Reads lines from a target that may send anything, without end.</summary>
public sealed class LineReader(Stream stream)
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxLines = 1000;

    private readonly byte[] _buffer = new byte[MaxBytes];
    private int _start;
    private int _end;
    private int _lines;

    /// <summary>Something has been received that nobody has asked for yet.</summary>
    public bool HasMore => _end > _start;

    /// <summary>The next line without its end; null when the other side has closed.</summary>
    /// <exception cref="InvalidDataException">One of the limits is reached.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancel)
    {
        if (++_lines > MaxLines)
            throw new InvalidDataException($"more than {MaxLines} lines");
        for (var searched = _start; ;)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', searched, _end - searched);
            if (end >= 0)
                return Take(end, end + 1);
            searched = _end;
            if (!await FillAsync(cancel))
                return HasMore ? Take(_end, _end) : null;
        }
    }

    /// <summary>The next byte; null when the other side has closed.</summary>
    public async ValueTask<byte?> ReadByteAsync(CancellationToken cancel) =>
        HasMore || await FillAsync(cancel) ? _buffer[_start++] : null;

    private string Take(int end, int next)
    {
        var line = Encoding.UTF8.GetString(_buffer, _start, end - _start).TrimEnd('\r');
        _start = next;
        return line;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_end == MaxBytes)
            throw new InvalidDataException($"more than {MaxBytes / 1024} KiB");
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _end += read;
        return read > 0;
    }
}
