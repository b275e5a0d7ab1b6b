using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Actors.Checks.Http;

/// <summary>Says in plain words why there is no trusted TLS connection (FAULTS H21, S-70).</summary>
internal static class TlsText
{
    private static readonly (string Says, string Text)[] Handshakes =
    [
        ("unsupported protocol", "no common protocol version"),
        ("protocol version", "no common protocol version"),
        ("version too low", "no common protocol version"),
        ("wrong version number", "the target does not speak TLS"),
        ("corrupted frame", "the target does not speak TLS"),
        ("certificate required", "the target requires a client certificate"),
        ("bad certificate", "the target refused the client certificate"),
        ("unknown ca", "the target refused the client certificate"),
        ("certificate unknown", "the target refused the client certificate"),
        ("handshake failure", "the target refused the handshake"),
        ("unexpected EOF", "connection closed in TLS handshake"),
        ("reset by peer", "connection reset in TLS handshake"),
    ];

    /// <summary>Why the certificate is refused; null when it is not.</summary>
    public static string? Refusal(X509Certificate2? shown, X509Chain? chain, SslPolicyErrors problems, string host, DateTimeOffset now)
    {
        if (problems == SslPolicyErrors.None)
            return null;
        if (shown is null || problems.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "the target shows no certificate";
        return Outdated(shown, now) is { } outdated ? $"certificate {outdated}"
            : problems.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"certificate is for {Names(shown)}, not for {host}"
            : Untrusted(shown, chain, now);
    }

    /// <summary>Why the handshake failed, from what the library says.</summary>
    public static string Of(Exception e)
    {
        var said = Innermost(e);
        foreach (var (says, text) in Handshakes)
            if (said.Contains(says, StringComparison.OrdinalIgnoreCase))
                return text;
        return said;
    }

    /// <summary>What the library says at a refusal that comes after the handshake; null for anything else.</summary>
    public static string? Late(Exception e)
    {
        var said = Innermost(e);
        return said.Contains("SSL", StringComparison.Ordinal) && Of(e) is var text && text != said ? $"TLS: {text}" : null;
    }

    private static string Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e.Message;

    private static string? Outdated(X509Certificate2 certificate, DateTimeOffset now) =>
        now > new DateTimeOffset(certificate.NotAfter) ? $"expired {Day(certificate.NotAfter)}"
        : now < new DateTimeOffset(certificate.NotBefore) ? $"is not valid before {Day(certificate.NotBefore)}"
        : null;

    private static string Untrusted(X509Certificate2 shown, X509Chain? chain, DateTimeOffset now)
    {
        var links = chain?.ChainElements.Select(element => element.Certificate).ToList() ?? [];
        if (links.Skip(1).FirstOrDefault(link => Outdated(link, now) is not null) is { } old)
            return $"certificate of the issuer {Name(old.Subject)} {Outdated(old, now)}";
        var states = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.PartialChain;
        if (states.HasFlag(X509ChainStatusFlags.Revoked))
            return "certificate is revoked";
        if (shown.SubjectName.RawData.AsSpan().SequenceEqual(shown.IssuerName.RawData))
            return "certificate is self-signed";
        return (states & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0
            ? $"certificate is issued by an unknown authority, {Name(shown.Issuer)}"
            : $"certificate is not trusted ({states})";
    }

    private static string Names(X509Certificate2 certificate)
    {
        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        var names = alternatives is null
            ? [Name(certificate.Subject)]
            : alternatives.EnumerateDnsNames().Concat(alternatives.EnumerateIPAddresses().Select(address => address.ToString())).ToList();
        return names.Count <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
    }

    private static string Name(string distinguished) => distinguished.StartsWith("CN=", StringComparison.Ordinal) ? distinguished[3..].Split(',')[0] : distinguished;

    private static string Day(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
