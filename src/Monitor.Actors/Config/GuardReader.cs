using System.Collections.Immutable;
using Monitor.Actors.Config.Schema;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>guard</c> of an action.</summary>
internal static class GuardReader
{
    private const int Most = 1_000;
    private const int LongestLock = 60;
    private static readonly string[] Movable = ["cooldown", "max_per_hour"];
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("after_failures", KeyShape.Whole(1, Most), "not before so many failed rounds in a row") { Default = "1" },
        new("max_per_incident", KeyShape.Whole(1, Most), "the most runs in one incident") { Absent = "1; no limit with `every_cycle` or `stop_after_ineffective`" },
        new("stop_after_ineffective", KeyShape.Whole(1, Most), "after so many runs that did not help no more in the incident") { Absent = "no limit" },
        new("cooldown", KeyShape.Duration(TimeSpan.Zero, Day), "the least time between two runs; doubles with each that did not help, up to an hour") { Absent = "that of the action" },
        new("max_per_hour", KeyShape.Whole(1, ActionReader.MostRuns), "the most runs within any hour") { Absent = "that of the action" },
        new("max_failing_percent", KeyShape.Whole(1, 100), "not while more percent of all checks fail: then the fault may be elsewhere") { Absent = "no limit" },
        new("lock", KeyShape.Text, "of the actions of all checks that name it, one runs at a time") { Absent = "none", Range = $"1 to {LongestLock} printable characters" },
    ];

    /// <summary>Two limits may stand in the guard or, as they used to, beside it.</summary>
    public static RemedyGuard Read(YamlSection action, ref TimeSpan cooldown, ref int maxPerHour)
    {
        if (action.Section("guard") is not { } keys)
            return RemedyGuard.None;
        foreach (var key in Movable.Where(key => keys.Has(key) && action.Has(key)))
            keys.Problem(key, "stands beside the guard too", "keep one of the two");
        cooldown = keys.Duration("cooldown", cooldown, TimeSpan.Zero, Day);
        maxPerHour = keys.Number("max_per_hour", maxPerHour, min: 1, ActionReader.MostRuns);
        return new RemedyGuard
        {
            AfterFailures = keys.Number("after_failures", otherwise: 1, min: 1, Most),
            MaxPerIncident = keys.NumberOrNull("max_per_incident", 1, Most),
            StopAfterIneffective = keys.NumberOrNull("stop_after_ineffective", 1, Most),
            MaxFailingPercent = keys.NumberOrNull("max_failing_percent", 1, 100),
            Lock = LockOf(keys),
            DoublesCooldown = true,
        };
    }

    private static string? LockOf(YamlSection keys)
    {
        var name = keys.TextOrNull("lock")?.Trim();
        if (name is not null && (name.Length is 0 or > LongestLock || !name.EnumerateRunes().All(Shown.IsPrintable)))
            keys.Problem("lock", $"must have 1 to {LongestLock} printable characters", "write it like database");
        return name;
    }
}
