using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

public sealed partial class YamlSection
{
    /// <summary>Reports every key that nobody asked for, here and in the sections taken from here.</summary>
    internal void ReportUnknownKeys()
    {
        foreach (var entry in _map.Entries.Where(entry => entry.From is null && !_asked.Contains(entry.Key) && !_excused.Contains(entry.Key)))
        {
            if (_problems.IsFull)
                break;
            var known = $"known here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}";
            var fix = Suggestion.For(entry.Key, _asked.Where(key => _map.Find(key) is null), known);
            _problems.Error(entry.Line, entry.Column, PlaceOf(entry.Key), "unknown key", fix);
        }

        Excuse();
        foreach (var section in _inner)
            section.ReportUnknownKeys();
    }

    /// <summary>Reports keys that are known, but belong elsewhere.</summary>
    internal void ReportMisplaced(IEnumerable<ConfigKey> keys, string where, string fix)
    {
        foreach (var name in keys.Select(key => key.Name).Where(name => !_asked.Contains(name)))
            if (_map.Find(name) is { } entry && _excused.Add(name))
                _problems.Error(entry.Line, entry.Column, PlaceOf(name), $"belongs {where}", fix);
    }

    /// <summary>The texts of a list with their places, for readers that report on single items.</summary>
    internal IReadOnlyList<YamlScalar> TextNodes(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlScalar scalar:
                return [scalar];
            case YamlList list:
                foreach (var wrong in list.Items.Where(item => item is not YamlScalar || item.IsNull))
                    _problems.Error(wrong, PlaceOf(key), $"expected text, got {Shown.Kind(wrong)}", "write one text per item");
                return [.. list.Items.OfType<YamlScalar>().Where(item => !item.IsNull)];
            case var node:
                Wrong(key, "a list", node, $"write {key}: [one, two]");
                return [];
        }
    }

    internal YamlMap Map => _map;

    /// <summary>The mapping without what it inherited and nobody asked for.</summary>
    internal YamlMap Relevant => _map.Entries.All(entry => entry.From is null) ? _map
        : _map with { Entries = _map.Entries.RemoveAll(entry => entry.From is not null && !_asked.Contains(entry.Key)) };

    internal void ProblemAt(YamlNode node, string key, string fault, string fix) => _problems.Error(node, PlaceOf(key), fault, fix);

    /// <summary>The keys that are there, known or not.</summary>
    internal IEnumerable<string> Keys => _map.Entries.Select(entry => entry.Key);

    /// <summary>Nobody can tell which keys belong here: what has not been asked for so far is not reported.</summary>
    internal void Excuse() => _excused.UnionWith(Keys);

    /// <summary>The keys that somebody has asked for, there or not.</summary>
    internal IReadOnlySet<string> Asked => _asked;

    /// <summary>The sections that were taken from here, in the order of asking.</summary>
    internal IReadOnlyList<YamlSection> Taken => _inner;

    /// <summary>Whether the value is written as true or false, for keys that may also hold a mapping.</summary>
    internal bool IsFlag(string key) => Node(key) is YamlScalar;

    private YamlEntry? Entry(string key)
    {
        _asked.Add(key);
        return _map.Find(key);
    }

    private YamlNode? Node(string key) => Entry(key) is { Value: { IsNull: false } node } ? node : null;

    /// <summary>Neither there nor wrong: nothing has been said about it yet.</summary>
    internal bool Missing(string key) => Node(key) is null;

    private YamlScalar? Scalar(string key, string expected)
    {
        var node = Node(key);
        if (node is null or YamlScalar)
            return (YamlScalar?)node;
        var bare = node is YamlMap { Flow: true, Entries: [var only] } && Placeholders.IsName(only.Key) ? only.Key : null;
        Wrong(key, expected, node, bare is null ? "" : $"put it in quotes: \"{{{bare}}}\"");
        return null;
    }

    private void Wrong(string key, string expected, YamlNode got, string fix) =>
        _problems.Error(got, PlaceOf(key), $"expected {expected}, got {Shown.Kind(got)}", fix);

    private YamlSection? ItemSection(YamlNode item, string place)
    {
        if (item is YamlMap map)
            return Inner(map, place);
        _problems.Error(item, place, $"expected a mapping, got {Shown.Kind(item)}", "write it like { key: value }");
        return null;
    }

    private YamlSection Inner(YamlMap map, string place)
    {
        var section = new YamlSection(map, place, _problems);
        _inner.Add(section);
        return section;
    }

    private YamlNode Blamed(string key) => _map.Find(key)?.Value ?? _map;

    private static string Masked(YamlNode at, string text) => at is YamlScalar scalar ? scalar.Masked(text) : text;

    private string PlaceOf(string key) => Place.Length > 0 ? $"{Place}.{Shown.Printable(key)}" : Shown.Printable(key);
}
