using System.Security.Authentication;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Tls;

/// <summary>How TLS is spoken with a target, and which certificates will do.</summary>
/// <param name="ServerName">The name to ask for and to find in the certificate, if it is not the host's.</param>
/// <param name="Verify">Whether the certificate must be trusted here and be the host's.</param>
/// <param name="CaFile">Trust these authorities instead of the system's.</param>
/// <param name="Protocols">None leaves it to the system.</param>
public sealed record TlsSettings(string? ServerName, bool Verify, string? CaFile, SslProtocols Protocols)
{
    /// <summary>The keys that every type with TLS has.</summary>
    public static TlsSettings Read(YamlSection keys) => new(
        NameOf(keys),
        keys.Flag("verify", true),
        keys.TextOrNull("ca_file"),
        keys.Choice("min_version", "", "1.2", "1.3") switch
        {
            "1.2" => SslProtocols.Tls12 | SslProtocols.Tls13,
            "1.3" => SslProtocols.Tls13,
            _ => SslProtocols.None,
        });

    /// <summary>As <see cref="Read"/> where TLS is spoken; where it is not, the keys may not be there.</summary>
    public static TlsSettings? ReadIf(bool spoken, YamlSection keys, string fix)
    {
        var settings = Read(keys);
        if (spoken)
            return settings;
        foreach (var key in new[] { "server_name", "verify", "ca_file", "min_version" }.Where(keys.Has))
            keys.Problem(key, "is set, but no TLS is spoken", fix);
        return null;
    }

    public static string Shown(SslProtocols spoken) => spoken switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        SslProtocols.Tls13 => "TLS 1.3",
        _ => "TLS below 1.2",
    };

    private static string? NameOf(YamlSection keys)
    {
        if (keys.TextOrNull("server_name") is not { } name)
            return null;
        if (Uri.CheckHostName(name) != UriHostNameType.Unknown)
            return name;
        keys.Problem("server_name", $"\"{name}\" is not a host name", "write it like shop.example");
        return null;
    }
}
