using Monitor.Actors.Config.Schema;

namespace Monitor.Web.Editing;

/// <summary>What is said below a field: what the key means, what may be written, and what holds without it.</summary>
public static class FieldHint
{
    public static string Of(EntryField field, FieldKind kind)
    {
        var meaning = char.ToUpperInvariant(field.Meaning[0]) + field.Meaning[1..];
        string?[] more =
        [
            kind is FieldKind.Texts ? "with commas between them" : null,
            kind is FieldKind.Secret ? "a placeholder that checks.yaml lists under vars" : null,
            kind is FieldKind.Yaml && field.Range.Length > 0 ? field.Range : null,
            field.Usual is { } usual && kind is not (FieldKind.Choice or FieldKind.Flag) && !usual.StartsWith("from ", StringComparison.Ordinal) ? $"default {usual}" : null,
        ];
        return string.Join("; ", more.Prepend(meaning).OfType<string>());
    }
}
