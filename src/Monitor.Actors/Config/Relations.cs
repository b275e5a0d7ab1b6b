using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Groups;

namespace Monitor.Actors.Config;

/// <summary>What checks have to do with each other: members that exist, groups that do not contain themselves, tokens of their own.</summary>
internal static class Relations
{
    private const int MostGroups = 2_000;

    /// <param name="exists">Whether there is an entry of that name, also one that cannot be read.</param>
    public static ImmutableArray<ConfigProblem> Problems(IReadOnlyCollection<CheckDefinition> checks, Func<CheckName, bool>? exists = null)
    {
        var groups = checks
            .Select(check => (Check: check, Members: check.Type.Members(check.Spec)))
            .Where(group => group.Members is not null)
            .Select(group => (group.Check, Members: group.Members!)) // just looked
            .ToList();
        var problems = SharedTokens(checks).ToList();
        if (groups.Count > MostGroups)
            return [.. problems, Error(groups[MostGroups].Check, "type", $"more than {MostGroups} groups", "merge some of them")];
        if (groups.Count == 0)
            return [.. problems];
        var names = checks.Select(check => check.Name.Key).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(Unknown(groups, name => names.Contains(name.Key) || exists?.Invoke(name) == true));
        problems.AddRange(Untagged(groups, checks));
        problems.AddRange(Cycles.In(groups).Select(cycle => Error(
            cycle[0], "members", $"the group is a member of itself: {string.Join(" → ", cycle.Append(cycle[0]).Take(20).Select(check => check.Name))}",
            "take one of them out of the next")));
        return [.. problems];
    }

    private static IEnumerable<ConfigProblem> SharedTokens(IEnumerable<CheckDefinition> checks)
    {
        var owners = new Dictionary<string, CheckDefinition>(StringComparer.Ordinal);
        foreach (var check in checks)
            if (check.Type.Pings(check.Spec)?.Token is { IsEmpty: false } token && !owners.TryAdd(token.Reveal(), check))
                yield return Error(check, "token", $"the token is that of {owners[token.Reveal()].Name} already", "give each check a token of its own");
    }

    private static IEnumerable<ConfigProblem> Unknown(
        IEnumerable<(CheckDefinition Check, GroupMembers Members)> groups, Func<CheckName, bool> exists) =>
        from one in groups
        from member in one.Members.Names
        where !exists(member)
        select Error(one.Check, "members", $"there is no check named {member}", "write the name of one, or remove it");

    private static IEnumerable<ConfigProblem> Untagged(
        IEnumerable<(CheckDefinition Check, GroupMembers Members)> groups, IEnumerable<CheckDefinition> checks)
    {
        var tags = checks.SelectMany(check => check.Tags).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
            from one in groups
            from tag in one.Members.Tags
            where !tags.Contains(tag)
            select Error(one.Check, "member_tags", $"no check has the tag {tag}", "add it to the tags: of some") with { Severity = ConfigSeverity.Warning };
    }

    private static ConfigProblem Error(CheckDefinition check, string key, string fault, string fix) =>
        new(ConfigSeverity.Error, check.Source.File, check.Source.Line, 1, $"{Shown.Printable(check.Name.Value)}.{key}", fault, fix);
}
