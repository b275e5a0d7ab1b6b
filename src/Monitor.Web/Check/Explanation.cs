using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Web.Check;

/// <summary>A check with every key that it may hold, and what follows from them; safe to show: placeholders stay unfilled.</summary>
/// <param name="DefinedAt">File and line.</param>
/// <param name="InWords">What the monitor will do, a sentence each.</param>
public sealed record Explanation(
    string Name, string Type, string DefinedAt, IReadOnlyList<Explanation.Key> Keys, IReadOnlyList<string> InWords)
{
    public static Explanation Of(CheckDefinition check, ConfigLoader loader, CheckTypes types)
    {
        var known = ConfigSchema.KeysOf(check.Type, types).ToDictionary(key => key.Name);
        var origins = Origins.Of(loader.ReadTexts(), loader.Surroundings(), check.Name.Value);
        return new Explanation(
            check.Name.Value,
            check.Type.Name,
            check.Source.ToString(),
            [.. origins.Select(origin => Key.Of(origin, known.GetValueOrDefault(origin.Key), check))],
            DefinitionText.Of(check));
    }

    /// <summary>One key: what it is worth, and who says so.</summary>
    /// <param name="Name">As it is written in the file, with a dot before a key within another.</param>
    /// <param name="Value">As YAML on one line, placeholders unfilled; null when the key is absent.</param>
    /// <param name="Source"><c>entry</c>, <c>group</c>, <c>type</c>, <c>all</c>, <c>global</c> or <c>built_in</c>.</param>
    /// <param name="From">File and line, or <c>built in</c>.</param>
    /// <param name="Absent">What holds because the key is absent, in words; null when there is a value, or nothing to say.</param>
    /// <param name="Meaning">What the key is for, with Markdown; null for a key within another.</param>
    public sealed record Key(string Name, string? Value, string Source, string From, string? Absent, string? Meaning)
    {
        public static Key Of(KeyOrigin origin, ConfigKey? known, CheckDefinition check)
        {
            if (origin.Source != KeySource.BuiltIn)
                return new Key(origin.Key, origin.Value, origin.Source.ToString().ToLowerInvariant(), origin.Where, null, known?.Meaning);
            var value = DefinitionText.Value(check, origin.Key) ?? known?.Default;
            return new Key(origin.Key, value, "built_in", origin.Where, value is null ? Plain(known?.Absent) : null, known?.Meaning);
        }

        /// <summary>That it would come from elsewhere is told where it does.</summary>
        private static string? Plain(string? absent) =>
            absent is null || absent.StartsWith("from ", StringComparison.Ordinal) ? null : absent.Replace("`", "", StringComparison.Ordinal);
    }
}
