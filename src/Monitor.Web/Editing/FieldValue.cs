using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Web.Editing;

/// <summary>What stands in a field for what is written in the entry, and the other way round.</summary>
public static class FieldValue
{
    /// <summary>As what the field can be shown, so that nothing of the value is hidden or lost: YAML does for anything.</summary>
    public static FieldKind ShownAs(EntryField field, EntrySheet sheet) => !sheet.Has(field.Path) ? field.Kind : field.Kind switch
    {
        FieldKind.Flag => sheet.Value(field.Path) is "" or "true" or "false" ? field.Kind : FieldKind.Yaml,
        FieldKind.Texts => sheet.Values(field.Path) is { } texts && texts.All(IsItem) ? field.Kind : FieldKind.Yaml,
        FieldKind.Choices => sheet.Values(field.Path) is { } words && words.All(field.Choices.Contains) ? field.Kind : FieldKind.Yaml,
        FieldKind.Group => IsGroup(field, sheet) ? field.Kind : FieldKind.Yaml,
        FieldKind.Yaml => FieldKind.Yaml,
        var simple => sheet.Value(field.Path) is { } text && !text.Contains('\n') ? simple : FieldKind.Yaml,
    };

    /// <summary>The value as it is typed.</summary>
    public static string Typed(EntryField field, FieldKind kind, EntrySheet sheet) => kind switch
    {
        FieldKind.Texts or FieldKind.Choices => string.Join(", ", sheet.Values(field.Path) ?? []),
        FieldKind.Yaml => sheet.Yaml(field.Path) ?? "",
        _ => sheet.Value(field.Path) ?? "",
    };

    /// <summary>The YAML to write under the key; null when it is to be left out.</summary>
    /// <remarks>What is required stays when it is emptied, with the comment behind it: people do that before they type something else.</remarks>
    public static string? Written(EntryField field, FieldKind kind, string typed) => kind switch
    {
        FieldKind.Text or FieldKind.Secret => typed.Length > 0 || field.Key.Required ? YamlText.Scalar(typed) : null,
        FieldKind.Texts or FieldKind.Choices => Items(typed) is { Count: > 0 } items ? $"[{string.Join(", ", items.Select(YamlText.Scalar))}]" : null,
        _ when string.IsNullOrWhiteSpace(typed) => null,
        FieldKind.Number or FieldKind.Duration or FieldKind.Choice => YamlText.Value(typed.Trim()),
        FieldKind.Flag => typed,
        _ => typed.Replace("\r\n", "\n", StringComparison.Ordinal),
    };

    private static List<string> Items(string typed) => [.. typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static bool IsItem(string text) => text.Length > 0 && text.Trim() == text && text.AsSpan().IndexOfAny(',', '\n') < 0;

    private static bool IsGroup(EntryField field, EntrySheet sheet) =>
        sheet.Keys(field.Path) is { } keys
        && keys.All(key => field.Inner.FirstOrDefault(inner => inner.Key.Name == key) is { } inner && ShownAs(inner, sheet) == inner.Kind);
}
