using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Once;

/// <summary>Which checks are looked at once: those that are asked for, and what the groups among them are made of; pure.</summary>
/// <param name="Problem">What was asked for and is not there; null when all of it is.</param>
public sealed record OnceSelection(ImmutableArray<CheckDefinition> Checks, string? Problem)
{
    /// <summary>Any of the names and any of the tags; without both, every check that is enabled. Who is named need not be.</summary>
    public static OnceSelection Of(MonitorConfig config, IReadOnlyCollection<string> names, IReadOnlyCollection<string> tags)
    {
        var knownTags = config.Checks.SelectMany(check => check.Tags).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (names.FirstOrDefault(one => config.Find(one) is null) is { } name)
            return Missing(config.Missing(name));
        if (tags.FirstOrDefault(one => !Has(knownTags, one)) is { } tag)
            return Missing($"no check has the tag {Shown.Quoted(tag)}; {Suggestion.For(tag, knownTags, "add it to the tags: of some")}");
        var chosen = config.Checks
            .Where(check => Has(names, check.Name.Value) || (check.Enabled && ((names.Count == 0 && tags.Count == 0) || check.Tags.Any(own => Has(tags, own)))))
            .ToHashSet();
        AddMembers(chosen, config.Checks);
        return new OnceSelection([.. config.Checks.Where(chosen.Contains)], null);
    }

    private static void AddMembers(HashSet<CheckDefinition> chosen, ImmutableArray<CheckDefinition> all)
    {
        var groups = new Queue<CheckDefinition>(chosen.Where(OnceGroups.IsGroup));
        while (groups.TryDequeue(out var group))
            foreach (var member in all.Where(check => check.Enabled && OnceGroups.IsMember(check, group)))
                if (chosen.Add(member) && OnceGroups.IsGroup(member))
                    groups.Enqueue(member);
    }

    private static bool Has(IEnumerable<string> words, string word) => words.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static OnceSelection Missing(string problem) => new([], problem);
}
