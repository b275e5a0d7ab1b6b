using System.Net;
using System.Net.Sockets;

namespace Monitor.Actors.Checks.Net;

/// <summary>Finds the IPv4 address that an IPv6 address leads to: mapped, NAT64 or 6to4.</summary>
public static class EmbeddedAddress
{
    public static IPAddress Unwrapped(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _); // always 16
        return Start(bytes) is { } at ? new IPAddress(bytes.Slice(at, 4)) : address;
    }

    /// <summary>Where the four bytes begin; null when there are none.</summary>
    private static int? Start(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0x20, 0x02, ..])
            return 2; // 6to4, 2002::/16
        if (bytes is [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, ..] or [0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01, ..])
            return 12; // NAT64, 64:ff9b::/96 and the networks' own 64:ff9b:1::/48
        if (bytes[..10].ContainsAnyExcept((byte)0))
            return null;
        var isMapped = bytes is [.., 0xFF, 0xFF, _, _, _, _];
        var isCompatible = bytes is [.., 0, 0, _, _, _, _] && bytes[12..] is not [0, 0, 0, _];
        return isMapped || isCompatible ? 12 : null; // ::ffff:0:0/96, and the old ::/96 but for :: and ::1
    }
}
