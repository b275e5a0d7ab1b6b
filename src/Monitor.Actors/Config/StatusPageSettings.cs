using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>What everybody may see without a login (<c>status_page:</c>); what it does not name is nobody's business.</summary>
/// <param name="Groups">Whose checks are shown, in this order.</param>
/// <param name="Singles">Which further checks are shown, by name or by tag; none of them means all.</param>
/// <param name="Others">The heading of those; null for none.</param>
/// <param name="ShowReasons">Whether the page says why something fails, and what maintenance is for.</param>
/// <param name="Url">The address of the page, for the links in the feed; null for the one that was asked.</param>
/// <param name="Line">Where it stands.</param>
public sealed record StatusPageSettings(
    string Title, string? Description, ImmutableArray<string> Groups, ImmutableArray<CheckMatcher> Singles, string? Others, bool ShowReasons, Uri? Url, int Line)
{
    private const int LongestTitle = 100;
    private const int LongestDescription = 500;
    private const int Most = 200;

    internal static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("title", KeyShape.Text, "what it is called") { Default = "Status", Range = $"1 to {LongestTitle} printable characters" },
        new("description", KeyShape.Text, "a sentence or two under the title") { Range = $"1 to {LongestDescription} printable characters" },
        new("groups", KeyShape.Texts, "the checks of these groups are shown, in this order") { Range = $"up to {Most} groups" },
        new("checks", KeyShape.Texts, "and the checks of these names; `*` stands for anything, `?` for one letter") { Range = $"up to {Most} names" },
        Labels.Key("tags", "and the checks that have one of these tags"),
        new("others", KeyShape.Text, "the heading of checks that are in none of `groups`") { Absent = "`Others`, or none without `groups`", Range = $"1 to {LongestTitle} printable characters" },
        new("show_reasons", KeyShape.Flag, "say why something fails, and show the notes of maintenance; both may tell addresses") { Default = "false" },
        new("url", KeyShape.Url, "the address under which readers know the page, such as `https://status.example.org/status`; for the links in the feed") { Absent = "the one that was asked" },
    ];

    internal static ConfigKey Key { get; } = new("status_page", KeyShape.Known("status_page", Keys), "what everybody may see without a login, see [below](#status_page)") { Absent = "no status page" };

    /// <summary>Whether the check is shown.</summary>
    public bool Shows(CheckDefinition check) => HeadingOf(check) is not null || Singles.Any(single => single.Concerns(check));

    /// <summary>The group that it is shown in, as it is written here; null when it belongs to none of them.</summary>
    public string? HeadingOf(CheckDefinition check) => Groups.FirstOrDefault(group => string.Equals(group, check.Group, StringComparison.OrdinalIgnoreCase));

    internal static StatusPageSettings? Read(YamlSection root)
    {
        if (root.Section(Key.Name) is not { } keys)
            return null;
        var groups = Words(keys, "groups");
        var names = Words(keys, "checks");
        var tags = Labels.Read(keys, "tags");
        if (groups.IsEmpty && names.IsEmpty && tags.IsEmpty)
            keys.Problem("groups", "missing: nothing would be shown", "write groups:, checks: or tags: with those that everybody may see");
        var url = keys.UrlOrNull("url");
        if (url is { UserInfo: not "" } or { Query: not "" } or { Fragment: not "" })
            keys.Problem("url", "has more than a host and a path", "write it like https://status.example.org/status");
        return new StatusPageSettings(
            OneLine(keys, "title", LongestTitle) ?? "Status",
            OneLine(keys, "description", LongestDescription),
            groups,
            [.. new[] { new CheckMatcher { Names = names }, new CheckMatcher { Tags = tags } }.Where(single => !single.IsAll)],
            OneLine(keys, "others", LongestTitle) ?? (groups.IsEmpty ? null : "Others"),
            keys.Flag("show_reasons", otherwise: false),
            url,
            keys.Map.Line);
    }

    /// <summary>A word that means no check is probably misspelt; it is no mistake, because checks come and go.</summary>
    internal void WarnOfIdle(ImmutableArray<CheckDefinition> checks, ProblemList problems)
    {
        foreach (var group in Groups.Where(group => !checks.Any(check => string.Equals(group, check.Group, StringComparison.OrdinalIgnoreCase))))
            Warn("groups", $"no check has the group {Shown.Quoted(group)}", Suggestion.For(group, checks.Select(check => check.Group).OfType<string>().Distinct(), "write group: into some checks"));
        foreach (var name in Singles.SelectMany(single => single.Names).Where(name => !checks.Any(new CheckMatcher { Names = [name] }.Concerns)))
            Warn("checks", $"there is no check named {Shown.Quoted(name)}", Suggestion.For(name, checks.Select(check => check.Name.Value), "remove the name here"));
        foreach (var tag in Singles.SelectMany(single => single.Tags).Where(tag => !checks.Any(new CheckMatcher { Tags = [tag] }.Concerns)))
            Warn("tags", $"no check has the tag {Shown.Quoted(tag)}", Suggestion.For(tag, checks.SelectMany(check => check.Tags).Distinct(), "write tags: into some checks"));
        if (checks.Count(Shows) is > Board.PublicPage.MostChecks and var count)
            Warn("checks", $"{count} checks would be shown, the first {Board.PublicPage.MostChecks} are", "name fewer; a group check can stand for many");

        void Warn(string key, string fault, string fix) => problems.Warn(Line, 1, $"{Key.Name}.{key}", fault, fix);
    }

    private static ImmutableArray<string> Words(YamlSection keys, string key)
    {
        var words = keys.Texts(key);
        if (words.Count > Most)
            keys.Problem(key, $"has {words.Count} words", $"at most {Most} are read; a group, a tag or a pattern such as api-* says it shorter");
        if (words.Any(string.IsNullOrWhiteSpace))
            keys.Problem(key, "has an empty word", "remove it");
        return [.. words.Take(Most).Select(word => word.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static string? OneLine(YamlSection keys, string key, int longest)
    {
        if (keys.TextOrNull(key)?.Trim() is not { } text)
            return null;
        if (text.Length > 0 && text.Length <= longest && text.EnumerateRunes().All(Shown.IsPrintable))
            return text;
        keys.Problem(key, $"must be one line of 1 to {longest} printable characters", "say it shorter, in one line");
        return null;
    }
}
