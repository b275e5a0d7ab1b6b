namespace Json.Path;

/// <summary>Guesses what a text that is no path was meant to be, from the habits of other dialects.</summary>
internal static class Spelling
{
    private const int MaxRepairs = 8;
    private const string Breaks = ".[]()'\" \t\r\n=<>!&|,?*@$";

    /// <summary>A text that parses, or null.</summary>
    public static string? Suggest(string text)
    {
        var candidate = text;
        for (var repairs = 0; repairs <= MaxRepairs; repairs++)
        {
            if (PathParser.TryRead(candidate, out _) is not { } problem)
                return candidate;
            if (Repair(candidate, problem.Position) is not { } better)
                return null;
            candidate = better;
        }
        return null;
    }

    private static string? Repair(string text, int position)
    {
        if (text.Length is 0 or > JsonPath.MaxLength)
            return null;
        if (text.AsSpan().Trim().Length is > 0 and var trimmed && trimmed < text.Length)
            return text.Trim();
        return text[0] switch
        {
            '$' => RepairInside(text, position),
            '.' or '[' => "$" + text,
            '@' => "$" + text[1..],
            _ => "$." + text,
        };
    }

    private static string? RepairInside(string text, int position)
    {
        if (position < text.Length && text[position] == '=')
            return text.Insert(position, "=");
        var start = Math.Min(position, text.Length);
        if (start < text.Length && text[start] is '\'' or '"' && text[start - 1] == '.')
            return RepairQuoted(text, start);
        while (start > 0 && !Breaks.Contains(text[start - 1]))
            start--;
        var end = start;
        while (end < text.Length && !Breaks.Contains(text[end]))
            end++;
        return end > start ? Bracket(text, start, end, text[start..end]) : null;
    }

    private static string? RepairQuoted(string text, int start)
    {
        var end = text.IndexOf(text[start], start + 1);
        return end > 0 ? Bracket(text, start, end + 1, text[(start + 1)..end]) : null;
    }

    // After two dots the bracket follows them; a single dot gives way to it.
    private static string? Bracket(string text, int start, int end, string name)
    {
        if (start < 2 || text[start - 1] != '.')
            return null;
        var before = text[start - 2] == '.' ? start : start - 1;
        return string.Concat(text.AsSpan(0, before), Location.Bracketed(name), text.AsSpan(end));
    }
}
