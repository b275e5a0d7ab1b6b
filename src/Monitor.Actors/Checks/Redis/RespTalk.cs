using System.Globalization;
using System.Text;

namespace Monitor.Actors.Checks.Redis;

/// <summary>Speaks RESP, the protocol of Redis, on one connection: one command, one answer.</summary>
/// <remarks>
/// No client library: those keep connections, ask for more than they are told to, and connect again by themselves, while a
/// probe wants one connection to one address, and to be cancelled. Measured in docs/decisions/0022.
/// </remarks>
public sealed class RespTalk(Stream stream)
{
    public const int MaxBytes = 64 * 1024;

    private readonly byte[] _buffer = new byte[MaxBytes];
    private int _start;
    private int _end;

    /// <exception cref="InvalidDataException">That is no answer of a Redis server, or one that is too large.</exception>
    /// <exception cref="EndOfStreamException">The server has closed the connection.</exception>
    public async Task<RespReply> AskAsync(IReadOnlyList<string> command, CancellationToken cancel)
    {
        await stream.WriteAsync(Bytes(command), cancel);
        await stream.FlushAsync(cancel);
        var line = await LineAsync(cancel);
        return line switch
        {
            ['+' or ':' or ',' or '#', .. var text] => new RespReply(text),
            ['-', .. var text] => new RespReply(text, IsError: true),
            ['$', .. var length] => await BulkAsync(length, cancel),
            ['_'] => new RespReply(null),
            ['*' or '%' or '~', ..] => throw new InvalidDataException("the answer is a list, expected one value"),
            _ => throw new InvalidDataException("not an answer of a Redis server"),
        };
    }

    private static byte[] Bytes(IReadOnlyList<string> command)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{command.Count}\r\n");
        foreach (var word in command)
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private async Task<RespReply> BulkAsync(string length, CancellationToken cancel)
    {
        if (!int.TryParse(length, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
            throw new InvalidDataException("not an answer of a Redis server");
        if (count < 0)
            return new RespReply(null);
        if (count > MaxBytes - 2)
            throw new InvalidDataException($"the answer has {count} bytes, at most {MaxBytes / 1024} KiB are read");
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        while (_end < count + 2)
            await FillAsync(cancel);
        _start = count + 2;
        return new RespReply(Encoding.UTF8.GetString(_buffer, 0, count));
    }

    private async Task<string> LineAsync(CancellationToken cancel)
    {
        int end;
        while ((end = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start)) < 0)
            await FillAsync(cancel);
        var line = Encoding.UTF8.GetString(_buffer, _start, end - _start).TrimEnd('\r');
        _start = end + 1;
        return line;
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        if (_end == MaxBytes)
            throw new InvalidDataException("not an answer of a Redis server");
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        if (read == 0)
            throw new EndOfStreamException();
        _end += read;
    }
}
