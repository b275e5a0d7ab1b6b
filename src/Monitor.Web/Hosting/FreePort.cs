using System.Net;
using System.Net.Sockets;

namespace Monitor.Web.Hosting;

/// <summary>Finds out whether an address is free before anything is started.</summary>
public static class FreePort
{
    /// <summary>Which address is taken; null when all are free.</summary>
    public static string? Refusal(IEnumerable<string> urls) => urls.Where(IsTaken).Select(Taken).FirstOrDefault();

    private static string Taken(string url) =>
        $"{url} is taken by another program; stop it, or choose another with --urls http://127.0.0.1:8502";

    private static bool IsTaken(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Port == 0)
            return false;
        var address = IPAddress.TryParse(uri.Host.Trim('[', ']'), out var literal) ? literal : IPAddress.Loopback;
        try
        {
            using var probe = new TcpListener(address, uri.Port);
            probe.Start();
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
