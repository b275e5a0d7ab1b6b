using System.Collections.Immutable;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>At which latency a check turns WARN and FAIL (PARITY K2).</summary>
internal sealed record Thresholds(TimeSpan? Warn, TimeSpan? Fail)
{
    private const int MostMs = 300_000;

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("thresholds", KeyShape.Section(
            new("api_warn_ms", KeyShape.Whole(1, MostMs), "WARN at this latency or above, in milliseconds; not for `job` and `command` checks"),
            new("api_crit_ms", KeyShape.Whole(1, MostMs), "FAIL at this latency or above, in milliseconds; not for `job` and `command` checks; not below `api_warn_ms`")),
            "latency limits; written in a check they hold for any type"),
    ];

    public static Thresholds Read(YamlSection keys)
    {
        if (keys.Section("thresholds") is not { } section)
            return new(null, null);
        var warn = section.NumberOrNull("api_warn_ms", min: 1, MostMs);
        var fail = section.NumberOrNull("api_crit_ms", min: 1, MostMs);
        if (warn > fail)
            section.Problem("api_warn_ms", $"{warn} is above api_crit_ms, which is {fail}", "swap the two");
        return new(Ms(warn), Ms(fail));
    }

    /// <summary>What a check says, filled up from <paramref name="global"/>.</summary>
    public Thresholds Over(Thresholds global) => new(Warn ?? global.Warn, Fail ?? global.Fail);

    private static TimeSpan? Ms(int? ms) => ms is { } value ? TimeSpan.FromMilliseconds(value) : null;
}
