using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>A check in the making: its keys in the order in which they are written, and what to say about it.</summary>
/// <param name="name">Unique and valid already.</param>
internal sealed class Draft(string name)
{
    private readonly List<YamlEntry> _keys = [];

    public string Name => name;

    /// <summary>What the foreign file says about the check, for a comment.</summary>
    public string? Description { get; set; }

    public List<ImportNote> Notes { get; } = [];

    /// <summary>Set when the check cannot be taken over at all.</summary>
    public bool IsLeftOut { get; private set; }

    public YamlMap Entry => new(0, 0, 0, 0, [Made.Entry("name", Made.Text(name)), .. _keys], Flow: false);

    /// <summary>Nothing happens without a value.</summary>
    public Draft Set(string key, YamlNode? value)
    {
        if (value is null)
            return this;
        var at = _keys.FindIndex(entry => entry.Key == key);
        if (at < 0)
            _keys.Add(Made.Entry(key, value));
        else
            _keys[at] = Made.Entry(key, value);
        return this;
    }

    public Draft Set(string key, string? text) => Set(key, text is null ? null : Made.Text(text));

    public YamlNode? Find(string key) => _keys.Find(entry => entry.Key == key)?.Value;

    /// <summary>Adds to a list.</summary>
    public Draft Add(string key, params IEnumerable<YamlNode> items)
    {
        var before = Find(key) is YamlList list ? list.Items : [];
        var all = Made.List([.. before, .. items]);
        return all.Items.IsEmpty ? this : Set(key, all);
    }

    public void Miss(string key, string what, string fix = "") => Say(ImportNoteKind.NotTranslated, key, what, fix);

    public void Change(string key, string what, string fix = "") => Say(ImportNoteKind.Changed, key, what, fix);

    /// <summary>The whole check stays behind.</summary>
    public void LeaveOut(string key, string why, string fix = "")
    {
        IsLeftOut = true;
        Miss(key, $"the check was left out: {why}", fix);
    }

    /// <summary>Takes a key out again, or one item or member of it.</summary>
    public void Remove(string key, int? item = null, string? member = null)
    {
        if (Find(key) is YamlList { Items.Length: > 1 } list && item is { } at)
            Set(key, list with { Items = list.Items.RemoveAt(at) });
        else if (Find(key) is YamlMap { Entries.Length: > 1 } map && member is not null && map.Find(member) is { } one)
            Set(key, map with { Entries = map.Entries.Remove(one) });
        else
            _keys.RemoveAll(entry => entry.Key == key);
    }

    private void Say(ImportNoteKind kind, string key, string what, string fix) =>
        Notes.Add(new ImportNote(kind, key.Length > 0 ? $"{name}, {key}" : name, what, fix));
}
