using System.Net;
using System.Net.Sockets;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Talk;

/// <summary>Reads and shows the host of a target that has no URL.</summary>
public static class HostKeys
{
    /// <summary>A name or an address; empty when there is a problem.</summary>
    public static string Host(YamlSection keys)
    {
        var host = keys.Text("host");
        if (host.Trim().Length == 0 || Uri.CheckHostName(host) != UriHostNameType.Unknown)
            return host;
        keys.Problem("host", $"\"{host}\" is not a host name or an address", "write it like shop.example or 192.0.2.1, and the port under port:");
        return "";
    }

    public static int Port(YamlSection keys) => keys.Number("port", min: 1, max: 65535);

    public static string Shown(string host, int port) =>
        IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]:{port}" : $"{host}:{port}";
}
