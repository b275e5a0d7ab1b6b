using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Monitor.Tests.Shared;

/// <summary>A target on 127.0.0.1 that does to each connection, with TLS or without, whatever the test says.</summary>
public sealed class HostileTarget : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly bool _isTls;

    /// <param name="script">With the bare connection, before anything is read.</param>
    public HostileTarget(Func<Stream, CancellationToken, Task> script, bool isTls = false) =>
        (_server, _isTls) = (new LoopbackServer(script), isTls);

    /// <summary>Reads a request's head, then writes pieces for ever or until there are none left; then closes.</summary>
    public static HostileTarget Answering(params IEnumerable<byte[]> pieces) => new(async (stream, stop) =>
    {
        await HeadAsync(stream, stop);
        foreach (var piece in pieces)
            await stream.WriteAsync(piece, stop);
    });

    /// <summary>The same over TLS, after a handshake with this certificate.</summary>
    public static HostileTarget Tls(X509Certificate2 shown, Func<Stream, CancellationToken, Task> script, SslProtocols versions = SslProtocols.None, bool asks = false) =>
        new(async (stream, stop) =>
        {
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificate = shown,
                    EnabledSslProtocols = versions,
                    ClientCertificateRequired = asks,
                    RemoteCertificateValidationCallback = (_, theirs, _, _) => !asks || theirs is not null,
                },
                stop);
            await script(secure, stop);
        }, isTls: true);

    public static HostileTarget TlsSaying(X509Certificate2 shown, string answer, SslProtocols versions = SslProtocols.None) =>
        Tls(shown, async (stream, stop) =>
        {
            await HeadAsync(stream, stop);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), stop);
        }, versions);

    /// <summary>Keeps the connection open and says nothing more.</summary>
    public static Task SilenceAsync(CancellationToken stop) => Task.Delay(Timeout.Infinite, stop);

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static async Task<string> HeadAsync(Stream stream, CancellationToken stop)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stop) == 1)
            head.Append((char)one[0]);
        return head.ToString();
    }

    public int Port => _server.Port;

    public Uri Url => new($"{(_isTls ? "https" : "http")}://127.0.0.1:{Port}/");

    public int Connections => _server.Connections;

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
