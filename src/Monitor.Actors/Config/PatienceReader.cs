using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads how sure the monitor wants to be; under <c>global:</c> and in every check.</summary>
internal static class PatienceReader
{
    public static readonly TimeSpan MaxStartPeriod = TimeSpan.FromHours(24);
    public static readonly TimeSpan MaxStartupGrace = TimeSpan.FromHours(1);
    public const int MostRounds = 100;

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("retry_interval", KeyShape.Duration(Pace.MinInterval, Pace.MaxInterval), "from start to start while a check is failing or recovering; not above its `interval`") { Absent = "as `interval`" },
        new("failure_threshold", KeyShape.Whole(1, MostRounds), "so many failed rounds in a row make it FAIL") { Default = "1" },
        new("success_threshold", KeyShape.Whole(1, MostRounds), "so many good rounds in a row make it OK again") { Default = "1" },
        new("start_period", KeyShape.Duration(TimeSpan.Zero, MaxStartPeriod), "failures of a new or changed check do not count for so long, or until its first good round") { Default = "0" },
    ];

    public static ImmutableArray<ConfigKey> GlobalKeys { get; } =
    [
        .. Keys,
        new("startup_grace", KeyShape.Duration(TimeSpan.Zero, MaxStartupGrace), "after the start of the monitor nothing goes down and nothing recovers for so long") { Default = "0" },
    ];

    public static Patience Read(YamlSection keys, Patience otherwise) => otherwise with
    {
        RetryInterval = keys.DurationOrNull("retry_interval", Pace.MinInterval, Pace.MaxInterval) ?? otherwise.RetryInterval,
        FailureThreshold = keys.Number("failure_threshold", otherwise.FailureThreshold, 1, MostRounds),
        SuccessThreshold = keys.Number("success_threshold", otherwise.SuccessThreshold, 1, MostRounds),
        StartPeriod = keys.Duration("start_period", otherwise.StartPeriod, TimeSpan.Zero, MaxStartPeriod),
    };

    public static Patience ReadGlobal(YamlSection keys) => Read(keys, Patience.None) with
    {
        StartupGrace = keys.Duration("startup_grace", TimeSpan.Zero, TimeSpan.Zero, MaxStartupGrace),
    };

    /// <summary>What holds beside the interval: an inherited retry_interval that is no shorter is left aside, an own one is a mistake.</summary>
    /// <param name="interval">Null with a schedule.</param>
    public static Patience Fit(Patience read, TimeSpan? interval, YamlSection keys)
    {
        if (read.RetryInterval > interval && !keys.Missing("retry_interval"))
            keys.Problem("retry_interval", $"{Shown.Duration(read.RetryInterval.Value)} is above the interval of {Shown.Duration(interval.Value)}",
                "shorten it: it is the pace while the check is failing");
        var fitting = read.RetryInterval >= interval ? read with { RetryInterval = null } : read;
        return fitting == Patience.None ? Patience.None : fitting;
    }
}
