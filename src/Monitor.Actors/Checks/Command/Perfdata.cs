using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Checks.Command;

/// <summary>One figure that a plug-in measured: <c>label=value[UOM];warn;crit;min;max</c>.</summary>
/// <param name="Value">Null when the plug-in could not tell (<c>U</c>).</param>
/// <param name="Warn">A range such as <c>10:20</c>, as the plug-in wrote it.</param>
/// <param name="Crit">As <paramref name="Warn"/>.</param>
public sealed partial record Perfdata(string Label, decimal? Value, string? Unit, string? Warn, string? Crit, decimal? Min, decimal? Max)
{
    private const int Most = 100;

    /// <summary>The figures of a text, as far as they can be read; what cannot is left out.</summary>
    public static ImmutableArray<Perfdata> Read(string text) =>
        [.. Figure().Matches(text).Take(Most).Select(Of).OfType<Perfdata>()];

    private static Perfdata? Of(Match match)
    {
        var label = match.Groups["quoted"] is { Success: true } quoted ? quoted.Value.Replace("''", "'", StringComparison.Ordinal) : match.Groups["bare"].Value;
        var value = match.Groups["value"].Value;
        if (label.Length == 0 || (value != "U" && Number(value) is null))
            return null;
        var limits = match.Groups["limits"].Value.Split(';');
        string? Limit(int i) => i < limits.Length && limits[i].Length > 0 ? limits[i] : null;
        return new Perfdata(
            label, Number(value), match.Groups["unit"].Value is { Length: > 0 } unit ? unit : null, Limit(1), Limit(2), Number(Limit(3)), Number(Limit(4)));
    }

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(
        @"(?:'(?<quoted>(?:[^'=]|'')+)'|(?<bare>[^\s'=;]+))=(?<value>U|[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)(?<unit>[^\s;0-9]*)(?<limits>(?:;[^\s;]*){0,4})",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Figure();
}
