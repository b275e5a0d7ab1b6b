using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Monitor.Actors.Checks.Http;

namespace Monitor.Actors.Checks.Tls;

/// <summary>What a server showed in a handshake, and what is wrong with it.</summary>
/// <param name="Chain">The server's certificate first, the root last.</param>
/// <param name="Problem">Null when the chain is trusted and the name is right.</param>
public sealed record CertificateReport(ImmutableArray<CertificateFacts> Chain, string? Problem)
{
    /// <summary>The one that expires first: without it the chain is worth nothing.</summary>
    public CertificateFacts First => Chain.MinBy(one => one.NotAfter)!; // a chain has at least its server's

    public static CertificateReport Of(X509Certificate2 shown, X509Chain? chain, SslPolicyErrors errors, string host, DateTimeOffset now) => new(
        chain is { ChainElements.Count: > 0 }
            ? [.. chain.ChainElements.Select(element => CertificateFacts.Of(element.Certificate))]
            : [CertificateFacts.Of(shown)],
        TlsText.Refusal(shown, chain, errors, host, now));

    /// <summary>How a certificate of the chain is called in a text.</summary>
    public string Called(CertificateFacts one) => one == Chain[0] ? "certificate" : $"certificate of the issuer {one.Name}";
}
