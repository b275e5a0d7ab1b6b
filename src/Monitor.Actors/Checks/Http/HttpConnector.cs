using System.Net;
using System.Net.Sockets;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>Makes the connections of one handler: address, policy, proxy, TLS, each phase within its limit.</summary>
internal sealed class HttpConnector(Dialer dialer, ConnectionOptions options, NetworkLevel level, TlsRunner tls)
{
    /// <summary>What the newest connection to each place showed, for requests that find it there.</summary>
    public SeenPeers Peers { get; } = new();

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var request = (ProbeRequest)context.InitialRequestMessage; // nobody else asks through these handlers
        var url = request.RequestUri!; // nor without a URL
        var phases = request.Phases;
        phases.Hold();
        if (options.Proxy is not null && dialer.Refusal(url.IdnHost, url.Port, level) is { } why)
            throw DialException.Blocked(why);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, phases.Stop);
        var socket = await DialAsync(context.DnsEndPoint, phases, limit, cancel);
        var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            phases.Address = (socket.RemoteEndPoint as IPEndPoint)?.Address;
            if (url.Scheme != Uri.UriSchemeHttps)
                return stream;
            return await SecureAsync(stream, context.DnsEndPoint, request.Headers.Host, phases, limit, cancel);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection is ready: from here on, the answer is waited for.</summary>
    public ValueTask<Stream> ListenAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancel)
    {
        var request = (ProbeRequest)context.InitialRequestMessage;
        if (options.Reuse)
            Peers.Remember(request.RequestUri!, request.Phases);
        request.Phases.Ask();
        return ValueTask.FromResult<Stream>(new FirstBytesStream(context.PlaintextStream, request.Phases));
    }

    private async Task<Socket> DialAsync(DnsEndPoint to, HttpPhases phases, CancellationTokenSource limit, CancellationToken cancel)
    {
        var target = options.Proxy is null
            ? new DialTarget(to.Host, to.Port, level, options.Family, options.Resolver)
            : new DialTarget(options.Proxy.IdnHost, options.Proxy.Port, level);
        var addresses = IPAddress.TryParse(target.Host, out _)
            ? await dialer.ResolveAsync(target, cancel)
            : await LookUpAsync(target, phases, limit, cancel);
        phases.Connect();
        return await WithinAsync(
            options.ConnectLimit, Dialer.ConnectAsync(addresses, target.Port, Limited(limit, options.ConnectLimit)), phases, limit, cancel);
    }

    private async Task<IPAddress[]> LookUpAsync(DialTarget target, HttpPhases phases, CancellationTokenSource limit, CancellationToken cancel)
    {
        phases.LookUp();
        var patience = options.DnsLimit ?? ConnectionOptions.DnsPatience;
        var work = dialer.ResolveAsync(target, Limited(limit, patience));
        return await WithinAsync(patience, work, phases, limit, cancel, $"DNS timeout {patience.TotalSeconds:0.###} s");
    }

    private async Task<Stream> SecureAsync(
        Stream stream, DnsEndPoint to, string? hostHeader, HttpPhases phases, CancellationTokenSource limit, CancellationToken cancel)
    {
        if (options.Proxy is { } proxy)
            await WithinAsync(
                options.ConnectLimit, ProxyTunnel.OpenAsync(stream, proxy, to, Limited(limit, options.ConnectLimit)), phases, limit, cancel);
        phases.ShakeHands();
        var name = hostHeader is null ? to.Host : NetworkRules.Plain(new Uri($"net://{hostHeader}").IdnHost);
        var secure = await WithinAsync(
            options.TlsLimit, tls.HandshakeAsync(stream, name, Limited(limit, options.TlsLimit)), phases, limit, cancel);
        phases.CertificateUntil = TlsRunner.ValidUntil(secure);
        return secure;
    }

    private static CancellationToken Limited(CancellationTokenSource limit, TimeSpan? time)
    {
        if (time is not null)
            limit.CancelAfter(time.Value);
        return limit.Token;
    }

    /// <summary>Says which limit was over when it was one of ours.</summary>
    private static async Task<T> WithinAsync<T>(
        TimeSpan? time, Task<T> work, HttpPhases phases, CancellationTokenSource limit, CancellationToken cancel, string? text = null)
    {
        try
        {
            var done = await work;
            if (time is not null)
                limit.CancelAfter(Timeout.InfiniteTimeSpan);
            return done;
        }
        catch (OperationCanceledException e) when (time is not null && !cancel.IsCancellationRequested && !phases.Stop.IsCancellationRequested)
        {
            throw new HttpProblemException(text ?? $"timeout after {time.Value.TotalSeconds:0.0##} s {phases.Text}", e);
        }
    }
}
