using System.Net.Sockets;
using System.Text;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>Says the same to everybody, whatever they want, and hangs up.</summary>
public sealed class Babbler(string words) : IAsyncDisposable
{
    private readonly LoopbackServer _server = new(async (stream, stop) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(words), stop);
        stream.Socket.Shutdown(SocketShutdown.Send);
    });

    public int Port => _server.Port;

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
