using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads which checks are meant: by name, tag, group, severity and type.</summary>
internal static class MatchReader
{
    private const int MostWords = 1_000;

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("name", KeyShape.Texts, "checks of these names; `*` stands for anything, `?` for one letter"),
        Labels.Key("tag", "checks that have one of these tags"),
        new("group", KeyShape.Texts, "checks of these groups"),
        new("severity", KeyShape.Texts, "checks of these severities"),
        new("type", KeyShape.Texts, "checks of these types"),
    ];

    public static CheckMatcher Read(YamlSection? match) => match is null ? CheckMatcher.All : new CheckMatcher
    {
        Names = Words(match, "name"),
        Tags = Labels.Read(match, "tag"),
        Groups = Words(match, "group"),
        Severities = Words(match, "severity"),
        Types = Words(match, "type"),
    };

    private static ImmutableArray<string> Words(YamlSection match, string key)
    {
        var words = match.Texts(key);
        if (words.Count > MostWords)
            match.Problem(key, $"has {words.Count} words", $"at most {MostWords} are read; a pattern such as api-* or a tag says it shorter");
        return [.. words.Take(MostWords).Select(word => word.Trim())];
    }
}
