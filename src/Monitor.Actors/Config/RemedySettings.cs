using System.Collections.Immutable;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary><c>global.remedies</c>: what the remedies of all checks may do together.</summary>
/// <param name="MaxPerHour">The most runs within any hour; null for no limit.</param>
/// <param name="Services">The systemd units that may be restarted.</param>
internal sealed record RemedySettings(int? MaxPerHour, ImmutableArray<string> Services)
{
    /// <summary>So many runs of the last hour are read from the journal at a start.</summary>
    public const int MostRuns = 1_000;

    public static RemedySettings Default { get; } = new(null, []);

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("max_per_hour", KeyShape.Whole(1, MostRuns), "the most runs of all actions of all checks within any hour") { Absent = "no limit" },
        new("services", KeyShape.Texts, "the systemd units that `restart_service` may restart") { Absent = "none" },
    ];

    public static RemedySettings Read(YamlSection? keys) => keys is null ? Default
        : new(keys.NumberOrNull("max_per_hour", 1, MostRuns), [.. keys.Texts("services")]);
}
