using System.Net;

namespace Monitor.Actors.Checks.Net;

/// <summary>Decides which addresses may be connected to, by the rules of the newest configuration.</summary>
/// <remarks>Thread-safe. Asked with the address that is about to be connected to, so a name that changes its mind gains nothing.</remarks>
public sealed class NetworkPolicy
{
    private volatile NetworkRules _rules = NetworkRules.Default;

    /// <summary>The rules in force; replaced as a whole.</summary>
    public NetworkRules Rules
    {
        get => _rules;
        set => _rules = value;
    }

    /// <summary>Takes over what a new configuration says; the monitor's own ports stay.</summary>
    public void Follow(NetworkRules configured) => Rules = configured with { OwnPorts = Rules.OwnPorts };

    /// <summary>Null when it is allowed; else why not, such as <c>127.0.0.1 is loopback</c>.</summary>
    public string? Refusal(IPAddress address, int port, NetworkLevel level) => _rules.Refusal(address, port, level);

    /// <summary>Why the host may not be asked, whatever its addresses; null when it may.</summary>
    public string? Refusal(string host, NetworkLevel level) => _rules.Refusal(host, level);
}
