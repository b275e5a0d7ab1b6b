using System.Net;
using System.Net.Sockets;
using System.Text;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Support;

/// <summary>Stands between a client and a server on this machine, and breaks what the test wants broken.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private CancellationTokenSource _frozen = new();
    private Cut? _cut;

    /// <param name="server">Such as 127.0.0.1:5432.</param>
    public TcpRelay(string server) => _server = new LoopbackServer((client, stop) => RelayAsync(client, IPEndPoint.Parse(server), stop));

    public string Address => $"127.0.0.1:{_server.Port}";

    /// <summary>The next connection on which a client says this is cut, once.</summary>
    /// <param name="heard">The server hears it, and answers; only the answer is lost.</param>
    public void CutAt(string said, bool heard) => Volatile.Write(ref _cut, new Cut(said, heard));

    /// <summary>From now on nothing gets through on the connections that are there, and nobody is told.</summary>
    public void Freeze() => Interlocked.Exchange(ref _frozen, new CancellationTokenSource()).Cancel();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task RelayAsync(NetworkStream client, IPEndPoint to, CancellationToken stop)
    {
        var frozen = _frozen.Token;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(to, stop);
            using var thawless = CancellationTokenSource.CreateLinkedTokenSource(stop, frozen);
            using var deaf = CancellationTokenSource.CreateLinkedTokenSource(thawless.Token);
            var answers = PassAsync(server.GetStream(), client, deaf.Token);
            var asking = AskAsync(client, server.GetStream(), deaf, answers, thawless.Token);
            await Task.WhenAny(asking, answers);
            if (deaf.IsCancellationRequested)
                await asking; // the server is still to hear it
            if (frozen.IsCancellationRequested)
                await Task.Delay(Timeout.Infinite, stop); // keeps both ends open
        }
        catch (OperationCanceledException) when (frozen.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
    }

    private static async Task PassAsync(NetworkStream from, NetworkStream to, CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, stop) is var read and > 0)
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
    }

    private async Task AskAsync(NetworkStream client, NetworkStream server, CancellationTokenSource deaf, Task answers, CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReadAsync(buffer, stop) is var read and > 0)
        {
            var isCut = _cut is { } cut && Encoding.ASCII.GetString(buffer, 0, read).Contains(cut.At, StringComparison.Ordinal);
            if (isCut)
            {
                await deaf.CancelAsync();
                await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (Interlocked.Exchange(ref _cut, null) is { Heard: true })
                    await HearAsync(server, buffer.AsMemory(0, read), stop);
                return;
            }

            await server.WriteAsync(buffer.AsMemory(0, read), stop);
        }
    }

    /// <summary>Until the server has dealt with it: it closes only after that.</summary>
    private static async Task HearAsync(NetworkStream server, ReadOnlyMemory<byte> said, CancellationToken stop)
    {
        await server.WriteAsync(said, stop);
        server.Socket.Shutdown(SocketShutdown.Send);
        var rest = new byte[1024];
        while (await server.ReadAsync(rest, stop) > 0)
        {
            // Its answer goes nowhere.
        }
    }

    private sealed record Cut(string At, bool Heard);
}
