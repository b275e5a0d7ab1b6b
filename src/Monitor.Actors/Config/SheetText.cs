using System.Collections.Immutable;

namespace Monitor.Actors.Config;

/// <summary>Cuts keys out of the text of an entry, and puts others in.</summary>
internal static class SheetText
{
    private const int Step = 2;

    /// <summary>What stands under the key, moved to the left margin.</summary>
    public static string Fragment(string text, YamlEntry entry)
    {
        var value = entry.Value;
        if (IsNothing(value))
            return "";
        var (start, end, margin) = IsBlock(value)
            ? (EntryText.LineEnd(text, Colon(text, entry)) + 1, EntryText.EndOf(text, value), value.Column - 1)
            : (value.Start, EndOf(text, entry), entry.Column - 1 + (IsText(text[value.Start]) ? 0 : Step));
        var lines = text[start..end].Split('\n');
        return string.Join('\n', lines.Select((line, i) => i == 0 && !IsBlock(value) ? line : EntryText.Outdented(line, margin))).TrimEnd();
    }

    public static string Put(string text, YamlMap map, string key, string yaml, YamlNode value, IReadOnlyList<string> order)
    {
        var indent = Math.Max(0, map.Column - 1);
        if (map.Find(key) is { } old)
            return Replace(text, old, yaml, value);
        var line = $"{new string(' ', indent)}{Written($"{key}:", yaml, value, indent, "")}\n";
        if (map.Entries.IsEmpty)
            return WithBreak(text) + line;
        var at = Before(map, key, order) is { } before ? NextLine(text, LastOf(text, before)) : EntryText.LineStart(text, map.Entries[0].Start);
        return $"{WithBreak(text[..at])}{line}{text[at..]}";
    }

    /// <summary>All lines of the key.</summary>
    public static string Remove(string text, YamlEntry entry) =>
        text[..EntryText.LineStart(text, entry.Start)] + text[NextLine(text, LastOf(text, entry))..];

    /// <summary>A key with its value, lists and mappings below it.</summary>
    /// <param name="head">The key with its colon.</param>
    /// <param name="remark">The comment behind the key, or behind its value if that ends in the same line.</param>
    public static string Written(string head, string yaml, YamlNode value, int indent, string remark)
    {
        var margin = new string(' ', indent + Step);
        var lines = yaml.TrimEnd().Split('\n');
        if (IsBlock(value))
            return $"{head}{remark}\n{Joined(lines, margin, from: 0)}";
        var isText = lines[0].Length > 0 && IsText(lines[0][0]);
        if (isText && lines.Skip(1).All(line => line.Length == 0 || line[0] == ' '))
            margin = margin[Step..]; // it is indented already
        lines[0] = isText ? lines[0] + remark : lines[0];
        return $"{head}{(lines[0].Length > 0 ? " " : "")}{Joined(lines, margin, from: 1)}{(isText ? "" : remark)}";
    }

    private static string Replace(string text, YamlEntry old, string yaml, YamlNode value)
    {
        var colon = Colon(text, old);
        var valueEnd = EndOf(text, old);
        var (remarkFrom, end) = IsBlock(old.Value) ? (colon + 1, EntryText.EndOf(text, old.Value)) : (valueEnd, EntryText.LineEnd(text, valueEnd));
        var remark = text[remarkFrom..EntryText.LineEnd(text, remarkFrom)].TrimEnd();
        var head = text[old.Start..(colon + 1)];
        return $"{text[..old.Start]}{Written(head, yaml, value, old.Column - 1, remark.Contains('#') ? remark : "")}{text[end..]}";
    }

    /// <summary>The last key that is there and comes before the new one; null when the new one comes first.</summary>
    private static YamlEntry? Before(YamlMap map, string key, IReadOnlyList<string> order)
    {
        var place = order.IndexOf(key);
        return place < 0 ? map.Entries[^1] : map.Entries.LastOrDefault(entry => order.IndexOf(entry.Key) is >= 0 and var at && at < place);
    }

    private static int IndexOf(this IReadOnlyList<string> order, string key) => order.ToImmutableArray().IndexOf(key);

    /// <summary>The end of its last line, with the comments that belong to it.</summary>
    private static int LastOf(string text, YamlEntry entry) => IsNothing(entry.Value) ? EndOf(text, entry) : EntryText.EndOf(text, entry.Value);

    private static bool IsNothing(YamlNode value) => value is YamlScalar { Value: "", Plain: true };

    /// <summary>Whether it begins a text of several lines, which is indented wherever it stands: at the margin the parser takes more from it than that.</summary>
    private static bool IsText(char first) => first is '|' or '>';

    private static bool IsBlock(YamlNode node) => node is YamlMap { Flow: false } or YamlList { Flow: false };

    private static int Colon(string text, YamlEntry entry) => text.IndexOf(':', entry.Start + entry.Key.Length);

    private static int EndOf(string text, YamlEntry entry)
    {
        var after = Colon(text, entry) + 1;
        if (IsNothing(entry.Value))
            return after;
        var end = Math.Max(entry.Value.End, after);
        while (char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }

    private static string Joined(string[] lines, string margin, int from) =>
        string.Join('\n', lines.Select((line, i) => i < from || line.Length == 0 ? line : margin + line));

    private static int NextLine(string text, int at) => Math.Min(text.Length, EntryText.LineEnd(text, at) + 1);

    private static string WithBreak(string text) => text.Length == 0 || text.EndsWith('\n') ? text : text + "\n";
}
