using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>Reads numbers out of texts: <c>12.5</c>, <c>0xFF</c>, and durations such as <c>1h30m</c>, which are milliseconds.</summary>
internal static partial class Quantity
{
    private const int Longest = 64;

    public static decimal? Of(string text)
    {
        if (text.Length is 0 or > Longest || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'))
            return null;
        return Plain(text) ?? Based(text) ?? Duration(text);
    }

    /// <summary>A whole number in any notation, durations aside.</summary>
    public static bool IsWhole(string text) =>
        text.Length is > 0 and <= Longest && (WholeForm().IsMatch(text) || BasedForm().IsMatch(text));

    /// <summary>What is beyond 28 digits, such as 1e200.</summary>
    public static double? Rough(string text) =>
        text.Length <= Longest && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : Of(text) is { } exact ? (double)exact : null;

    private static decimal? Plain(string text) =>
        PlainForm().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Based(string text)
    {
        if (BasedForm().Match(text) is not { Success: true } form)
            return null;
        var radix = char.ToLowerInvariant(form.Groups["base"].ValueSpan[0]) switch { 'x' => 16, 'o' => 8, _ => 2 };
        decimal number = 0;
        foreach (var digit in form.Groups["digits"].ValueSpan)
            number = (number * radix) + (char.IsAsciiDigit(digit) ? digit - '0' : char.ToLowerInvariant(digit) - 'a' + 10);
        return form.Groups["sign"].ValueSpan is "-" ? -number : number;
    }

    private static decimal? Duration(string text)
    {
        if (DurationForm().Match(text) is not { Success: true } form)
            return null;
        decimal total = 0;
        for (var i = 0; i < form.Groups["unit"].Captures.Count; i++)
        {
            var value = decimal.Parse(form.Groups["value"].Captures[i].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            total += value * Milliseconds(form.Groups["unit"].Captures[i].Value);
        }

        return form.Groups["sign"].ValueSpan is "-" ? -total : total;
    }

    private static decimal Milliseconds(string unit) => unit switch
    {
        "ns" => 0.000_001m,
        "us" or "µs" => 0.001m,
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => 86_400_000,
    };

    // As JSON spells them: 007 is a text.
    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]*)?(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainForm();

    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]{0,27})\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeForm();

    [GeneratedRegex(@"^(?<sign>[-+]?)0((?<base>[xX])(?<digits>[0-9a-fA-F]{1,16})|(?<base>[oO])(?<digits>[0-7]{1,21})|(?<base>[bB])(?<digits>[01]{1,63}))\z", RegexOptions.CultureInvariant)]
    private static partial Regex BasedForm();

    [GeneratedRegex(@"^(?<sign>[-+]?)((?<value>[0-9]{1,12}(\.[0-9]{1,9})?)(?<unit>ns|us|µs|ms|s|m|h|d)){1,8}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DurationForm();
}
