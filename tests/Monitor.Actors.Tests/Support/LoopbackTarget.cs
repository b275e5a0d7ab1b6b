using System.Net.Sockets;
using System.Text;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Support;

/// <summary>A target on 127.0.0.1 that answers each connection with the bytes the test gives it, and remembers requests.</summary>
public sealed class LoopbackTarget : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly Func<string, byte[]?> _answer;
    private readonly List<string> _requests = [];

    /// <param name="answer">From the request's head; null keeps the connection open without an answer.</param>
    public LoopbackTarget(Func<string, byte[]?> answer)
    {
        _answer = answer;
        _server = new LoopbackServer(AnswerAsync);
    }

    public static LoopbackTarget Saying(byte[]? answer) => new(_ => answer);

    public static LoopbackTarget Http(string body, int status = 200, string headers = "") => Saying(Answer(body, status, headers));

    public Uri Url => new($"http://127.0.0.1:{_server.Port}/");

    /// <summary>How many connections were made, answered or not.</summary>
    public int Connections => _server.Connections;

    /// <summary>Heads and bodies, as they came.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public static byte[] Answer(string body, int status = 200, string headers = "") => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}");

    public static byte[] Raw(string text) => Encoding.UTF8.GetBytes(text);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(NetworkStream stream, CancellationToken stop)
    {
        var request = await ReadAsync(stream, stop);
        lock (_requests)
            _requests.Add(request);
        if (_answer(request) is not { } answer)
            await Task.Delay(Timeout.Infinite, stop);
        else
            await stream.WriteAsync(answer, stop);
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (!IsComplete(text.ToString()))
        {
            var read = await stream.ReadAsync(buffer, stop);
            if (read == 0)
                break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    private static bool IsComplete(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var length = request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
        return length is null || Encoding.UTF8.GetByteCount(request.AsSpan(end + 4)) >= int.Parse(length["Content-Length: ".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
