using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>global.network</c>, and finds the hosts that checks.yaml names.</summary>
internal static class NetworkSettings
{
    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("board", KeyShape.Choice("any", "known_hosts", "public_only"), "where checks from the board may connect to, see below") { Default = "any" },
    ];

    public static BoardReach Read(YamlSection? keys) => keys?.Choice("board", "any", "any", "known_hosts", "public_only") switch
    {
        "known_hosts" => BoardReach.KnownHosts,
        "public_only" => BoardReach.PublicOnly,
        _ => BoardReach.Any,
    };

    public static NetworkRules Rules(BoardReach board, IEnumerable<CheckDefinition> checks) => new()
    {
        Board = board,
        KnownHosts = board == BoardReach.KnownHosts ? [.. checks.Select(HostOf).OfType<string>()] : [],
    };

    private static string? HostOf(CheckDefinition check) =>
        check.Source.Origin == CheckOrigin.File && Uri.TryCreate($"net://{check.Host}", UriKind.Absolute, out var parts)
            ? NetworkRules.Plain(parts.IdnHost)
            : null;
}
