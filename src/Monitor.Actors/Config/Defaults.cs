using System.Collections.Frozen;
using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>What <c>defaults:</c> says: keys for entries that do not have them, those of the group before those of the type before those for all.</summary>
internal sealed record Defaults
{
    /// <summary>Keys that say the same, or stand in each other's place: who writes one inherits none of the others.</summary>
    private static readonly string[][] Rivals = [["retry_backoff", "retry_backoff_s"], ["interval", "schedule"], ["period", "schedule"], ["body", "json", "form"]];

    public static Defaults None { get; } = new() { File = "" };

    public required string File { get; init; }

    public DefaultSet? All { get; init; }

    public FrozenDictionary<string, DefaultSet> Types { get; init; } = FrozenDictionary<string, DefaultSet>.Empty;

    public FrozenDictionary<string, DefaultSet> Groups { get; init; } = FrozenDictionary<string, DefaultSet>.Empty;

    public bool IsEmpty => All is null && Types.Count == 0 && Groups.Count == 0;

    public IEnumerable<DefaultSet> Sets => [.. Groups.Values, .. Types.Values, .. All is null ? Array.Empty<DefaultSet>() : [All]];

    /// <summary>The entry with what it inherits behind its own keys; a key that is there, even without a value, is not inherited.</summary>
    public YamlMap Under(YamlMap entry, CheckOrigin origin)
    {
        if (IsEmpty)
            return entry;
        var entries = entry.Entries.ToBuilder();
        foreach (var set in For(entry))
        {
            var nearer = entries.Count;
            foreach (var inherited in set.Keys)
                if ((origin == CheckOrigin.File || !set.Private.Contains(inherited.Key)) && !IsTaken(entries, nearer, inherited.Key))
                    entries.Add(inherited);
        }

        return entries.Count == entry.Entries.Length ? entry : entry with { Entries = entries.DrainToImmutable() };
    }

    /// <summary>How many values an entry may inherit.</summary>
    public int Weight(YamlMap entry) => IsEmpty ? 0 : For(entry).Sum(set => set.Weight);

    private IEnumerable<DefaultSet> For(YamlMap entry)
    {
        var ofType = Text(entry.Find("type")) is { } type ? Types.GetValueOrDefault(type) : null;
        var named = entry.Find("group") ?? ofType?.Find("group") ?? All?.Find("group");
        if (Text(named) is { } group && Groups.GetValueOrDefault(group.Trim()) is { } ofGroup)
            yield return ofGroup;
        if (ofType is not null)
            yield return ofType;
        if (All is not null)
            yield return All;
    }

    private static string? Text(YamlEntry? entry) => (entry?.Value as YamlScalar)?.Value;

    private static bool IsTaken(ImmutableArray<YamlEntry>.Builder entries, int count, string key)
    {
        for (var i = 0; i < count; i++)
            if (entries[i].Key == key || AreRivals(entries[i].Key, key))
                return true;
        return false;
    }

    public static bool AreRivals(string one, string other)
    {
        foreach (var family in Rivals)
            if (family.Contains(one) && family.Contains(other))
                return true;
        return false;
    }
}

/// <summary>The defaults for all entries, or for those of one type or group.</summary>
/// <param name="Place">Where they stand: <c>defaults.types.http</c>.</param>
internal sealed record DefaultSet(string Place, int Line, int Column)
{
    /// <summary>Placeholders filled; each knows that it comes from here.</summary>
    public ImmutableArray<YamlEntry> Keys { get; init; } = [];

    /// <summary>The keys that entries of the board do not inherit: they hold variables that those may not use.</summary>
    public FrozenSet<string> Private { get; init; } = [];

    /// <summary>How many values they are.</summary>
    public int Weight => Keys.Sum(key => YamlTree.Count(key.Value));

    public YamlEntry? Find(string key) => Keys.FirstOrDefault(entry => entry.Key == key);
}
