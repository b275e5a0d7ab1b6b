using System.Collections.Immutable;

namespace Monitor.Actors.Config;

/// <summary>The text of one entry, read and changed key by key; what is not changed stays as it was written, comments included.</summary>
/// <remarks>A path is the name of a key, or two of them with a dot: <c>thresholds.api_warn_ms</c>.</remarks>
public sealed class EntrySheet
{
    private static readonly YamlScalar Nothing = new(0, 0, 0, 0, "", Plain: true);

    private readonly YamlMap _root;

    private EntrySheet(string text, YamlMap root) => (Text, _root) = (text, root);

    public static EntrySheet Empty { get; } = new("", YamlMap.Empty);

    public string Text { get; }

    /// <summary>Null when the text is not one mapping, or a list of one; <paramref name="why"/> is the end of a sentence then.</summary>
    public static EntrySheet? Read(string text, out string why)
    {
        text = SourceText.WithoutMark(text).Replace("\r\n", "\n", StringComparison.Ordinal);
        var problems = new ProblemList("entry");
        var root = YamlTree.Read(text, YamlLimits.Default, problems);
        why = problems.Errors > 0 ? WhyOf(problems) : "it is not one check";
        return (problems.Errors, root) switch
        {
            (0, null) => new(text, YamlMap.Empty),
            (0, YamlMap map) => new(text, map),
            (0, YamlList { Items: [YamlMap only] }) => new(text, only),
            _ => null,
        };
    }

    /// <summary>An entry in brackets, such as the example of a type, written a key a line.</summary>
    public static EntrySheet OfFlow(string entry) => Read(entry, out var why)?.InLines() ?? throw new ArgumentException(why, nameof(entry));

    public bool Has(string path) => Node(path) is not null;

    /// <summary>The keys of the entry, or of the mapping at the path; null when there is none.</summary>
    public ImmutableArray<string>? Keys(string? path = null) =>
        (path is null ? _root : Node(path)) is YamlMap map ? [.. map.Entries.Select(entry => entry.Key)] : null;

    /// <summary>A single value, empty for nothing; null when it is absent or more than that.</summary>
    public string? Value(string path) => Node(path) is YamlScalar scalar ? TextOf(scalar) : null;

    /// <summary>A list of single values, or one of them alone; null when it is absent or more than that.</summary>
    public ImmutableArray<string>? Values(string path) => Node(path) switch
    {
        YamlScalar { IsNull: true } => [],
        YamlScalar one => [one.Value],
        YamlList list when list.Items.All(item => item is YamlScalar) => [.. list.Items.Cast<YamlScalar>().Select(TextOf)],
        _ => null,
    };

    /// <summary>A list of mappings whose values are single ones; null when it is absent or anything else.</summary>
    public ImmutableArray<ImmutableArray<SheetValue>>? Rows(string path) =>
        Node(path) is YamlList list && list.Items.All(item => item is YamlMap map && map.Entries.All(entry => entry.Value is YamlScalar))
            ? [.. list.Items.Cast<YamlMap>().Select(map => ImmutableArray.CreateRange(map.Entries.Select(entry => SheetValue.Of(entry.Key, (YamlScalar)entry.Value))))]
            : null;

    /// <summary>What is written under a key, moved to the left margin; null when it is absent.</summary>
    public string? Yaml(string path)
    {
        var parts = path.Split('.', 2);
        var map = parts.Length == 1 ? _root : _root.Find(parts[0])?.Value as YamlMap;
        return map?.Find(parts[^1]) is { } entry ? SheetText.Fragment(Text, entry) : null;
    }

    /// <summary>Every value that is no mapping, in one line, with its path; placeholders unfilled.</summary>
    public IEnumerable<(string Path, string Value)> Lines() => Lines("", _root);

    /// <summary>With other YAML under a key, which is put where <paramref name="order"/> has it if it is new.</summary>
    /// <returns>Null when the YAML is wrong or does not fit there.</returns>
    public EntrySheet? Put(string path, string yaml, IReadOnlyList<string> order, out string fault)
    {
        var problems = new ProblemList("");
        var value = string.IsNullOrWhiteSpace(yaml) ? Nothing : YamlTree.Read($"{yaml.TrimEnd()}\n", YamlLimits.Default, problems); // a text in lines ends with one
        if (problems.Errors > 0 || value is null)
        {
            fault = problems.Errors > 0 ? WhyOf(problems) : "there is only a comment";
            return null;
        }

        var put = InLines().With(path.Split('.', 2), yaml, value, order);
        fault = put is null ? "it does not fit here: write it in brackets or quotes" : "";
        return put;
    }

    /// <summary>Without a key, and without the mapping around it if that would be empty.</summary>
    public EntrySheet Without(string path)
    {
        if (!Has(path))
            return this;
        var (sheet, parts) = (InLines(), path.Split('.', 2));
        if (parts.Length == 1 || sheet._root.Find(parts[0])!.Value is not YamlMap { Entries.Length: > 1 } map) // it is there
            return sheet.Reread(SheetText.Remove(sheet.Text, sheet._root.Find(parts[0])!));
        return map.Flow
            ? sheet.Put(parts[0], BlockYaml.OneLine(map with { Entries = map.Entries.RemoveAll(entry => entry.Key == parts[1]) }), [], out _) ?? sheet
            : sheet.Reread(SheetText.Remove(sheet.Text, map.Find(parts[1])!));
    }

    private EntrySheet? With(string[] parts, string yaml, YamlNode value, IReadOnlyList<string> order)
    {
        var text = (parts, _root.Find(parts[0])?.Value) switch
        {
            ([var key], _) => SheetText.Put(Text, _root, key, yaml, value, order),
            ([var key, var inner], YamlMap { Flow: false } map) => SheetText.Put(Text, map, inner, yaml, value, []),
            ([var key, var inner], YamlMap map) => SheetText.Put(Text, _root, key, BlockYaml.OneLine(Set(map, inner, value)), map, order),
            ([var key, var inner], _) => SheetText.Put(Text, _root, key, SheetText.Written($"{inner}:", yaml, value, 0, ""), YamlMap.Empty, order),
            _ => null,
        };
        return text is not null && Read(text, out _) is { } read && read.Keeps(this, parts, value) ? read : null;
    }

    /// <summary>The proof that nothing else was touched, and that what was meant is there.</summary>
    private bool Keeps(EntrySheet before, string[] parts, YamlNode value) =>
        Node(string.Join('.', parts)) is { } now && Same(now, value)
        && before._root.Entries.All(entry => entry.Key == parts[0] || (_root.Find(entry.Key) is { } kept && Same(kept.Value, entry.Value)));

    private static bool Same(YamlNode one, YamlNode other) => YamlJson.Element(one).GetRawText() == YamlJson.Element(other).GetRawText();

    /// <summary>Alone and a key a line, as the board's file has it, with the comments around it.</summary>
    private EntrySheet InLines()
    {
        if (_root.Entries.IsEmpty)
            return _root.Flow ? Empty : this;
        var (start, end) = (EntryText.LineStart(Text, _root.Start), EntryText.EndOf(Text, _root));
        if (_root.Flow)
            return Read(Text[..start] + BlockYaml.Write(_root) + Text[EntryText.LineEnd(Text, end)..], out _) ?? Reread(BlockYaml.Write(_root));
        return Text[start.._root.Start].Contains('-', StringComparison.Ordinal) ? Reread(Text[..start] + EntryText.Of(Text, _root) + Text[end..]) : this;
    }

    private EntrySheet Reread(string text) => Read(text, out _) ?? this;

    private YamlNode? Node(string path) => path.Split('.').Aggregate((YamlNode?)_root, (node, key) => (node as YamlMap)?.Find(key)?.Value);

    private static YamlMap Set(YamlMap map, string key, YamlNode value) => map with
    {
        Entries = map.Find(key) is { } old ? map.Entries.Replace(old, old with { Value = value }) : map.Entries.Add(new YamlEntry(key, 0, 0, 0, value)),
    };

    private static IEnumerable<(string, string)> Lines(string place, YamlMap map) => map.Entries.SelectMany(entry =>
        entry.Value is YamlMap { Entries.IsEmpty: false } inner ? Lines($"{place}{entry.Key}.", inner) : [($"{place}{entry.Key}", BlockYaml.OneLine(entry.Value))]);

    private static string TextOf(YamlScalar scalar) => scalar.IsNull ? "" : scalar.Value;

    private static string WhyOf(ProblemList problems)
    {
        var first = problems.InOrder()[0];
        return $"line {first.Line}: {first.Fault}";
    }
}

/// <summary>A key and its single value.</summary>
/// <param name="IsText">Whether it is a text that would be something else without its quotes.</param>
public sealed record SheetValue(string Key, string Text, bool IsText)
{
    internal static SheetValue Of(string key, YamlScalar value) => new(key, value.Value, !value.Plain && YamlScalars.IsTyped(value.Value));
}
