using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>flapping:</c>: false, true, or limits in percent.</summary>
internal static class FlapReader
{
    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("flapping", KeyShape.Either(KeyShape.Flag, KeyShape.Section(
            new("high", KeyShape.Number, "from so many percent of changes on it flaps; above `low`") { Default = "30", Range = "above 0, to 100" },
            new("low", KeyShape.Number, "below so many percent of changes it is stable again") { Default = "25", Range = "above 0, to 100" })),
            "tell a check that changes to and fro once, not each time; see [flapping](#flapping)") { Default = "false", Range = "true, false, limits" },
    ];

    public static FlapLimits? Read(YamlSection keys, FlapLimits? otherwise)
    {
        if (keys.Missing("flapping"))
            return otherwise;
        if (keys.IsFlag("flapping"))
            return keys.Flag("flapping", otherwise: false) ? otherwise ?? new FlapLimits() : null;
        if (keys.Section("flapping") is not { } limits)
            return otherwise;
        var usual = otherwise ?? new FlapLimits();
        var (high, low) = (Percent(limits, "high") ?? usual.High, Percent(limits, "low") ?? usual.Low);
        if (low >= high)
            limits.Problem("low", $"{low} is not below high, which is {high}", "leave a gap between the two");
        return new FlapLimits(high, low);
    }

    private static double? Percent(YamlSection keys, string key)
    {
        if (keys.DecimalOrNull(key) is not { } percent)
            return null;
        if (percent is > 0 and <= 100)
            return (double)percent;
        keys.Problem(key, $"expected a percentage above 0 and up to 100, got {percent}", "write it like 30");
        return null;
    }
}
