using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Config.Schema;

/// <summary>A key of an entry as a form shows it.</summary>
/// <param name="Path">Where it stands in the entry: <c>url</c>, <c>thresholds.api_warn_ms</c>.</param>
public sealed partial record EntryField(ConfigKey Key, string Path, FieldKind Kind)
{
    private const int MostInGroup = 6;

    /// <summary>The words there are to choose from.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The fields of a group.</summary>
    public ImmutableArray<EntryField> Inner { get; init; } = [];

    /// <summary>Whether one value will do where YAML is written.</summary>
    public bool OneLine { get; init; }

    /// <summary>What the key means, without Markdown.</summary>
    public string Meaning => Plain(Key.Meaning);

    /// <summary>What may be written, without Markdown; empty when anything may.</summary>
    public string Range => Plain(Key.RangeText);

    /// <summary>What holds when it is left out, without Markdown; null when nothing does.</summary>
    public string? Usual => Key.Required || Key.DefaultText == "none" ? null : Plain(Key.DefaultText);

    public static EntryField Of(ConfigKey key) => Of(key, "");

    private static EntryField Of(ConfigKey key, string place)
    {
        var path = place + key.Name;
        return key.Shape switch
        {
            KeyShape.TextLike or KeyShape.WebAddress => new(key, path, FieldKind.Text),
            KeyShape.SecretText => new(key, path, FieldKind.Secret),
            KeyShape.WholeNumber or KeyShape.AnyNumber => new(key, path, FieldKind.Number),
            KeyShape.Time => new(key, path, FieldKind.Duration),
            KeyShape.TrueOrFalse => new(key, path, FieldKind.Flag),
            KeyShape.Words words => new(key, path, FieldKind.Choice) { Choices = words.All },
            KeyShape.Items { Item: KeyShape.TextLike { Pattern: null } } => new(key, path, FieldKind.Texts),
            KeyShape.Items { Item: KeyShape.Words words } => new(key, path, FieldKind.Choices) { Choices = words.All },
            KeyShape.Mapping { Keys.Length: <= MostInGroup } mapping when place.Length == 0 => Group(key, path, mapping),
            KeyShape.OneOf => new(key, path, FieldKind.Yaml) { OneLine = true },
            _ => new(key, path, FieldKind.Yaml),
        };
    }

    private static EntryField Group(ConfigKey key, string path, KeyShape.Mapping mapping)
    {
        ImmutableArray<EntryField> inner = [.. mapping.Keys.Select(one => Of(one, $"{path}."))];
        return inner.Any(one => one.Kind is FieldKind.Yaml)
            ? new(key, path, FieldKind.Yaml)
            : new(key, path, FieldKind.Group) { Inner = inner };
    }

    private static string Plain(string markdown) => Link().Replace(markdown, "${text}").Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
