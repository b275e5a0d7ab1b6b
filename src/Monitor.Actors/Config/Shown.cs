using System.Globalization;
using System.Text;

namespace Monitor.Actors.Config;

/// <summary>Words for values in problem texts: short, printable, and never with a placeholder filled.</summary>
internal static class Shown
{
    private const int Longest = 60;

    public static string Kind(YamlNode node) => node switch
    {
        YamlList => "a list",
        YamlMap => "a mapping",
        YamlScalar { Plain: true } scalar when node.IsNull || YamlScalars.IsTyped(scalar.Template) => Printable(scalar.Template),
        YamlScalar scalar => $"text {Quoted(scalar.Template)}",
        _ => "nothing",
    };

    public static string Quoted(string text) => $"\"{Printable(text)}\"";

    public static string Printable(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Longest)
                return shown.Append('…').ToString();
            if (IsPrintable(rune))
                shown.Append(rune);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        }

        return shown.ToString();
    }

    public static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.Surrogate);

    public static string Duration(TimeSpan time)
    {
        var (value, unit) = time switch
        {
            { TotalSeconds: < 1 } => (time.TotalMilliseconds, "ms"),
            { TotalMinutes: < 2 } or { Seconds: not 0, TotalHours: < 2 } => (time.TotalSeconds, "s"),
            { TotalHours: < 2 } => (time.TotalMinutes, "m"),
            _ => (time.TotalHours, "h"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.###}{unit}");
    }
}
