using System.Collections.Frozen;
using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>defaults:</c>; what its values are worth is seen when entries inherit them, or by <see cref="UnusedDefaults"/>.</summary>
internal sealed class DefaultsReader(CheckTypes types, ImmutableHashSet<string> vars, ProblemList problems)
{
    private static readonly string[] OwnKeys = ["name", "type"];

    public static ConfigKey Key { get; } = new("defaults", KeyShape.Known(
        "defaults",
        new("all", KeyShape.Names(KeyShape.Any), "keys for every entry"),
        new("types", KeyShape.Names(KeyShape.Names(KeyShape.Any)), "keys for the entries of a type, by its name"),
        new("groups", KeyShape.Names(KeyShape.Names(KeyShape.Any)), "keys for the entries of a group, by its name")),
        "what entries inherit key by key: all, those of a type, those of a group; see [below](#defaults)")
    { Absent = "nothing" };

    private readonly Dictionary<string, IReadOnlySet<string>> _known = new(StringComparer.Ordinal);

    public static Defaults Read(YamlSection root, CheckTypes types, ImmutableHashSet<string> vars, ProblemList problems) =>
        root.Section("defaults") is { } keys ? new DefaultsReader(types, vars, problems).Read(keys) : Defaults.None;

    private Defaults Read(YamlSection keys)
    {
        var all = keys.Section("all") is { } forAll ? Set(forAll, keys.Map.Find("all")!, OwnKeys) : null;
        var ofTypes = Sets(keys.Section("types"), StringComparer.Ordinal, OwnKeys);
        var ofGroups = Sets(keys.Section("groups"), StringComparer.OrdinalIgnoreCase, [.. OwnKeys, "group"]);
        keys.ReportUnknownKeys();
        foreach (var (type, set) in ofTypes)
            ReportUnknown(type, set);
        foreach (var set in ofGroups.Values.Concat(all is null ? [] : [all]))
            ReportUnknownEverywhere(set);
        return new Defaults { File = problems.File, All = all, Types = ofTypes, Groups = ofGroups };
    }

    private FrozenDictionary<string, DefaultSet> Sets(YamlSection? keys, StringComparer comparer, string[] refused)
    {
        var sets = new Dictionary<string, DefaultSet>(comparer);
        foreach (var entry in keys?.Map.Entries ?? [])
            if (keys!.Section(entry.Key) is { } inner && !sets.TryAdd(entry.Key.Trim(), Set(inner, entry, refused))) // it has entries
                problems.Error(entry.Line, entry.Column, inner.Place, "the group is there already; case makes no difference", "merge the two");
        return sets.ToFrozenDictionary(comparer);
    }

    private DefaultSet Set(YamlSection keys, YamlEntry at, string[] refused)
    {
        keys.Excuse(); // types judge
        foreach (var entry in keys.Map.Entries.Where(entry => refused.Contains(entry.Key)))
            problems.Error(entry.Line, entry.Column, $"{keys.Place}.{entry.Key}", "cannot be a default", "write it into each check");
        var set = new DefaultSet(keys.Place, at.Line, at.Column);
        return set with
        {
            Keys = [.. keys.Map.Entries.Where(entry => !refused.Contains(entry.Key)).Select(entry => entry with { From = set })],
            Private = keys.Map.Entries.Where(entry => !Mask.Of([entry.Value]).Filled.Keys.All(IsForAll)).Select(entry => entry.Key).ToFrozenSet(StringComparer.Ordinal),
        };
    }

    private bool IsForAll(string placeholder) => vars.Contains(placeholder.Trim('$', '{', '}'));

    private void ReportUnknown(string type, DefaultSet set)
    {
        if (!types.Checks.TryGetValue(type, out var known))
        {
            var all = $"known: {string.Join(", ", types.Checks.Keys.Order(StringComparer.Ordinal))}";
            problems.Error(set.Line, set.Column, set.Place, $"unknown check type {Shown.Quoted(type)}",
                Suggestion.Nearest(type, types.Checks.Keys) is { } meant ? $"did you mean {meant}? ({all})" : all);
            return;
        }

        var asked = KnownTo(known, set);
        foreach (var key in set.Keys.Where(key => !asked.Contains(key.Key)))
            problems.Error(key.Line, key.Column, $"{set.Place}.{Shown.Printable(key.Key)}", $"unknown key of {type} checks", Suggestion.For(key.Key, asked, $"known here: {string.Join(", ", asked.Order(StringComparer.Ordinal))}"));
    }

    /// <summary>Types that do not know a key pass it over; one that none knows is misspelt.</summary>
    private void ReportUnknownEverywhere(DefaultSet set)
    {
        var asked = types.Checks.Values.SelectMany(type => KnownTo(type, set)).ToHashSet(StringComparer.Ordinal);
        foreach (var key in set.Keys.Where(key => !asked.Contains(key.Key)))
            problems.Error(key.Line, key.Column, $"{set.Place}.{Shown.Printable(key.Key)}", "unknown key: no type of check has it", Suggestion.For(key.Key, asked, "remove it"));
    }

    /// <summary>What a type asks for, when its example has these keys too.</summary>
    private IReadOnlySet<string> KnownTo(ICheckType type, DefaultSet set)
    {
        var scratch = new ProblemList("");
        var example = SingleEntry.Parse(type.Example, YamlLimits.Default, scratch) ?? YamlMap.Empty;
        var keys = new YamlSection(example with { Entries = [.. example.Entries.Where(own => set.Find(own.Key) is null), .. set.Keys] }, "", scratch);
        var around = new ConfigSurroundings(types, ImmutableDictionary<string, string>.Empty, TimeZoneInfo.Utc);
        EntryReader.Ask(keys, new EntryContext(GlobalSettings.Default, around, new Placeholders(around.Environment), CheckOrigin.File, ""));
        return keys.Asked;
    }
}
