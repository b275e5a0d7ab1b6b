using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks.Tls;

/// <summary>Decides about the certificate that a server shows in one handshake, and remembers what it saw.</summary>
/// <param name="host">The name that must be in the certificate, unless the settings have another.</param>
/// <param name="roots">Trusted instead of the system's; null for the system's.</param>
public sealed class CertificateInspector(TlsSettings settings, string host, X509Certificate2Collection? roots, DateTimeOffset now)
{
    private readonly string _host = settings.ServerName ?? NetworkRules.Plain(host);

    /// <summary>Null before a server has shown one.</summary>
    public CertificateReport? Seen { get; private set; }

    /// <summary>The one of the chain that expires first.</summary>
    public ShownCertificate? Certificate => ShownCertificate.Of(Seen?.First.NotAfter, now);

    public SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = _host,
        EnabledSslProtocols = settings.Options.Versions,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accept(certificate, chain, errors),
    };

    /// <summary>Why the handshake failed, for people; the certificate's own faults first.</summary>
    public string Explain(Exception why) => $"TLS: {(settings.Options.Verify ? Seen?.Problem : null) ?? TlsText.Of(why)}";

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true, // a server must not make the monitor ask addresses of its choice
            VerificationTime = now.LocalDateTime,
        };
        if (roots is null)
            return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown)
            return false;
        Seen = CertificateReport.Of(shown, chain, errors, _host, now);
        return !settings.Options.Verify || Seen.Problem is null;
    }
}
