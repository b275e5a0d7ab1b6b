using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>Takes the token of a push check out of the entry that is shown and journaled, unless it is a placeholder.</summary>
internal static class TokenMask
{
    public const string Mask = "•••";

    private const string Key = "token";

    /// <summary>Whether the value must not be shown, whatever the type of the check.</summary>
    public static bool IsHidden(YamlEntry entry) => entry is { Key: Key, Value: YamlScalar token } && !Placeholders.IsOnly(token.Template);

    public static string Text(string text, YamlMap entry, CheckDefinition check) => EntryText.Of(text, entry, Hidden(entry, check), Mask);

    public static YamlMap Entry(YamlMap entry, CheckDefinition check) => Hidden(entry, check) is { } token
        ? entry with { Entries = [.. entry.Entries.Select(one => one.Value == token ? one with { Value = token with { Value = Mask } } : one)] }
        : entry;

    private static YamlScalar? Hidden(YamlMap entry, CheckDefinition check) =>
        check.Type.Pings(check.Spec) is not null && entry.Find(Key)?.Value is YamlScalar token && !Placeholders.IsOnly(token.Value)
            ? token
            : null;
}
