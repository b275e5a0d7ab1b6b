using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>30</c> (seconds), <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c> and <c>1d</c>.</summary>
public static partial class Durations
{
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    public static TimeSpan? Parse(string text)
    {
        var match = Form().Match(text.Trim());
        if (!match.Success || !double.TryParse(match.Groups["value"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return null;
        var seconds = value * SecondsOf(match.Groups["unit"].Value);
        return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>As one would write it: <c>90s</c>, <c>24h</c>, <c>7d</c>.</summary>
    public static string Text(TimeSpan time)
    {
        var (value, unit) = time switch
        {
            { Ticks: 0 } => (0, ""),
            { TotalSeconds: < 1 } => (time.TotalMilliseconds, "ms"),
            { TotalMinutes: < 2 } when time != OneMinute => (time.TotalSeconds, "s"),
            { TotalHours: < 1 } => (time.TotalMinutes, "m"),
            { TotalDays: <= 1 } => (time.TotalHours, "h"),
            _ => (time.TotalDays, "d"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.###}{unit}");
    }

    private static double SecondsOf(string unit) => unit switch
    {
        "ms" => 0.001,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => 1,
    };

    [GeneratedRegex(@"^(?<value>[0-9]{1,12}(\.[0-9]{1,9})?)\s?(?<unit>ms|s|m|h|d)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
