using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Groups;

namespace Monitor.Actors.Config;

/// <summary>Finds groups that contain themselves, through however many others; pure.</summary>
internal static class Cycles
{
    /// <summary>Each cycle once, its groups in the order in which they contain each other.</summary>
    public static IEnumerable<ImmutableArray<CheckDefinition>> In(IReadOnlyCollection<(CheckDefinition Check, GroupMembers Members)> groups)
    {
        var checks = groups.ToDictionary(group => group.Check.Name.Key, group => group.Check, StringComparer.Ordinal);
        var byTag = groups.SelectMany(group => group.Check.Tags.Select(tag => (tag, group.Check.Name)))
            .ToLookup(one => one.tag, one => one.Name, StringComparer.OrdinalIgnoreCase);
        var inner = groups.ToDictionary(
            group => group.Check.Name.Key,
            group => group.Members.Names.Concat(group.Members.Tags.SelectMany(tag => byTag[tag]).Where(name => name != group.Check.Name))
                .Select(name => name.Key).Where(checks.ContainsKey).Distinct().ToList(),
            StringComparer.Ordinal);
        while (Peeled(inner).Keys.FirstOrDefault() is { } start)
        {
            var cycle = CycleFrom(start, inner);
            yield return [.. cycle.Select(name => checks[name])];
            foreach (var name in cycle)
                inner.Remove(name);
        }
    }

    /// <summary>Without the groups that contain no others, again and again: what is left leads into a cycle.</summary>
    private static Dictionary<string, List<string>> Peeled(Dictionary<string, List<string>> inner)
    {
        while (inner.Where(group => !group.Value.Any(inner.ContainsKey)).Select(group => group.Key).ToList() is { Count: > 0 } plain)
            foreach (var name in plain)
                inner.Remove(name);
        return inner;
    }

    private static List<string> CycleFrom(string start, Dictionary<string, List<string>> inner)
    {
        var path = new List<string>();
        var at = start;
        while (!path.Contains(at))
        {
            path.Add(at);
            at = inner[at].First(inner.ContainsKey); // what is left contains one that is left
        }

        return path[path.IndexOf(at)..];
    }
}
