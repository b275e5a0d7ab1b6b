namespace Monitor.Actors.Config.Schema;

/// <summary>A key that YAML may hold: its name, what may stand under it, and what it means in one sentence.</summary>
/// <remarks>
/// Stands next to the reader that asks for the key. The JSON Schema and the tables of docs/checks-reference.md are made of
/// these; a test compares them with what is really read. Texts are those of the reference, with its Markdown.
/// </remarks>
public sealed record ConfigKey(string Name, KeyShape Shape, string Meaning)
{
    /// <summary>Whether the key must be there.</summary>
    public bool Required { get; init; }

    /// <summary>The value that holds when the key is absent, as one would write it; null when it is not so simple.</summary>
    public string? Default { get; init; }

    /// <summary>What holds when the key is absent, in words, where no single value does: <c>from global</c>.</summary>
    public string? Absent { get; init; }

    /// <summary>What may be written, in words; null when the shape says it all.</summary>
    public string? Range { get; init; }

    /// <summary>Where the reference describes the key for all who have it; null: wherever it stands.</summary>
    public string? See { get; init; }

    /// <summary>What holds when the key is absent, for people.</summary>
    public string DefaultText => Required ? "required" : Default ?? Absent ?? "none";

    /// <summary>What may be written, for people; empty when anything may.</summary>
    public string RangeText => Range ?? Shape.InWords;

    /// <summary>The same key where it may be left out, because something else says what holds then.</summary>
    public ConfigKey Inherited(string from) =>
        this with { Required = false, Default = null, Absent = from, Shape = Shape.Inherited(from) };
}
