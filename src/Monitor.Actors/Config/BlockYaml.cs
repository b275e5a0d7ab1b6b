using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Config;

/// <summary>Writes nodes as the YAML that people write: one key per line, quotes only where needed.</summary>
internal static partial class BlockYaml
{
    public static string Write(YamlMap map) => string.Join('\n', Lines(map));

    /// <summary>In brackets, placeholders unfilled.</summary>
    public static string OneLine(YamlNode node) => node switch
    {
        YamlMap { Entries.IsEmpty: false } map => $"{{ {string.Join(", ", map.Entries.Select(entry => $"{Text(entry.Key, plain: true)}: {OneLine(entry.Value)}"))} }}",
        YamlMap => "{}",
        YamlList list => $"[{string.Join(", ", list.Items.Select(OneLine))}]",
        YamlScalar scalar => Text(scalar.Template, scalar.Plain),
        _ => "",
    };

    private static IEnumerable<string> Lines(YamlNode node) => node switch
    {
        YamlMap { Entries.IsEmpty: true } => ["{}"],
        YamlMap map => map.Entries.SelectMany(entry => Entry(Text(entry.Key, plain: true), entry.Value)),
        YamlList { Items.IsEmpty: true } => ["[]"],
        YamlList list => list.Items.SelectMany(item => Lines(item).Select((line, i) => (i == 0 ? "- " : "  ") + line)),
        YamlScalar scalar => [Text(scalar.Value, scalar.Plain)],
        _ => [],
    };

    private static IEnumerable<string> Entry(string key, YamlNode value) => value switch
    {
        YamlMap { Entries.IsEmpty: false } or YamlList { Items.IsEmpty: false } => Lines(value).Select(line => "  " + line).Prepend($"{key}:"),
        _ => [$"{key}: {Lines(value).First()}"],
    };

    /// <summary>Plain where the text cannot be mistaken for anything else; a number or true stays plain only if it was.</summary>
    private static string Text(string text, bool plain) =>
        Harmless().IsMatch(text) && (plain || !YamlScalars.IsTyped(text)) ? text
        : plain && YamlScalars.IsTyped(text) ? text.Length == 0 ? "null" : text
        : Quoted(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when Shown.IsPrintable(rune) => rune.ToString(),
                <= 0xFFFF => $"\\u{rune.Value:X4}",
                _ => $"\\U{rune.Value:X8}",
            });
        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^[A-Za-z0-9_/]([A-Za-z0-9_/.:-]*[A-Za-z0-9_/.-])?( [A-Za-z0-9_/]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();
}
