using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Import.Gatus;

/// <summary>Reads durations as Go writes them: <c>1h30m</c>, <c>90s</c>, <c>500ms</c>.</summary>
internal static partial class GoDurations
{
    public static TimeSpan? Parse(string? text)
    {
        if (text is null || Whole().Match(text.Trim()) is not { Success: true } whole)
            return null;
        var seconds = 0.0;
        for (var i = 0; i < whole.Groups["value"].Captures.Count; i++)
            seconds += double.Parse(whole.Groups["value"].Captures[i].ValueSpan, CultureInfo.InvariantCulture) * SecondsOf(whole.Groups["unit"].Captures[i].Value);
        return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double SecondsOf(string unit) => unit switch
    {
        "ns" => 1e-9,
        "us" or "µs" => 1e-6,
        "ms" => 1e-3,
        "m" => 60,
        "h" => 3_600,
        _ => 1,
    };

    [GeneratedRegex(@"^((?<value>[0-9]{1,9}(\.[0-9]{1,9})?)(?<unit>ns|us|µs|ms|s|m|h))+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();
}
