using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>flapping:</c>: false, true, or limits in percent.</summary>
internal static class FlapReader
{
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
