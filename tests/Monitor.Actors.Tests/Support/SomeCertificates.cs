using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Actors.Tests.Support;

/// <summary>An authority of the tests' own, and certificates by it; made in this process, trusted by nobody else.</summary>
public sealed class SomeCertificates : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly List<X509Certificate2> _issued = [];

    public SomeCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>What trusts them.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>For a name or an address, valid now unless said otherwise.</summary>
    public X509Certificate2 For(string host, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(host, key);
        var certificate = request.Create(
            _authority, from ?? new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), until ?? new DateTimeOffset(2080, 1, 1, 0, 0, 0, TimeSpan.Zero), RandomNumberGenerator.GetBytes(8));
        return Kept(certificate.CopyWithPrivateKey(key));
    }

    public X509Certificate2 SelfSigned(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Kept(Request(host, key).CreateSelfSigned(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2080, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    public void Dispose()
    {
        _authority.Dispose();
        foreach (var certificate in _issued)
            certificate.Dispose();
    }

    private static CertificateRequest Request(string host, ECDsa key)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private X509Certificate2 Kept(X509Certificate2 certificate)
    {
        _issued.Add(certificate);
        return certificate;
    }
}
