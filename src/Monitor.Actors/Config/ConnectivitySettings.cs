using System.Collections.Immutable;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Whom to ask whether the monitor can see anything at all (<c>global.connectivity</c>).</summary>
/// <param name="Targets">Host and port; while none of them can be connected to, the monitor is blind.</param>
/// <param name="Timeout">For all of them together, 100 ms to 10 s.</param>
public sealed record ConnectivitySettings(ImmutableArray<ControlTarget> Targets, TimeSpan Timeout)
{
    private const int Most = 10;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    internal static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("targets", KeyShape.Texts, "hosts outside that are always there; each failure is believed only while one of them can be connected to") { Required = true, Range = $"up to {Most}, each `host:port`" },
        new("timeout", KeyShape.Duration(Shortest, Longest), "how long they may take") { Default = "2s" },
    ];

    internal static ConnectivitySettings? Read(YamlSection? keys)
    {
        if (keys is null)
            return null;
        var timeout = keys.Duration("timeout", TimeSpan.FromSeconds(2), Shortest, Longest);
        var nodes = keys.TextNodes("targets");
        if (nodes.Count is 0 or > Most)
            keys.Problem("targets", nodes.Count == 0 ? "missing" : $"has {nodes.Count} targets", $"name 1 to {Most}, such as 9.9.9.9:53");
        var targets = ImmutableArray.CreateBuilder<ControlTarget>();
        foreach (var node in nodes)
            if (ControlTarget.Parse(node.Value) is { } target)
                targets.Add(target);
            else
                keys.ProblemAt(node, "targets", $"{Shown.Quoted(node.Template)} is not a host and a port", "write it like 9.9.9.9:53 or router.example:443");
        return new ConnectivitySettings(targets.ToImmutable(), timeout);
    }
}

/// <summary>A host that is always there, and the port on which it takes connections.</summary>
public sealed record ControlTarget(string Host, int Port)
{
    /// <summary>Null unless it is <c>host:port</c>; an IPv6 address stands in brackets.</summary>
    public static ControlTarget? Parse(string text) =>
        Uri.TryCreate($"tcp://{text.Trim()}", UriKind.Absolute, out var url) && url is { Port: > 0, AbsolutePath: "" or "/", UserInfo: "", Query: "", Fragment: "" } && Uri.CheckHostName(url.Host) != UriHostNameType.Unknown
            ? new ControlTarget(url.Host.Trim('[', ']'), url.Port)
            : null;

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
