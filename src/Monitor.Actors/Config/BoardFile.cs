using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>Edits the text of the board's file, leaving every entry but the edited one as it is.</summary>
public static class BoardFile
{
    public const string Header = "# Checks added on the board. Edit here or there; the syntax is that of checks.yaml.\n";

    /// <summary>Adds an entry, or puts it in the place of <paramref name="replacing"/> if that is there.</summary>
    /// <param name="entry">A mapping in YAML or JSON, such as <c>CheckDefinition.Yaml</c>.</param>
    public static BoardEdit Put(SourceText? board, string? replacing, string entry) => Edit(board, page =>
    {
        var problems = new ProblemList("entry");
        if (SingleEntry.Parse(entry, YamlLimits.Default, problems) is not { } map)
            return new BoardEdit(null, problems.InOrder()[0]);
        var yaml = map.Flow ? BlockYaml.Write(map) : EntryText.Of(entry, map);
        return new BoardEdit(page.IndexOf(replacing) is { } index ? page.Replace(index, yaml) : page.Add([yaml]), null);
    });

    /// <summary>Adds several entries at the end.</summary>
    /// <param name="entries">Mappings a key a line.</param>
    public static BoardEdit AddAll(SourceText? board, IReadOnlyCollection<string> entries) => Edit(board, page => new BoardEdit(page.Add(entries), null));

    /// <summary>Without the entry called <paramref name="name"/>; unchanged when there is none.</summary>
    public static BoardEdit Remove(SourceText? board, string name) => Edit(board, page =>
        new BoardEdit(page.IndexOf(name) is { } index ? page.Replace(index, null) : page.Text, null));

    /// <summary>The entry called <paramref name="name"/> as it is shown: as it is written, without its token.</summary>
    /// <param name="isThere">False when the file can be read and holds no such entry.</param>
    public static string? Entry(SourceText? board, string name, out bool isThere)
    {
        var problems = new ProblemList("");
        var root = board is null ? YamlMap.Empty : board.Text is { } text ? YamlTree.Read(text, YamlLimits.Default, problems) as YamlMap : null;
        isThere = root is null || problems.Errors > 0;
        if (isThere || root!.Find("checks")?.Value is not YamlList list || new BoardPage(board!.Text!, root).IndexOf(name) is not { } index || list.Items[index] is not YamlMap entry) // it was read
            return null;
        isThere = true;
        return EntryText.Of(board.Text!, entry, entry.Entries.FirstOrDefault(TokenMask.IsHidden)?.Value, TokenMask.Mask); // it was read
    }

    /// <summary>The entries with these names as they are written, a key a line; those that are not there are missing.</summary>
    public static ImmutableDictionary<CheckName, string> Entries(SourceText? board, IEnumerable<CheckName> names)
    {
        var found = ImmutableDictionary.CreateBuilder<CheckName, string>();
        _ = Edit(board, page =>
        {
            foreach (var name in names)
                if (page.IndexOf(name.Value) is { } index)
                    found[name] = page.Yaml(index);
            return new BoardEdit(page.Text, null);
        });
        return found.ToImmutable();
    }

    /// <summary>Puts entries, a key a line, in the place of those with these names.</summary>
    public static BoardEdit PutAll(SourceText? board, IReadOnlyDictionary<CheckName, string> entries) => Edit(board, page =>
    {
        var places = new Dictionary<int, string>();
        foreach (var (name, yaml) in entries)
            if (page.IndexOf(name.Value) is { } index)
                places[index] = yaml.EndsWith('\n') ? yaml[..^1] : yaml;
        return new BoardEdit(page.ReplaceAll(places), null);
    });

    private static BoardEdit Edit(SourceText? board, Func<BoardPage, BoardEdit> edit)
    {
        if (board?.Problem is { } unreadable)
            return new BoardEdit(null, unreadable);
        var text = (board?.Text ?? Header).Replace("\r\n", "\n", StringComparison.Ordinal);
        var problems = new ProblemList(board?.File ?? "board");
        var root = YamlTree.Read(text, YamlLimits.Default, problems);
        if (problems.Errors == 0 && root is { IsNull: false } and not YamlMap)
            problems.Error(root, "", $"expected checks: with a list under it, got {Shown.Kind(root)}", "repair the file");
        return problems.Errors > 0 ? new BoardEdit(null, problems.InOrder()[0]) : edit(new BoardPage(text, root as YamlMap ?? YamlMap.Empty));
    }
}

/// <summary>The board file's new text, or why it could not be edited.</summary>
public sealed record BoardEdit(string? Text, ConfigProblem? Problem);

/// <summary>The board's file, ready to be edited.</summary>
internal sealed record BoardPage(string Text, YamlMap Root)
{
    private YamlEntry? Checks => Root.Find("checks");

    private YamlList? List => Checks?.Value as YamlList;

    private ImmutableArray<YamlNode> Items => List?.Items ?? [];

    public int? IndexOf(string? name)
    {
        for (var i = 0; name is not null && i < Items.Length; i++)
            if (Items[i] is YamlMap map && map.Find("name")?.Value is YamlScalar has && SameName(has.Value, name))
                return i;
        return null;
    }

    public string Add(IReadOnlyCollection<string> entries)
    {
        if (List is not { Flow: false } list)
            return Rewritten([.. Items.Select(Yaml), .. entries]);
        var end = NextLine(EntryText.EndOf(Text, list.Items[^1]));
        return $"{WithBreak(Text[..end])}{string.Concat(entries.Select(yaml => Item(yaml, list.Column - 1)))}{Text[end..]}";
    }

    /// <param name="yaml">Null removes the item.</param>
    public string Replace(int index, string? yaml)
    {
        var list = List!; // the index came from it
        if (list.Flow)
            return Rewritten([.. Items.SetItem(index, YamlMap.Empty).Select((item, i) => i == index ? yaml : Yaml(item)).OfType<string>()]);
        if (yaml is null && Items.Length == 1)
            return Rewritten([]);
        var start = DashLine(list, Items[index]);
        var end = NextLine(EntryText.EndOf(Text, Items[index]));
        return $"{Text[..start]}{(yaml is null ? "" : Item(yaml, list.Column - 1))}{Text[end..]}";
    }

    public string ReplaceAll(Dictionary<int, string> entries) => List is { Flow: true }
        ? Rewritten([.. Items.Select((item, i) => entries.GetValueOrDefault(i) ?? Yaml(item))])
        : entries.OrderByDescending(entry => entry.Key).Aggregate(this, (page, entry) => page with { Text = page.Replace(entry.Key, entry.Value) }).Text; // from the end: what is before it stays where it was

    public string Yaml(int index) => Yaml(Items[index]);

    /// <summary>The list written anew, for lists in brackets, for the first entry and for the last.</summary>
    private string Rewritten(IReadOnlyList<string> entries)
    {
        var list = entries.Count == 0 ? " []\n" : $"\n{string.Concat(entries.Select(yaml => Item(yaml, 0)))}";
        if (Checks is not { } checks)
            return $"{WithBreak(Text)}checks:{list}";
        var colon = Text.IndexOf(':', checks.Start + checks.Key.Length);
        var end = NextLine(checks.Value.IsNull ? colon : EntryText.EndOf(Text, checks.Value));
        return $"{Text[..(colon + 1)]}{list}{Text[end..]}";
    }

    private string Yaml(YamlNode item) =>
        item is YamlMap { Flow: true } map ? BlockYaml.Write(map) : EntryText.Of(Text, item as YamlMap ?? YamlMap.Empty);

    private static string Item(string yaml, int indent)
    {
        var margin = new string(' ', indent);
        return string.Concat(yaml.Split('\n').Select((line, i) => line.Length == 0 ? "\n" : $"{margin}{(i == 0 ? "- " : "  ")}{line}\n"));
    }

    /// <summary>Where the line with the item's dash begins; the item itself may begin further down.</summary>
    private int DashLine(YamlList list, YamlNode item)
    {
        var start = EntryText.LineStart(Text, item.Start);
        while (start > list.Start && (start + list.Column - 1 >= Text.Length || Text[start + list.Column - 1] != '-'))
            start = EntryText.LineStart(Text, start - 1);
        return start;
    }

    private int NextLine(int at) => Math.Min(Text.Length, EntryText.LineEnd(Text, at) + 1);

    private static string WithBreak(string text) => text.Length == 0 || text.EndsWith('\n') ? text : text + "\n";

    private static bool SameName(string one, string other) =>
        CheckName.TryParse(one, out var a, out _)
        && CheckName.TryParse(other, out var b, out _) && a.Key == b.Key;
}
