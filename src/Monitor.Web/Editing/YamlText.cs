using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Web.Editing;

/// <summary>Writes any text as a YAML scalar that reads back as exactly that text.</summary>
public static partial class YamlText
{
    // What a YAML 1.1 or 1.2 reader would take for something other than text.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "null", "yes", "no", "on", "off", "y", "n",
    };

    public static string Scalar(string text) =>
        Plain().IsMatch(text) && !Words.Contains(text) ? text : Quoted(text);

    /// <summary>A value as people type it: what is JSON (<c>true</c>, <c>12</c>, <c>"12"</c>) stays so, the rest is text.</summary>
    public static string Value(string typed) => Json(typed.Trim()) switch
    {
        null => Scalar(typed),
        { ValueKind: JsonValueKind.String } text => Quoted(text.GetString()!),
        _ => typed.Trim(),
    };

    public static bool IsJsonScalar(string text) => Json(text) is not null;

    private static JsonElement? Json(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? null : json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => NeedsEscape(rune) ? $"\\U{rune.Value:X8}" : rune.ToString(),
            });
        return quoted.Append('"').ToString();
    }

    private static bool NeedsEscape(Rune rune) => rune.Value is 0xFEFF || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    // A letter first, then nothing that YAML might give a meaning to; `$.a.b` is common enough to be worth reading well.
    [GeneratedRegex(@"\A(?:[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*|\$(?:\.[A-Za-z_][A-Za-z0-9_]*)+|[0-9]+(?:ms|s|m|h|d))\z")]
    private static partial Regex Plain();
}
