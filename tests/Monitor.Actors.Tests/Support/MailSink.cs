using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using MimeKit;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Support;

/// <summary>An SMTP server on 127.0.0.1 that takes every message.</summary>
public sealed class MailSink : IAsyncDisposable
{
    private readonly Channel<MimeMessage> _mails = Channel.CreateUnbounded<MimeMessage>();
    private readonly LoopbackServer _server;

    public MailSink() => _server = new LoopbackServer(TalkAsync);

    /// <summary>How many messages were taken and not asked for yet.</summary>
    public int Waiting => _mails.Reader.Count;

    /// <summary>Whom it was asked to take mail for, in the order in which it was.</summary>
    public ConcurrentQueue<string> Recipients { get; } = [];

    /// <summary>What the monitor needs in its environment to send here.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["SMTP_HOST"] = "127.0.0.1",
        ["SMTP_PORT"] = $"{_server.Port}",
        ["SMTP_TLS"] = "none",
        ["BOARD_URL"] = "https://board.example",
    };

    /// <summary>The next message, in the order in which they came.</summary>
    public async Task<MimeMessage> NextAsync()
    {
        using var patience = new CancellationTokenSource(Some.LongTime);
        return await _mails.Reader.ReadAsync(patience.Token);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TalkAsync(Stream stream, CancellationToken stop)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await using var writer = new StreamWriter(stream, Encoding.Latin1, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail.test");
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            if (line.StartsWith("RCPT TO:<", StringComparison.Ordinal))
                Recipients.Enqueue(line["RCPT TO:<".Length..line.IndexOf('>', StringComparison.Ordinal)]);
            await writer.WriteLineAsync(line == "DATA" ? "354 go on" : line == "QUIT" ? "221 bye" : "250 fine");
            if (line == "DATA")
            {
                var lines = new List<string>();
                while (await reader.ReadLineAsync(stop) is { } text and not ".")
                    lines.Add(text.StartsWith('.') ? text[1..] : text);
                _mails.Writer.TryWrite(await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(string.Join("\r\n", lines))), stop));
                await writer.WriteLineAsync("250 queued");
            }
        }
    }
}
