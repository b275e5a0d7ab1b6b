using System.Collections.Immutable;
using System.Text;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>Writes drafts as a checks.yaml that people can go on with: what is missing is told where it would stand.</summary>
internal static class ImportText
{
    private const int LongestComment = 240;
    private const int VariablesALine = 4;

    /// <returns>The text, and in which line each draft that is not left out begins.</returns>
    public static (string Yaml, ImmutableArray<int> Starts) Write(
        string title, ImmutableArray<string> variables, IReadOnlyList<Draft> drafts, IReadOnlyList<YamlMap> windows)
    {
        var lines = new List<string> { $"# {title}" };
        if (!variables.IsEmpty)
            lines.AddRange(["# Set in .env before you use it:", .. variables.Chunk(VariablesALine).Select(some => $"#   {string.Join(", ", some)}")]);
        var starts = ImmutableArray.CreateBuilder<int>();
        if (windows.Count > 0)
            lines.AddRange(BlockYaml.Write(Made.Map(("maintenance", Made.List(windows)))).Split('\n'));
        lines.Add(drafts.All(draft => draft.IsLeftOut) ? "checks: []" : "checks:");
        foreach (var draft in drafts)
        {
            lines.AddRange(Comments(draft).Select(comment => $"  # {Printable(comment)}"));
            if (draft.IsLeftOut)
                continue;
            starts.Add(lines.Count + 1);
            lines.AddRange(BlockYaml.Write(draft.Entry).Split('\n').Select((line, i) => (i == 0 ? "  - " : "    ") + line));
        }

        return (string.Join('\n', lines) + "\n", starts.ToImmutable());
    }

    private static IEnumerable<string> Comments(Draft draft)
    {
        if (draft.Description is { } description)
            yield return description;
        foreach (var note in draft.Notes.Where(note => note.Kind == ImportNoteKind.NotTranslated))
            yield return $"not translated: {note}";
    }

    /// <summary>One line that an editor shows.</summary>
    private static string Printable(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= LongestComment)
                return line.Append('…').ToString();
            line.Append(Shown.IsPrintable(rune) ? rune.ToString() : " ");
        }

        return line.ToString().Trim();
    }
}
