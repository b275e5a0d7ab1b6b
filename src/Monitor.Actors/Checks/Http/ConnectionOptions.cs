using System.Net;
using System.Security.Authentication;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Http;

/// <summary>How the connection of a request is made; checks with equal options share one handler.</summary>
public sealed record ConnectionOptions
{
    public static ConnectionOptions Default { get; } = new();

    /// <summary>The default, but for the connection, which is kept.</summary>
    public static ConnectionOptions Kept { get; } = new() { Reuse = true };

    /// <summary>A host without an answer from DNS within this time counts as not found out.</summary>
    public static readonly TimeSpan DnsPatience = NameLookup.Patience;

    /// <summary>Keep the connection between rounds instead of making a fresh one.</summary>
    public bool Reuse { get; init; }

    public TlsOptions Tls { get; init; } = TlsOptions.Default;

    /// <summary>An HTTP proxy; its user info, if any, logs in there.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The DNS server to ask instead of the system's.</summary>
    public IPEndPoint? Resolver { get; init; }

    public IpFamily Family { get; init; }

    public TimeSpan? DnsLimit { get; init; }

    public TimeSpan? ConnectLimit { get; init; }

    public TimeSpan? TlsLimit { get; init; }

    /// <summary>For another origin than the one that was meant: nothing that says who we are.</summary>
    public ConnectionOptions WithoutIdentity() => Tls.CertFile is null ? this : this with { Tls = Tls.WithoutIdentity() };

    /// <summary>The proxy's address may hold a password.</summary>
    public override string ToString() => Proxy is null ? "direct" : "through a proxy";
}

/// <summary>What is asked of a TLS connection. Files are read when a connection is made.</summary>
public sealed record TlsOptions
{
    public static TlsOptions Default { get; } = new();

    /// <summary>False accepts any certificate.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>The authorities to trust instead of the system's, in PEM.</summary>
    public string? CaFile { get; init; }

    public SslProtocols Versions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Our own certificate, in PEM, shown to a target that asks for one.</summary>
    public string? CertFile { get; init; }

    public string? KeyFile { get; init; }

    /// <summary>Of the key, if it has one.</summary>
    public Secret KeyPassword { get; init; }

    public bool UsesFiles => CaFile is not null || CertFile is not null;

    public TlsOptions WithoutIdentity() => this with { CertFile = null, KeyFile = null, KeyPassword = default };
}
