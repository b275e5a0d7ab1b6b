using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Actors.Checks.Tls;

/// <summary>What a server showed in a handshake, and what is wrong with it.</summary>
/// <param name="Chain">The server's certificate first, the root last.</param>
/// <param name="Problem">Null when the chain is trusted and the name is right.</param>
public sealed record CertificateReport(ImmutableArray<CertificateFacts> Chain, string? Problem)
{
    private const int NamesShown = 3;

    private const X509ChainStatusFlags ToldOtherwise =
        X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain
        | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    /// <summary>The one that expires first: without it the chain is worth nothing.</summary>
    public CertificateFacts First => Chain.MinBy(one => one.NotAfter)!; // a chain has at least its server's

    public static CertificateReport Of(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, string host, DateTimeOffset now)
    {
        ImmutableArray<CertificateFacts> facts = chain is { ChainElements.Count: > 0 }
            ? [.. chain.ChainElements.Select(element => CertificateFacts.Of(element.Certificate))]
            : [CertificateFacts.Of(certificate)];
        var problems = errors == SslPolicyErrors.None
            ? []
            : TimeProblems(facts, now)
                .Concat(errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? [$"certificate is for {NamesOf(certificate)}, not for {host}"] : [])
                .Concat(TrustProblems(facts, chain?.ChainStatus ?? []))
                .DefaultIfEmpty("certificate refused");
        return new CertificateReport(facts, problems.Any() ? string.Join("; ", problems) : null);
    }

    /// <summary>How the certificate is called in a text: the server's own, or that of somebody above it.</summary>
    public string Called(CertificateFacts one) => one == Chain[0] ? "certificate" : $"certificate of \"{one.Name}\" in the chain";

    private static IEnumerable<string> TimeProblems(ImmutableArray<CertificateFacts> chain, DateTimeOffset now)
    {
        var report = new CertificateReport(chain, null);
        return chain.Where(one => one.TimeProblem(now) is not null).Select(one => $"{report.Called(one)} {one.TimeProblem(now)}");
    }

    private static IEnumerable<string> TrustProblems(ImmutableArray<CertificateFacts> chain, X509ChainStatus[] states)
    {
        var flags = states.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (flags.HasFlag(X509ChainStatusFlags.UntrustedRoot))
            yield return chain.Length == 1 ? "certificate is self-signed" : $"untrusted root \"{chain[^1].Name}\"";
        if (flags.HasFlag(X509ChainStatusFlags.PartialChain))
            yield return $"issuer \"{chain[^1].Issuer}\" is unknown, and the server does not send its certificate";
        foreach (var state in states.Where(state => (state.Status & ~ToldOtherwise) != 0))
            yield return state.StatusInformation.Trim();
    }

    private static string NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(all => all.EnumerateDnsNames().Concat(all.EnumerateIPAddresses().Select(address => address.ToString())))
            .DefaultIfEmpty(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false))
            .ToList();
        var more = names.Count - NamesShown;
        return string.Join(", ", names.Take(NamesShown)) + (more > 0 ? $" and {more} more" : "");
    }
}
