using System.Net;

namespace Monitor.Actors.Checks.Net;

/// <summary>What an address is good for, by its number alone.</summary>
public static class AddressKinds
{
    private static readonly IPAddress[] Metadata =
        [IPAddress.Parse("169.254.169.254"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("fd00:ec2::254")];

    private static readonly (IPNetwork Network, string Kind)[] Never =
    [
        (IPNetwork.Parse("169.254.0.0/16"), "link-local"),
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
        (IPNetwork.Parse("255.255.255.255/32"), "broadcast"),
        (IPNetwork.Parse("0.0.0.0/8"), "not an address of a host"),
    ];

    private static readonly (IPNetwork Network, string Kind)[] Internal =
    [
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        (IPNetwork.Parse("::1/128"), "loopback"),
        (IPNetwork.Parse("0.0.0.0/32"), "loopback"),
        (IPNetwork.Parse("::/128"), "loopback"),
        (IPNetwork.Parse("10.0.0.0/8"), "private"),
        (IPNetwork.Parse("172.16.0.0/12"), "private"),
        (IPNetwork.Parse("192.168.0.0/16"), "private"),
        (IPNetwork.Parse("100.64.0.0/10"), "private"),
        (IPNetwork.Parse("fc00::/7"), "private"),
        (IPNetwork.Parse("fec0::/10"), "private"),
        (IPNetwork.Parse("192.0.0.0/24"), "reserved"),
        (IPNetwork.Parse("192.0.2.0/24"), "reserved"),
        (IPNetwork.Parse("198.18.0.0/15"), "reserved"),
        (IPNetwork.Parse("198.51.100.0/24"), "reserved"),
        (IPNetwork.Parse("203.0.113.0/24"), "reserved"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved"),
        (IPNetwork.Parse("100::/64"), "reserved"),
        (IPNetwork.Parse("2001::/32"), "reserved"),
        (IPNetwork.Parse("2001:db8::/32"), "reserved"),
    ];

    /// <summary>What makes the address one that nobody may reach through the monitor; null for all others.</summary>
    public static string? NeverAllowed(IPAddress address)
    {
        if (Metadata.AsSpan().Contains(Unscoped(address)))
            return "a cloud metadata address";
        return address.Equals(IPAddress.Any) ? null : KindIn(Never, address); // 0.0.0.0 reaches this machine, as 127.0.0.1 does
    }

    /// <summary>What makes the address one that is not on the Internet; null for all others.</summary>
    public static string? NotPublic(IPAddress address) => KindIn(Internal, address);

    /// <summary>Whether connecting to it reaches this machine, by its number alone.</summary>
    public static bool IsThisMachine(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static string? KindIn((IPNetwork Network, string Kind)[] networks, IPAddress address)
    {
        foreach (var (network, kind) in networks)
            if (network.Contains(address))
                return kind;
        return null;
    }

    /// <summary>Through whichever interface.</summary>
    private static IPAddress Unscoped(IPAddress address) =>
        address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, ScopeId: not 0 } ? new IPAddress(address.GetAddressBytes()) : address;
}
