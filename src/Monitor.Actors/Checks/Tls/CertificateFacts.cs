using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Actors.Checks.Tls;

/// <summary>One certificate of a chain, as plain data.</summary>
/// <param name="Name">The short name, for texts.</param>
public sealed record CertificateFacts(string Name, string Subject, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    public static CertificateFacts Of(X509Certificate2 certificate) => new(
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
        certificate.Subject,
        certificate.Issuer,
        certificate.NotBefore.ToUniversalTime(),
        certificate.NotAfter.ToUniversalTime());

    /// <summary>What is wrong with the time; null when the certificate is valid.</summary>
    public string? TimeProblem(DateTimeOffset now) =>
        now > NotAfter ? $"expired {Day(NotAfter)}"
        : now < NotBefore ? $"not valid before {Day(NotBefore)}"
        : null;

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
