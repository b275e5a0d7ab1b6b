using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>The files of a certificate for <c>localhost</c>, which nobody trusts who is not told to.</summary>
/// <param name="Chain">The certificate; it is its own authority.</param>
public sealed record TestCertificate(string Chain, string Key)
{
    public static TestCertificate WriteTo(TempFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return new TestCertificate(
            folder.Write("server.crt", certificate.ExportCertificatePem()),
            folder.Write("server.key", key.ExportPkcs8PrivateKeyPem()));
    }
}
