using System.Net;
using System.Net.Sockets;

namespace Monitor.Actors.Checks.Net;

/// <summary>Makes every connection of checks, remedies and pings: looks the host up, asks the policy, connects.</summary>
/// <remarks>Thread-safe. The address that the policy allowed is the one that is connected to.</remarks>
public sealed class Dialer(NetworkPolicy policy)
{
    private readonly NameLookup _names = new();

    /// <exception cref="DialException">No connection; says why and whose fault it is.</exception>
    public async Task<Socket> ConnectAsync(DialTarget target, CancellationToken cancel) =>
        await ConnectAsync(await ResolveAsync(target, cancel), target.Port, cancel);

    /// <summary>The host's addresses that may be connected to, at least one; for client libraries that connect themselves.</summary>
    /// <exception cref="DialException">There is none, or the policy allows none.</exception>
    public async Task<IPAddress[]> ResolveAsync(DialTarget target, CancellationToken cancel)
    {
        if (policy.Refusal(target.Host, target.Level) is { } unknown)
            throw DialException.Blocked(unknown);
        if (target.Resolver is { } server && policy.Refusal(server.Address, server.Port, target.Level) is { } refused)
            throw DialException.Blocked(refused);
        var found = await _names.FindAsync(target, cancel);
        return Allowed(found, target);
    }

    /// <summary>Why a host that somebody else will connect to for us may not be asked, as far as its name tells.</summary>
    public string? Refusal(string host, int port, NetworkLevel level) =>
        policy.Refusal(host, level) ?? (IPAddress.TryParse(NetworkRules.Plain(host), out var address) ? policy.Refusal(address, port, level) : null);

    /// <summary>Connects to the first of <paramref name="addresses"/>, which the policy has allowed, that answers.</summary>
    public static async Task<Socket> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancel)
    {
        try
        {
            return addresses is [var only]
                ? await SocketRace.ConnectAsync(new IPEndPoint(only, port), cancel)
                : await SocketRace.RunAsync(addresses, port, cancel);
        }
        catch (SocketException e)
        {
            throw SocketText.Dial(e);
        }
    }

    /// <summary>In place: almost every host has one address, which is allowed.</summary>
    private IPAddress[] Allowed(IPAddress[] found, DialTarget target)
    {
        string? refusal = null;
        var kept = 0;
        foreach (var address in found)
        {
            if (policy.Refusal(address, target.Port, target.Level) is { } why)
                refusal ??= why;
            else if (IsOf(target.Family, address))
                found[kept++] = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }

        if (kept > 0)
            return kept == found.Length ? found : found[..kept];
        throw refusal is null
            ? new DialException(ObservationKind.Error, $"host has no IP{target.Family.ToString().ToLowerInvariant()} address")
            : DialException.Blocked(refusal);
    }

    private static bool IsOf(IpFamily family, IPAddress address) => family switch
    {
        IpFamily.V4 => address.AddressFamily == AddressFamily.InterNetwork,
        IpFamily.V6 => address.AddressFamily == AddressFamily.InterNetworkV6,
        _ => true,
    };
}
