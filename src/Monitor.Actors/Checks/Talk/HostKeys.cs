using System.Net;
using System.Net.Sockets;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Talk;

/// <summary>Reads and shows the host of a target that has no URL.</summary>
public static class HostKeys
{
    private const int HighestPort = 65_535;

    public static ConfigKey HostKey { get; } = new("host", KeyShape.Text, "a name or an address") { Required = true };

    public static ConfigKey PortKey { get; } = new("port", KeyShape.Whole(1, HighestPort), "its port") { Required = true };

    public static ConfigKey FamilyKey { get; } =
        new("ip_family", KeyShape.Choice("any", "v4", "v6"), "which addresses of the host to use; with `any`, the first that answers") { Default = "any" };

    public static ConfigKey ResolverKey { get; } =
        new("resolver", KeyShape.Text, "a DNS server, asked anew each time") { Absent = "the system's", Range = "`ip`, `ip:port`" };

    /// <summary>A name or an address; empty when there is a problem.</summary>
    public static string Host(YamlSection keys)
    {
        var host = keys.Text("host");
        if (host.Trim().Length == 0 || Uri.CheckHostName(host) != UriHostNameType.Unknown)
            return host;
        keys.Problem("host", $"\"{host}\" is not a host name or an address", "write it like shop.example or 192.0.2.1, and the port under port:");
        return "";
    }

    public static int Port(YamlSection keys) => keys.Number("port", min: 1, max: HighestPort);

    /// <summary>Which addresses of the host may be used.</summary>
    public static IpFamily Family(YamlSection keys) =>
        keys.Choice("ip_family", "any", "any", "v4", "v6") switch { "v4" => IpFamily.V4, "v6" => IpFamily.V6, _ => IpFamily.Any };

    /// <summary>The DNS server to ask instead of the system's.</summary>
    public static IPEndPoint? Resolver(YamlSection keys)
    {
        if (keys.TextOrNull("resolver") is not { } text)
            return null;
        if (IPEndPoint.TryParse(text, out var server))
            return server.Port == 0 ? new IPEndPoint(server.Address, 53) : server;
        keys.Problem("resolver", $"\"{text}\" is not the address of a DNS server", "write it like 9.9.9.9 or 127.0.0.1:5353");
        return null;
    }

    public static string Shown(string host, int port) =>
        $"{Shown(host)}:{port}";

    /// <summary>As it stands in a URL.</summary>
    public static string Shown(string host) =>
        IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : host;
}
