using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Actors.Checks.Http;

/// <summary>Does TLS handshakes under one set of options, and says exactly why one failed.</summary>
internal sealed class TlsRunner(TlsOptions options, TimeProvider time) : IDisposable
{
    private const int MaxFile = 1024 * 1024;

    private readonly X509Certificate2Collection? _authorities = options.CaFile is { } path ? Read(path, "ca_file", Authorities) : null;
    private readonly X509Certificate2? _own = options.CertFile is { } path ? Read(path, "cert_file", file => Own(file, options)) : null;

    /// <exception cref="HttpProblemException">No trusted connection.</exception>
    public async Task<SslStream> HandshakeAsync(Stream stream, string host, CancellationToken cancel)
    {
        string? refusal = null;
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    EnabledSslProtocols = options.Versions,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    CertificateChainPolicy = Trusting(_authorities),
                    ClientCertificates = _own is null ? null : [_own],
                    RemoteCertificateValidationCallback = (_, shown, chain, problems) =>
                        !options.Verify || (refusal = TlsText.Refusal(shown as X509Certificate2, chain, problems, host, time.GetUtcNow())) is null,
                },
                cancel);
            return secure;
        }
        catch (AuthenticationException e)
        {
            await secure.DisposeAsync();
            throw new HttpProblemException($"TLS: {refusal ?? TlsText.Of(e)}", e);
        }
        catch (IOException e)
        {
            await secure.DisposeAsync();
            throw new HttpProblemException($"TLS: {TlsText.Of(e)}", e);
        }
    }

    /// <summary>How long the certificate that the other side showed is valid.</summary>
    public static DateTimeOffset? ValidUntil(SslStream secure) =>
        secure.RemoteCertificate is X509Certificate2 shown ? new DateTimeOffset(shown.NotAfter) : null;

    public void Dispose()
    {
        _own?.Dispose();
        foreach (var authority in _authorities ?? [])
            authority.Dispose();
    }

    /// <param name="authorities">Null for those of the system.</param>
    private static X509ChainPolicy Trusting(X509Certificate2Collection? authorities)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true, // a server must not make the monitor ask addresses of its choice
        };
        if (authorities is null)
            return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private static X509Certificate2Collection Authorities(string path)
    {
        var found = new X509Certificate2Collection();
        found.ImportFromPemFile(path);
        return found.Count > 0 ? found : throw new CryptographicException("no certificate in it");
    }

    private static X509Certificate2 Own(string path, TlsOptions options) => options.KeyPassword.IsEmpty
        ? X509Certificate2.CreateFromPemFile(path, options.KeyFile)
        : X509Certificate2.CreateFromEncryptedPemFile(path, options.KeyPassword.Reveal(), options.KeyFile);

    /// <summary>A file that is missing or wrong is this side's trouble.</summary>
    private static T Read<T>(string path, string key, Func<string, T> read)
    {
        try
        {
            return new FileInfo(path).Length <= MaxFile ? read(path) : throw new CryptographicException("larger than 1 MiB");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new HttpProblemException($"{key} cannot be used: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message)}", e) { IsOurs = true };
        }
    }
}
