using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>Values for the variables of a text, so that it can be read before anybody has set them.</summary>
internal static class StandIns
{
    private const string Address = "http://placeholder.invalid";
    private const string Number = "1";
    private const string Word = "placeholder-0123456789";

    private static readonly string[] Addresses = ["url", "token_url", "proxy"];

    public static ImmutableDictionary<string, string> For(YamlNode root)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in Texts("", root))
            foreach (var (name, at) in Placeholders.In(text))
                if (Kind(key, at) is var kind && (kind == Address || !values.TryGetValue(name, out var before) || before == Word))
                    values[name] = kind;
        return values.ToImmutable();
    }

    /// <summary>The variables of a text, in order.</summary>
    public static ImmutableArray<string> Names(YamlNode root) =>
        [.. Texts("", root).SelectMany(found => Placeholders.In(found.Text)).Select(found => found.Name).Distinct()];

    private static string Kind(string key, int at) =>
        at == 0 && Addresses.Contains(key) ? Address : key == "conditions" ? Number : Word;

    private static IEnumerable<(string Key, string Text)> Texts(string key, YamlNode node) => node switch
    {
        YamlMap map => map.Entries.SelectMany(entry => Texts(entry.Key, entry.Value)),
        YamlList list => list.Items.SelectMany(item => Texts(key, item)),
        YamlScalar scalar when key != "name" => [(key, scalar.Value)],
        _ => [],
    };
}
