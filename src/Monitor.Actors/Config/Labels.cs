using System.Collections.Immutable;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads what checks are found by: tags, short words, each once without regard to case; and the group, a word or a few.</summary>
internal static class Labels
{
    /// <summary>So many tags at most has a check.</summary>
    public const int Most = 20;
    private const int Longest = 40;
    private const int LongestGroup = 60;

    public static ConfigKey Key(string name, string meaning) =>
        new(name, KeyShape.Texts, meaning) { Range = $"up to {Most} words of up to {Longest} characters, no commas" };

    public static ConfigKey GroupKey { get; } = new(
        "group", KeyShape.Text,
        "the one set of checks it belongs to, such as a team or a product; it inherits the [defaults](#defaults) of that group. Not to be confused with `type: group`")
    {
        Range = $"1 to {LongestGroup} printable characters, no comma",
    };

    /// <summary>Why this is no tag; null when it is one.</summary>
    public static string? Fault(string tag) => tag.Length is 0 or > Longest || tag.Contains(',') || !tag.EnumerateRunes().All(Shown.IsPrintable)
        ? $"a tag must have 1 to {Longest} printable characters and no comma"
        : null;

    public static ImmutableArray<string> Read(YamlSection keys, string key)
    {
        var tags = ImmutableArray.CreateBuilder<string>();
        foreach (var node in keys.TextNodes(key))
        {
            var tag = node.Value.Trim();
            if (Fault(tag) is { } fault)
                keys.ProblemAt(node, key, fault, "write it like database");
            else if (!tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
                tags.Add(tag);
        }

        if (tags.Count > Most)
            keys.Problem(key, $"more than {Most} tags", "keep those that checks are looked for by");
        return tags.ToImmutable();
    }

    public static string? ReadOne(YamlSection keys, string key)
    {
        if (keys.TextOrNull(key)?.Trim() is not { } label)
            return null;
        if (label.Length is > 0 and <= LongestGroup && !label.Contains(',') && label.EnumerateRunes().All(Shown.IsPrintable))
            return label;
        keys.Problem(key, $"must have 1 to {LongestGroup} printable characters and no comma", "write it like payments");
        return null;
    }
}
