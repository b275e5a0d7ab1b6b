using System.Collections.Immutable;
using System.Security.Authentication;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Tls;

/// <summary>How TLS is spoken with a target that is no web server, and which certificates will do.</summary>
/// <param name="ServerName">The name to ask for and to find in the certificate, if it is not the host's.</param>
public sealed record TlsSettings(string? ServerName, TlsOptions Options)
{
    public static TlsSettings Default { get; } = new(null, TlsOptions.Default);

    internal static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("server_name", KeyShape.Text, "the name to ask for, which the certificate must have") { Absent = "`host`" },
        .. HttpTlsReader.Keys,
    ];

    /// <summary>Under <c>tls</c>.</summary>
    internal static KeyShape Shape { get; } = KeyShape.Known("tls_settings", Keys);

    /// <summary><c>tls</c> for protocols in which another key says, or nobody needs to say, that TLS is spoken.</summary>
    internal static ConfigKey Key { get; } =
        new("tls", KeyShape.Either(KeyShape.Flag, Shape), "`true`, or [the keys of TLS](#the-keys-of-tls) in a mapping: speak TLS") { Default = "false", Range = "true, false, a mapping" };

    /// <summary>What everybody should see on the board.</summary>
    public ImmutableArray<string> Badges => Options.Verify ? [] : ["TLS not verified"];

    public static TlsSettings Read(YamlSection keys) => new(NameOf(keys), HttpTlsReader.Read(keys, own: null));

    /// <summary>The settings of <c>tls: true</c>, or of <c>tls: { verify: false }</c>; null without TLS.</summary>
    /// <param name="spoken">Another key has it that TLS is spoken.</param>
    public static TlsSettings? ReadFrom(YamlSection keys, bool spoken)
    {
        if (keys.IsMapping("tls"))
            return Read(keys.Section("tls")!); // it is a mapping
        return keys.Flag("tls", spoken) ? Default : null;
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
