using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Support;

/// <summary>A small real HTTP proxy on 127.0.0.1: passes plain requests on, and opens tunnels.</summary>
public sealed class ForwardProxy : IAsyncDisposable
{
    private readonly HostileTarget _listener;
    private readonly ConcurrentQueue<string> _heads = [];

    /// <param name="refuses">The status with which it refuses; null lets everybody through.</param>
    public ForwardProxy(int? refuses = null) => _listener = new HostileTarget((stream, stop) => ServeAsync(stream, refuses, stop));

    public int Port => _listener.Port;

    /// <summary>The heads of the requests that came.</summary>
    public IReadOnlyCollection<string> Heads => _heads;

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(Stream client, int? refuses, CancellationToken stop)
    {
        var head = await HostileTarget.HeadAsync(client, stop);
        _heads.Enqueue(head);
        if (refuses is not null)
        {
            await client.WriteAsync(HostileTarget.Bytes($"HTTP/1.1 {refuses} No\r\nContent-Length: 0\r\n\r\n"), stop);
            return;
        }

        var line = head[..head.IndexOf("\r\n", StringComparison.Ordinal)].Split(' ');
        var isTunnel = line[0] == "CONNECT";
        var to = isTunnel ? new Uri($"net://{line[1]}") : new Uri(line[1]);
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, to.Port, stop); // whatever the name: a proxy looks names up itself
        var onward = server.GetStream();
        if (isTunnel)
            await client.WriteAsync(HostileTarget.Bytes("HTTP/1.1 200 Connection established\r\n\r\n"), stop);
        else
            await onward.WriteAsync(HostileTarget.Bytes($"{line[0]} {to.PathAndQuery} HTTP/1.1{head[head.IndexOf("\r\n", StringComparison.Ordinal)..]}"), stop);
        await Task.WhenAny(client.CopyToAsync(onward, stop), onward.CopyToAsync(client, stop));
    }
}
