using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>Gives out ports that nobody listens on, each once.</summary>
/// <remarks>Below the range that outgoing connections use, so that a program can come back to its port after a crash.</remarks>
public static class Ports
{
    private const int First = 20_000;
    private const int Last = 31_000;

    private static readonly ConcurrentDictionary<int, bool> Given = [];

    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (Given.TryAdd(port, true) && IsFree(port))
                return port;
        }
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
