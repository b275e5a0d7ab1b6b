using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Actors.Tests.Support;

/// <summary>An authority of a test's own: a root, one authority under it, and the servers' certificates that it issues.</summary>
public sealed class TestAuthority
{
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _under;
    private readonly X509SignatureGenerator _signer;

    /// <param name="underUntil">When the authority between root and servers expires.</param>
    public TestAuthority(DateTimeOffset? underUntil = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Authority("Test Root", key);
        _root = request.CreateSelfSigned(From, Until);
        var underKey = ECDsa.Create(ECCurve.NamedCurves.nistP256); // the generator keeps it
        using var under = Authority("Test Issuer", underKey).Create(_root, From, underUntil ?? Until, Serial());
        _under = under.CopyWithPrivateKey(underKey);
        _signer = X509SignatureGenerator.CreateForECDsa(underKey);
    }

    private static DateTimeOffset From => DateTimeOffset.UnixEpoch;

    private static DateTimeOffset Until { get; } = new(2199, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What a client trusts, as a file has it.</summary>
    public string Pem => _root.ExportCertificatePem();

    /// <summary>A server's certificate, with the authority's own, as servers send them.</summary>
    public SslStreamCertificateContext Issue(DateTimeOffset? until = null, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Server(key, names.Length > 0 ? names : ["localhost", "127.0.0.1"]).Create(_under.SubjectName, _signer, From, until ?? Until, Serial());
        return SslStreamCertificateContext.Create(issued.CopyWithPrivateKey(key), [_under], offline: true);
    }

    /// <summary>A server's certificate that nobody but itself vouches for.</summary>
    public static SslStreamCertificateContext SelfSigned(DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return SslStreamCertificateContext.Create(Server(key, ["localhost", "127.0.0.1"]).CreateSelfSigned(From, until ?? Until), [], offline: true);
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest Server(ECDsa key, string[] names)
    {
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var called = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                called.AddIpAddress(address);
            else
                called.AddDnsName(name);
        }

        request.CertificateExtensions.Add(called.Build());
        return request;
    }

    private static byte[] Serial() => RandomNumberGenerator.GetBytes(8);
}
