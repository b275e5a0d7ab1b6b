using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>Keeps what looks like a placeholder and is none from being filled.</summary>
internal static partial class LiteralText
{
    public static string Escape(string text) => text.Contains('{', StringComparison.Ordinal)
        ? Placeholder().Replace(text, match => match.Value[0] == '$' ? $"${match.Value}" : $"{{{match.Value}}}")
        : text;

    /// <summary>All values of a file in which nothing is ever filled.</summary>
    public static YamlNode Escape(YamlNode node) => Each(node, Escape);

    /// <summary>All values, each changed.</summary>
    public static YamlNode Each(YamlNode node, Func<string, string> change) => node switch
    {
        YamlMap map => map with { Entries = [.. map.Entries.Select(entry => entry with { Value = Each(entry.Value, change) })] },
        YamlList list => list with { Items = [.. list.Items.Select(item => Each(item, change))] },
        YamlScalar scalar when change(scalar.Value) is var text && text != scalar.Value => scalar with { Value = text, Template = text },
        _ => node,
    };

    [GeneratedRegex(@"\$?\{[A-Z][A-Z0-9_]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
