using System.Collections.Immutable;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Systems;

/// <summary>Whether TLS is spoken with a server, and which certificates will do.</summary>
/// <param name="Settings">Null where certificates do not matter.</param>
public sealed record ServerTls(TlsUse Use, TlsSettings? Settings)
{
    private static readonly TlsSettings AnyCertificate = new(null, TlsOptions.Default with { Verify = false });

    public bool IsSpoken => Use != TlsUse.None;

    /// <summary>What everybody should see on the board.</summary>
    public ImmutableArray<string> Badges => Settings?.Badges ?? [];

    internal static ConfigKey PreferringKey { get; } = new("tls", KeyShape.Either(KeyShape.Choice("prefer", "true", "false"), TlsSettings.Shape),
        "`prefer`: if the server offers it, with any certificate; `true`, or [the keys of TLS](#the-keys-of-tls) in a mapping: required, and verified; `false`: none")
    {
        Default = "prefer",
        Range = "`prefer`, true, false, a mapping",
    };

    /// <summary><c>tls</c> as every type has it, for protocols in which TLS is spoken from the first byte or never.</summary>
    internal static ServerTls Read(YamlSection keys) =>
        TlsSettings.ReadFrom(keys, spoken: false) is { } settings ? new(TlsUse.Implicit, settings) : new(TlsUse.None, null);

    /// <summary><c>tls</c> for protocols in which the server may offer it.</summary>
    internal static ServerTls ReadPreferring(YamlSection keys)
    {
        if (keys.IsMapping("tls"))
            return new(TlsUse.StartTls, TlsSettings.ReadFrom(keys, spoken: true));
        return keys.Choice("tls", "prefer", "prefer", "true", "false") switch
        {
            "true" => new(TlsUse.StartTls, TlsSettings.Default),
            "false" => new(TlsUse.None, null),
            _ => new(TlsUse.Prefer, null),
        };
    }

    /// <summary>What decides about the certificate in one handshake.</summary>
    /// <exception cref="ProbeEndedException">The file of <c>ca_file</c> cannot be used.</exception>
    public CertificateInspector Inspector(string host, DateTimeOffset now) =>
        new(Settings ?? AnyCertificate, host, CaFileLoader.Read(Settings?.Options.CaFile), now);
}

/// <summary>When TLS is spoken.</summary>
public enum TlsUse
{
    None,

    /// <summary>If the server offers it; whose certificate it is does not matter then.</summary>
    Prefer,

    /// <summary>After a greeting in the clear; a server that cannot is refused.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Implicit,
}
