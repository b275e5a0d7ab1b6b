using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks.Groups;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>Asks nobody: it is as well as the checks that it is made of.</summary>
public sealed class GroupCheck(BoardHub board) : CheckType<GroupMembers>("group")
{
    private const int MostMembers = 500;
    private const int MostNeeded = 1_000_000;

    public override string Example => "{ name: shop, type: group, member_tags: [shop], at_least: 2, tags: [front] }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("members", KeyShape.Texts, "names of checks, groups among them") { Range = $"up to {MostMembers} names" },
        Labels.Key("member_tags", "all other checks that have one of these tags; `tags` are the group's own"),
        new("at_least", KeyShape.Whole(1, MostNeeded), "so many members must be OK; without it the worst member decides") { Absent = "all" },
    ];

    protected override GroupMembers Read(YamlSection keys)
    {
        var names = NamesOf(keys);
        var tags = Labels.Read(keys, "member_tags");
        if (names.IsEmpty && tags.IsEmpty && keys.Missing("members") && keys.Missing("member_tags"))
            keys.Problem("members", "missing", "write members: [name, name], or member_tags: [tag]");
        var least = keys.NumberOrNull("at_least", 1, MostNeeded);
        if (tags.IsEmpty && !names.IsEmpty && least > names.Length)
            keys.Problem("at_least", $"{least} is more than the {names.Length} members", $"write a number from 1 to {names.Length}");
        return new GroupMembers(names, tags, least);
    }

    protected override string Target(GroupMembers spec)
    {
        string[] parts = [.. spec.Names.Take(5).Select(name => name.Value), .. spec.Names.Length > 5 ? ["…"] : Array.Empty<string>(), .. spec.Tags.Select(tag => $"#{tag}")];
        return $"{(spec.AtLeast is { } least ? $"at least {least} of" : "all of")} {string.Join(", ", parts)}";
    }

    protected override GroupMembers Members(GroupMembers spec) => spec;

    protected override Task<Observation> ProbeAsync(GroupMembers spec, ProbeContext context, CancellationToken cancel) =>
        Task.FromResult(GroupJudge.Judge(spec, context.Name, board.Current));

    private static ImmutableArray<CheckName> NamesOf(YamlSection keys)
    {
        var names = ImmutableArray.CreateBuilder<CheckName>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in keys.TextNodes("members"))
            if (!CheckName.TryParse(node.Value, out var name, out var problem))
                keys.ProblemAt(node, "members", problem, "write the name of a check");
            else if (!known.Add(name.Key))
                keys.ProblemAt(node, "members", $"{Shown.Quoted(node.Template)} is there twice", "remove one of the two");
            else
                names.Add(name);
        if (names.Count > MostMembers)
            keys.Problem("members", $"more than {MostMembers} members", "use member_tags, or a group of groups");
        return names.ToImmutable();
    }
}
