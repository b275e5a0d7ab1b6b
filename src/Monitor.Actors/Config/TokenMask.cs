using System.Text.RegularExpressions;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>Takes the token of a push check out of the entry that is shown and journaled, unless it is a placeholder.</summary>
internal static partial class TokenMask
{
    public const string Mask = "•••";

    private const string Key = "token";

    /// <summary>Whether the value must not be shown, whatever the type of the check.</summary>
    public static bool IsHidden(YamlEntry entry) => entry is { Key: Key, Value: YamlScalar token } && !Placeholders.IsOnly(token.Template);

    public static string Text(string text, YamlMap entry, CheckDefinition check) => EntryText.Of(text, entry, Hidden(entry, check), Mask);

    public static YamlMap Entry(YamlMap entry, CheckDefinition check) => Hidden(entry, check) is { } token
        ? entry with { Entries = [.. entry.Entries.Select(one => one.Value == token ? one with { Value = token with { Value = Mask } } : one)] }
        : entry;

    /// <summary>A whole file. Of one that is no valid YAML all is hidden that stands behind the key, and what is indented below it.</summary>
    public static string Everywhere(string text, string file)
    {
        var problems = new ProblemList(file);
        var root = YamlTree.Read(text, YamlLimits.Default with { Anchors = true }, problems);
        if (problems.Errors > 0)
            return BehindKey().Replace(text, $"$1{Mask}");
        foreach (var token in Tokens(root ?? YamlMap.Empty).DistinctBy(token => token.Start).OrderByDescending(token => token.Start))
            text = $"{text[..token.Start]}{Mask}{text[token.End..]}";
        return InComment().Replace(text, $"$1{Mask}");
    }

    [GeneratedRegex("(#[^\\n]*\\btoken[\"']?[ \\t]*:)[^\\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex InComment();

    [GeneratedRegex("(\\btoken[\"']?[ \\t]*:)[^\\n]*(?:\\n[ \\t]+[^\\n]*|\\n[ \\t]*(?=\\n))*", RegexOptions.CultureInvariant)]
    private static partial Regex BehindKey();

    private static IEnumerable<YamlScalar> Tokens(YamlNode node) => node switch
    {
        YamlMap map => map.Entries.SelectMany(entry => IsHidden(entry) ? [(YamlScalar)entry.Value] : Tokens(entry.Value)),
        YamlList list => list.Items.SelectMany(Tokens),
        _ => [],
    };

    private static YamlScalar? Hidden(YamlMap entry, CheckDefinition check) =>
        check.Type.Pings(check.Spec) is not null && entry.Find(Key)?.Value is YamlScalar token && !Placeholders.IsOnly(token.Value)
            ? token
            : null;
}
