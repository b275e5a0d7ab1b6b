using System.Net.Security;
using System.Text;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Support;

/// <summary>A target on 127.0.0.1 that speaks any protocol of lines, and TLS, as the test scripts it.</summary>
public sealed class TalkingTarget : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    /// <param name="talk">On each connection; it is closed when this ends.</param>
    public TalkingTarget(Func<Talker, Task> talk) => _server = new LoopbackServer(async (stream, stop) =>
    {
        await using var talker = new Talker(stream, stop);
        await talk(talker);
    });

    /// <summary>Says nothing; see <see cref="Heard"/>.</summary>
    public static TalkingTarget Silent()
    {
        var heard = new TaskCompletionSource();
        return new TalkingTarget(async talk =>
        {
            await talk.Hear(bytes: 1);
            heard.TrySetResult();
            await talk.Silence();
        })
        { Heard = heard.Task };
    }

    public int Port => _server.Port;

    /// <summary>Ends when a silent target has been spoken to.</summary>
    public Task Heard { get; private init; } = Task.CompletedTask;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The target's end of one connection.</summary>
    public sealed class Talker(Stream stream, CancellationToken stop) : IAsyncDisposable
    {
        private Stream _stream = stream;

        public async Task Say(string text) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);

        /// <summary>A line without its end; empty when the other side has closed.</summary>
        public async Task<string> Hear()
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, stop) > 0 && one[0] != '\n')
                line.Add(one[0]);
            return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
        }

        public async Task Hear(int bytes) => await _stream.ReadExactlyAsync(new byte[bytes], stop);

        public async Task StartTls(SslStreamCertificateContext certificate)
        {
            var tls = new SslStream(_stream);
            _stream = tls;
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = certificate }, stop);
        }

        public Task Silence() => Task.Delay(Timeout.Infinite, stop);

        public ValueTask DisposeAsync() => _stream.DisposeAsync();
    }
}
