using System.Collections.Immutable;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Where and how often to tell an outside watcher that the monitor works (<c>global.heartbeat</c>).</summary>
/// <param name="Url">Its path is usually what the watcher knows us by, so it is not shown.</param>
/// <param name="Interval">Between two pings, 10 s to 1 d.</param>
public sealed record HeartbeatSettings(Secret Url, TimeSpan Interval, bool Post)
{
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);

    /// <summary>Each ping writes to the journal first, so not much oftener.</summary>
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(1);

    /// <summary>What may be shown: scheme, host and port.</summary>
    public string Shown => $"{new Uri(Url.Reveal()).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}/…";

    internal static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("url", KeyShape.Url, "pinged while the monitor works, see below") { Required = true },
        new("interval", KeyShape.Duration(MinInterval, MaxInterval), "from ping to ping") { Default = "60s" },
        new("method", KeyShape.Choice("GET", "POST"), "how to ping") { Default = "GET" },
    ];

    internal static HeartbeatSettings? Read(YamlSection? keys)
    {
        if (keys is null)
            return null;
        var url = keys.Url("url");
        var interval = keys.Duration("interval", DefaultInterval, MinInterval, MaxInterval);
        return new HeartbeatSettings(new Secret(url.AbsoluteUri), interval, keys.Choice("method", "GET", ["GET", "POST"]) == "POST");
    }
}
