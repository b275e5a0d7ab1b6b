using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Monitor.Actors.Checks.Tls;

namespace Monitor.Actors.Checks.Systems;

/// <summary>Judges a certificate that a client library hands over, by the name of the host instead of the address it connected to.</summary>
internal static class ServerCertificate
{
    public static bool IsAccepted(CertificateInspector inspector, X509Certificate? shown, X509Chain? fromServer)
    {
        var options = inspector.Options();
        if (shown is not X509Certificate2 certificate)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy = options.CertificateChainPolicy!; // the inspector always has one
        if (fromServer is not null)
            chain.ChainPolicy.ExtraStore.AddRange(fromServer.ChainPolicy.ExtraStore);
        var errors = chain.Build(certificate) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
        if (!certificate.MatchesHostname(options.TargetHost!)) // and a name
            errors |= SslPolicyErrors.RemoteCertificateNameMismatch;
        return options.RemoteCertificateValidationCallback!(inspector, certificate, chain, errors);
    }
}
