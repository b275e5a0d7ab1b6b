using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Actors.Tests.Support;

/// <summary>A target on 127.0.0.1 that speaks any protocol of lines, and TLS, as the test scripts it.</summary>
public sealed class TalkingTarget : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Talker, Task> _talk;
    private readonly Task _serving;

    /// <param name="talk">On each connection; it is closed when this ends.</param>
    public TalkingTarget(Func<Talker, Task> talk)
    {
        _talk = talk;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var talker = new Talker(client.GetStream(), _stop.Token);
                await _talk(talker);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The other side has gone, or the test has ended.
        }
    }

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
