using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Says where each key of a check comes from: its entry, the defaults, <c>global:</c>, or nowhere; pure.</summary>
/// <remarks>
/// Found anew from the texts at every question, so that no check carries it about. Ask with
/// <c>Origins.Of(loader.ReadTexts(), loader.Surroundings(), name)</c>. Values are those of the files, placeholders unfilled.
/// What is wrong with the files is not told here; <see cref="MonitorConfig.Read"/> does that.
/// </remarks>
public static class Origins
{
    private const string Thresholds = "thresholds";

    /// <summary>Every key that counts for the check, the nearest first; empty when there is no such check.</summary>
    public static ImmutableArray<KeyOrigin> Of(ConfigTexts texts, ConfigSurroundings around, string name)
    {
        if (new ConfigReader(around).Find(texts, name) is not { } found)
            return [];
        var merged = found.Context.Global.Defaults.Under(found.Context.Placeholders.Fill(found.Entry, "", new ProblemList(""), "name"), found.Context.Origin);
        var keys = new YamlSection(merged, "", new ProblemList(""));
        EntryReader.Ask(keys, found.Context);
        var given = keys.Relevant.Entries.Where(entry => !entry.Value.IsNull).ToList();
        var global = Inheritable(found, keys, given).ToList();
        return [
            .. given.Where(entry => entry.From is null).Select(entry => Origin(entry, KeySource.Entry, $"{found.File}:{entry.Line}")),
            .. given.Where(entry => entry.From is not null).Select(entry => Origin(entry, SourceOf(entry.From!), $"{entry.From!.Place} ({found.MainFile}:{entry.Line})")), // just looked
            .. global.Select(entry => Origin(entry, KeySource.Global, $"global ({found.MainFile}:{entry.Line})")),
            .. keys.Asked.Where(key => !given.Concat(global).Any(entry => entry.Key == key)).Select(key => new KeyOrigin(key, BuiltIn(key, found, keys), KeySource.BuiltIn, "built in")),
        ];
    }

    /// <summary>What <c>global:</c> says of keys that checks have too, unless it was said nearer to the check.</summary>
    private static IEnumerable<YamlEntry> Inheritable(FoundEntry found, YamlSection keys, List<YamlEntry> given)
    {
        foreach (var entry in found.Global?.Entries.Where(entry => keys.Asked.Contains(entry.Key) && !entry.Value.IsNull) ?? [])
        {
            var nearer = given.FirstOrDefault(own => own.Key == entry.Key || Defaults.AreRivals(own.Key, entry.Key));
            if (entry.Key == Thresholds && !MeasuresLatency(found, keys))
                continue;
            if (nearer is null)
                yield return entry;
            else if (entry is { Key: Thresholds, Value: YamlMap limits } && nearer.Value is YamlMap own)
                foreach (var limit in limits.Entries.Where(limit => own.Find(limit.Key) is null))
                    yield return limit with { Key = $"{Thresholds}.{limit.Key}" };
        }
    }

    /// <summary>As the descriptions of the keys have it.</summary>
    private static string BuiltIn(string key, FoundEntry found, YamlSection keys) =>
        (TypeOf(found, keys) is { } type ? ConfigSchema.KeysOf(type, found.Context.Around.Types) : []).Concat(GlobalSettings.Keys)
            .FirstOrDefault(described => described.Name == key && described.Default is not null)?.Default ?? "";

    private static bool MeasuresLatency(FoundEntry found, YamlSection keys) => TypeOf(found, keys)?.MeasuresLatency == true;

    private static ICheckType? TypeOf(FoundEntry found, YamlSection keys) =>
        keys.TextOrNull("type") is { } type ? found.Context.Around.Types.Checks.GetValueOrDefault(type) : null;

    private static KeySource SourceOf(DefaultSet set) => set.Place.Split('.') is [_, var kind, ..]
        ? kind switch { "types" => KeySource.Type, "groups" => KeySource.Group, _ => KeySource.All }
        : KeySource.All;

    private static KeyOrigin Origin(YamlEntry entry, KeySource source, string where) =>
        new(entry.Key, TokenMask.IsHidden(entry) ? TokenMask.Mask : BlockYaml.OneLine(entry.Value), source, where);
}

/// <summary>Where one key of a check comes from.</summary>
/// <param name="Value">As YAML on one line, as it stands in the file; empty when there is none.</param>
/// <param name="Where">For people: <c>checks.d/shop.yaml:14</c>, <c>defaults.types.http (checks.yaml:3)</c>.</param>
public sealed record KeyOrigin(string Key, string Value, KeySource Source, string Where);

/// <summary>Who says what a key is worth, the nearest first.</summary>
public enum KeySource
{
    Entry,
    Group,
    Type,
    All,
    Global,
    BuiltIn,
}

/// <summary>An entry as it stands in its file, and what it is read with.</summary>
internal sealed record FoundEntry(YamlMap Entry, EntryContext Context, string File, YamlMap? Global, string MainFile);
