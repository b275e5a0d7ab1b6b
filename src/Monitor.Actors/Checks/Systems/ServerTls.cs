using System.Security.Cryptography.X509Certificates;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Systems;

/// <summary>Whether TLS is spoken with a server, and which certificates will do.</summary>
/// <param name="Settings">Null where certificates do not matter.</param>
public sealed record ServerTls(TlsUse Use, TlsSettings? Settings)
{
    public bool IsSpoken => Use != TlsUse.None;

    /// <summary>One of <paramref name="words"/>; the first is the default.</summary>
    internal static ServerTls Read(YamlSection keys, params string[] words)
    {
        var use = keys.Choice("tls", words[0], words) switch
        {
            "prefer" => TlsUse.Prefer,
            "require" => TlsUse.Require,
            "starttls" => TlsUse.StartTls,
            "implicit" => TlsUse.Implicit,
            _ => TlsUse.None,
        };
        var isChecked = use is not (TlsUse.None or TlsUse.Prefer);
        var secure = words.FirstOrDefault(word => word is not ("none" or "prefer")) ?? words[0];
        return new ServerTls(use, TlsSettings.ReadIf(isChecked, keys, $"write tls: {secure}, or remove it"));
    }

    /// <summary>What decides about the certificate in one handshake.</summary>
    /// <exception cref="ProbeEndedException">The file of <c>ca_file</c> cannot be used.</exception>
    public CertificateInspector Inspector(string host, DateTimeOffset now) =>
        new(Settings ?? Unverified, host, CaFileLoader.Read(Settings?.CaFile), now);

    private static TlsSettings Unverified { get; } = new(null, Verify: false, null, System.Security.Authentication.SslProtocols.None);
}

/// <summary>When TLS is spoken.</summary>
public enum TlsUse
{
    None,

    /// <summary>If the server offers it; whose certificate it is does not matter then.</summary>
    Prefer,

    Require,

    /// <summary>After the greeting, in the clear; a server that cannot is refused.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Implicit,
}
