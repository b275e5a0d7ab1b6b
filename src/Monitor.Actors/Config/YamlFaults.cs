using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Monitor.Actors.Config;

/// <summary>Turns what the YAML parser says into a place and a way out.</summary>
internal static partial class YamlFaults
{
    public static (int Line, int Column, string Fault, string Fix) Explain(YamlException invalid, string text)
    {
        var lines = text.Split('\n');
        var said = invalid.Message.TrimEnd('.');
        var at = said.Contains("quoted", StringComparison.Ordinal) ? invalid.Start : invalid.End;
        if (said.Contains("tab", StringComparison.Ordinal) && TabAfter(lines, (int)invalid.Start.Line) is { } tab)
            return (tab.Line, tab.Column, "a tab is used for indentation", "use spaces");
        var line = Math.Clamp((int)at.Line, 1, lines.Length);
        var column = at.Line > lines.Length ? lines[^1].Length + 1 : (int)at.Column;
        return (line, column, $"not valid YAML: {char.ToLowerInvariant(said[0])}{said[1..]}", Fix(said, lines[line - 1]));
    }

    private static string Fix(string said, string line)
    {
        if (BarePlaceholder().Match(line) is { Success: true } bare)
            return $"put the whole value in quotes: \"{bare.Groups["name"].Value}…\"";
        if (BareCondition().IsMatch(line))
            return "put a condition in quotes: \"[STATUS] == 200\"";
        return said switch
        {
            _ when said.Contains("escape", StringComparison.Ordinal) || said.Contains("surrogate", StringComparison.Ordinal) =>
                "write the character itself, or use single quotes for a text with \\",
            _ when said.Contains("quoted", StringComparison.Ordinal) => "close the quote, or double it inside the value",
            _ when said.Contains("invalid mapping", StringComparison.Ordinal) => "put a value that contains \": \" in quotes",
            _ when said.Contains("cannot start", StringComparison.Ordinal) => "put the value in quotes",
            _ when said.Contains("flow", StringComparison.Ordinal) => "check that every [ and { is closed",
            _ => "check the indentation of this line and the one above",
        };
    }

    private static (int Line, int Column)? TabAfter(string[] lines, int from)
    {
        for (var i = Math.Max(0, from - 1); i < lines.Length; i++)
        {
            var indent = lines[i].Length - lines[i].TrimStart(' ', '\t').Length;
            if (lines[i].IndexOf('\t', 0, indent) is >= 0 and var tab)
                return (i + 1, tab + 1);
        }

        return null;
    }

    [GeneratedRegex(@":\s+(?<name>\$?\{[A-Z][A-Z0-9_]*\})", RegexOptions.CultureInvariant)]
    private static partial Regex BarePlaceholder();

    [GeneratedRegex(@"(?:^|[\s\[,])\[[A-Z_]{2,40}\][^\s""']*\s+[=!<>]", RegexOptions.CultureInvariant)]
    private static partial Regex BareCondition();
}
