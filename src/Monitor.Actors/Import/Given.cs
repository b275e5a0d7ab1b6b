using System.Globalization;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>A mapping of a foreign file, read leniently; it remembers what was asked for, so that the rest can be told.</summary>
internal sealed class Given(YamlMap map)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public static Given Nothing { get; } = new(YamlMap.Empty);

    /// <summary>All of it.</summary>
    public YamlMap Whole => map;

    public IEnumerable<string> Keys => map.Entries.Select(entry => entry.Key);

    /// <summary>What stands there and nobody has asked for.</summary>
    public IEnumerable<string> Unasked => map.Entries.Where(entry => !entry.Value.IsNull && !_asked.Contains(entry.Key)).Select(entry => entry.Key);

    /// <summary>Null also where nothing, or null, stands.</summary>
    public YamlNode? Node(string key)
    {
        _asked.Add(key);
        return map.Find(key)?.Value is { IsNull: false } node ? node : null;
    }

    public bool Has(string key) => Node(key) is not null;

    public string? Text(string key) => Node(key) is YamlScalar { Value.Length: > 0 } scalar ? scalar.Value : null;

    /// <summary>Words that foreign files use for true; anything else is false.</summary>
    public bool Flag(string key, bool otherwise = false) => Text(key) is { } word
        ? word.ToUpperInvariant() is "TRUE" or "YES" or "ON" or "1"
        : otherwise;

    public double? Number(string key) =>
        double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public Given Map(string key) => Node(key) is YamlMap found ? new Given(found) : Nothing;

    public IReadOnlyList<Given> Maps(string key) =>
        Node(key) is YamlList list ? [.. list.Items.OfType<YamlMap>().Select(item => new Given(item))] : [];

    /// <summary>A list of texts; one alone is a list of one.</summary>
    public IReadOnlyList<string> Texts(string key) => Node(key) switch
    {
        YamlList list => [.. list.Items.OfType<YamlScalar>().Where(item => !item.IsNull).Select(item => item.Value)],
        YamlScalar scalar => [scalar.Value],
        _ => [],
    };

    /// <summary>The keys that have one value each, as texts.</summary>
    public IEnumerable<(string Key, string Value)> Pairs() =>
        map.Entries.Where(entry => entry.Value is YamlScalar).Select(entry => (entry.Key, ((YamlScalar)entry.Value).Value));
}
