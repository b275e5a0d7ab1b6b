using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Actors.Tests.Support;

/// <summary>Stands between a client and a server on this machine, and breaks what the test wants broken.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _server;
    private readonly Task _serving;
    private CancellationTokenSource _frozen = new();
    private Cut? _cut;

    /// <param name="server">Such as 127.0.0.1:5432.</param>
    public TcpRelay(string server)
    {
        _server = server;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The next connection on which a client says this is cut, once.</summary>
    /// <param name="heard">The server hears it, and answers; only the answer is lost.</param>
    public void CutAt(string said, bool heard) => Volatile.Write(ref _cut, new Cut(said, heard));

    /// <summary>From now on nothing gets through on the connections that are there, and nobody is told.</summary>
    public void Freeze() => Interlocked.Exchange(ref _frozen, new CancellationTokenSource()).Cancel();

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
                _ = RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Stopped.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        var frozen = _frozen.Token;
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPEndPoint.Parse(_server), _stop.Token);
                using var thawless = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, frozen);
                using var deaf = CancellationTokenSource.CreateLinkedTokenSource(thawless.Token);
                var answers = PassAsync(server.GetStream(), client.GetStream(), deaf.Token);
                var asking = AskAsync(client.GetStream(), server.GetStream(), deaf, answers, thawless.Token);
                await Task.WhenAny(asking, answers);
                if (deaf.IsCancellationRequested)
                    await asking; // the server is still to hear it
                if (frozen.IsCancellationRequested)
                    await Task.Delay(Timeout.Infinite, _stop.Token); // keeps both ends open
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
            {
                // One side has gone, or the test has ended.
            }
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
