using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>Says the same to everybody, whatever they want, and hangs up.</summary>
public sealed class Babbler : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _words;
    private readonly Task _talking;

    public Babbler(string words)
    {
        _words = Encoding.ASCII.GetBytes(words);
        _listener.Start();
        _talking = TalkAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _talking;
    }

    private async Task TalkAsync()
    {
        try
        {
            while (true)
            {
                using var one = await _listener.AcceptSocketAsync();
                await one.SendAsync(_words);
                one.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }
}
