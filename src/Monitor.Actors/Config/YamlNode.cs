using System.Collections.Immutable;

namespace Monitor.Actors.Config;

/// <summary>A piece of YAML that knows where it stood in the text.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
/// <param name="Start">Offset of the first character.</param>
/// <param name="End">Offset after the last character.</param>
internal abstract record YamlNode(int Line, int Column, int Start, int End)
{
    public bool IsNull => this is YamlScalar { Plain: true } scalar && YamlScalars.IsNull(scalar.Value);
}

/// <summary>One value; only a plain one (no quotes, no block) can be a number, a boolean or null.</summary>
internal sealed record YamlScalar(int Line, int Column, int Start, int End, string Value, bool Plain)
    : YamlNode(Line, Column, Start, End)
{
    /// <summary>The value before its placeholders were filled; the only one that may be shown.</summary>
    public string Template { get; init; } = Value;

    /// <summary>What was filled in, by placeholder.</summary>
    public ImmutableDictionary<string, string> Filled { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary><paramref name="text"/> with all that was filled in taken out again, except what is too short to be a secret.</summary>
    public string Masked(string text) => new Mask(Filled).Apply(text);
}

/// <summary>A YAML sequence, in brackets (<paramref name="Flow"/>) or with dashes.</summary>
internal sealed record YamlList(int Line, int Column, int Start, int End, ImmutableArray<YamlNode> Items, bool Flow)
    : YamlNode(Line, Column, Start, End);

/// <summary>A YAML mapping in the order of the text, each key once.</summary>
internal sealed record YamlMap(int Line, int Column, int Start, int End, ImmutableArray<YamlEntry> Entries, bool Flow)
    : YamlNode(Line, Column, Start, End)
{
    /// <summary>Whether its text alone does not say it all, or does not stand alone: there are anchors or aliases in it.</summary>
    public bool Borrows { get; init; }

    public static YamlMap Empty { get; } = new(0, 0, 0, 0, [], Flow: false);

    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
                return entry;
        return null;
    }
}

/// <summary>A key of a mapping with its value.</summary>
internal sealed record YamlEntry(string Key, int Line, int Column, int Start, YamlNode Value)
{
    /// <summary>The defaults that the key was inherited from; null when it stands in the mapping itself.</summary>
    public DefaultSet? From { get; init; }
}
