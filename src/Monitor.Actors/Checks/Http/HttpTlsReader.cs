using System.Collections.Immutable;
using System.Security.Authentication;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Http;

/// <summary>Reads <c>tls</c>.</summary>
internal static class HttpTlsReader
{
    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("verify", KeyShape.Flag, "`false` accepts any certificate; the board says *TLS not verified*") { Default = "true" },
        new("ca_file", KeyShape.Text, "trust the authorities in this PEM file instead") { Absent = "the system's" },
        new("min_version", KeyShape.Choice("1.2", "1.3"), "the oldest version of TLS that will do") { Default = "1.2" },
    ];

    public static TlsOptions Read(YamlSection? keys, (string CertFile, string KeyFile, Secret Password)? own)
    {
        var options = new TlsOptions
        {
            Verify = keys?.Flag("verify", otherwise: true) ?? true,
            CaFile = keys?.TextOrNull("ca_file"),
            Versions = keys?.Choice("min_version", "1.2", "1.2", "1.3") == "1.3" ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13,
            CertFile = own?.CertFile,
            KeyFile = own?.KeyFile,
            KeyPassword = own?.Password ?? default,
        };
        if (options is { Verify: false, CaFile: not null })
            keys!.Problem("ca_file", "is not used with verify: false", "remove one of the two"); // it was read there
        return options;
    }
}
