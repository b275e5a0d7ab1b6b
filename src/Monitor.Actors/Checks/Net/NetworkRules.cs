using System.Collections.Immutable;
using System.Net;

namespace Monitor.Actors.Checks.Net;

/// <summary>What the configuration says about which connections may be made; pure (FAULTS 2.2).</summary>
public sealed record NetworkRules
{
    public static NetworkRules Default { get; } = new();

    /// <summary>How far checks from the board reach (<c>global.network.board</c>).</summary>
    public BoardReach Board { get; init; } = BoardReach.Any;

    /// <summary>The hosts that checks.yaml names, in lower case.</summary>
    public ImmutableHashSet<string> KnownHosts { get; init; } = [];

    /// <summary>Ports of this machine that belong to the monitor itself: its board, its database.</summary>
    public ImmutableHashSet<int> OwnPorts { get; init; } = [];

    /// <summary>Why a host may not be asked, whatever its addresses; null when it may.</summary>
    public string? Refusal(string host, NetworkLevel level) =>
        level == NetworkLevel.Board && Board == BoardReach.KnownHosts && !KnownHosts.Contains(Plain(host))
            ? $"{ErrorDetails.Short(host)} is not a host of checks.yaml"
            : null;

    /// <summary>Why an address may not be connected to; null when it may.</summary>
    public string? Refusal(IPAddress address, int port, NetworkLevel level)
    {
        var real = EmbeddedAddress.Unwrapped(address);
        if (AddressKinds.NeverAllowed(real) is { } never)
            return $"{real} is {never}";
        if (level != NetworkLevel.Board)
            return null;
        if (Board == BoardReach.PublicOnly && AddressKinds.NotPublic(real) is { } kind)
            return $"{real} is {kind}";
        return OwnPorts.Contains(port) && AddressKinds.IsThisMachine(real) ? $"port {port} belongs to the monitor itself" : null;
    }

    /// <summary>Why a check may not ask <paramref name="place"/> (host and port), as far as that can be told without looking the host up.</summary>
    public string? RefusalOf(string place, NetworkLevel level)
    {
        if (!Uri.TryCreate($"net://{place}", UriKind.Absolute, out var parts))
            return null; // the probe will tell
        var host = Plain(parts.IdnHost);
        var address = IPAddress.TryParse(host, out var literal) ? literal : host == "localhost" ? IPAddress.Loopback : null;
        return Refusal(host, level) ?? (address is null ? null : Refusal(address, parts.Port, level));
    }

    /// <summary>A host as it is compared: lower case, no brackets, no dot at its end.</summary>
    public static string Plain(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
}

/// <summary>How far checks from the board reach.</summary>
public enum BoardReach
{
    Any,

    /// <summary>Only the hosts that checks.yaml names.</summary>
    KnownHosts,

    /// <summary>No loopback, private or reserved addresses.</summary>
    PublicOnly,
}
