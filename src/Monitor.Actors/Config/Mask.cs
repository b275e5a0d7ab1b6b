using System.Collections.Immutable;

namespace Monitor.Actors.Config;

/// <summary>Takes what placeholders brought in out of a text again, except what is too short to be a secret.</summary>
/// <param name="Filled">What was filled in, by placeholder.</param>
internal sealed record Mask(ImmutableDictionary<string, string> Filled)
{
    private const int ShortestSecret = 4;

    public static Mask None { get; } = new(ImmutableDictionary<string, string>.Empty);

    public string Apply(string text) => Filled.IsEmpty ? text
        : Filled.Where(pair => pair.Value.Length >= ShortestSecret)
            .OrderByDescending(pair => pair.Value.Length)
            .Aggregate(text, (masked, pair) => masked.Replace(pair.Value, pair.Key, StringComparison.Ordinal));

    /// <summary>For texts that are made later out of these nodes.</summary>
    public static Mask Of(IEnumerable<YamlNode?> nodes)
    {
        var filled = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var node in nodes)
            Collect(node, filled);
        return filled.Count == 0 ? None : new(filled.ToImmutable());
    }

    /// <summary>Recursion is safe: <see cref="YamlTree"/> refuses deep nesting.</summary>
    private static void Collect(YamlNode? node, ImmutableDictionary<string, string>.Builder filled)
    {
        switch (node)
        {
            case YamlScalar scalar:
                foreach (var (placeholder, value) in scalar.Filled)
                    filled[placeholder] = value;
                break;
            case YamlList list:
                foreach (var item in list.Items)
                    Collect(item, filled);
                break;
            case YamlMap map:
                foreach (var entry in map.Entries)
                    Collect(entry.Value, filled);
                break;
        }
    }
}
