namespace Monitor.Actors.Config;

/// <summary>Cuts an entry out of its file, as it was written.</summary>
internal static class EntryText
{
    /// <summary>The entry's own lines, moved to the left margin, its comments included.</summary>
    /// <param name="hidden">What has the mask in its place; null for nothing.</param>
    public static string Of(string text, YamlMap entry, YamlNode? hidden = null, string mask = "")
    {
        var indent = Math.Max(0, entry.Column - 1);
        var cut = text[entry.Start..EndOf(text, entry)];
        if (hidden is not null)
            cut = $"{cut[..(hidden.Start - entry.Start)]}{mask}{cut[(Trimmed(text, hidden.Start, hidden.End) - entry.Start)..]}";
        var lines = cut.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        return string.Join('\n', lines.Select((line, i) => i == 0 ? line : Outdented(line, indent))).TrimEnd();
    }

    /// <summary>Where the entry ends, with a comment behind its last value and comment lines indented like its keys.</summary>
    public static int EndOf(string text, YamlNode entry)
    {
        var end = Trimmed(text, entry.Start, entry.End);
        if (entry is YamlMap { Flow: true } or YamlList { Flow: true })
            return end;
        end = LineEnd(text, end);
        while (CommentLine(text, end, entry.Column - 1) is { } next)
            end = next;
        return end;
    }

    public static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    public static int LineEnd(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;

    private static int? CommentLine(string text, int end, int indent)
    {
        if (end >= text.Length)
            return null;
        var line = text.AsSpan(end + 1, LineEnd(text, end + 1) - end - 1);
        var first = line.IndexOfAnyExcept(' ');
        return first >= indent && line[first] == '#' ? end + 1 + line.Length : null;
    }

    private static int Trimmed(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }

    public static string Outdented(string line, int indent)
    {
        var spaces = line.AsSpan().IndexOfAnyExcept(' ');
        return line[Math.Min(indent, spaces < 0 ? line.Length : spaces)..];
    }
}
