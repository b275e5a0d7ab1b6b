using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Checks that what entries say of other checks holds: every name is one, and nothing depends on itself; pure.</summary>
internal static class Dependencies
{
    private const int MostParents = 20;

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("depends_on", KeyShape.Texts, "checks without which this one cannot be reached, see [depends_on](#depends_on)") { Range = $"up to {MostParents} names" },
    ];

    /// <summary>The names as written; which checks there are is known only when all have been read.</summary>
    public static ImmutableArray<CheckName> Read(YamlSection keys, CheckName self)
    {
        var names = ImmutableArray.CreateBuilder<CheckName>();
        foreach (var node in keys.TextNodes("depends_on"))
        {
            if (!CheckName.TryParse(node.Value, out var name, out var problem))
                keys.ProblemAt(node, "depends_on", problem, "write the name of another check");
            else if (name.Key == self.Value?.ToUpperInvariant())
                keys.ProblemAt(node, "depends_on", "a check cannot depend on itself", "remove it here");
            else if (!names.Contains(name))
                names.Add(name);
        }

        if (names.Count > MostParents)
            keys.Problem("depends_on", $"{names.Count} checks, at most {MostParents}", "name only what is directly in front of it");
        return names.ToImmutable();
    }

    /// <summary>The checks with the names of their parents as those write them.</summary>
    /// <param name="problem">Told about each check whose parents are not as they should be.</param>
    public static ImmutableArray<CheckDefinition> Resolve(ImmutableArray<CheckDefinition> checks, Action<CheckDefinition, string, string> problem)
    {
        if (checks.All(check => check.DependsOn.IsEmpty))
            return checks;
        var known = checks.ToDictionary(check => check.Name.Key, check => check.Name);
        foreach (var check in checks)
            foreach (var parent in check.DependsOn.Where(parent => !known.ContainsKey(parent.Key)))
                problem(check, $"there is no check named {Shown.Quoted(parent.Value)}", Suggestion.For(parent.Value, known.Values.Select(name => name.Value), "add it, or remove the name here"));
        checks = [.. checks.Select(check => check.DependsOn.IsEmpty ? check : check with { DependsOn = [.. check.DependsOn.Where(p => known.ContainsKey(p.Key)).Select(p => known[p.Key])] })];
        if (Cycle(checks) is { } cycle)
            problem(checks.First(check => check.Name == cycle[0]), $"the checks depend on each other in a circle: {string.Join(" → ", cycle)}", "cut it at one of them");
        return checks;
    }

    /// <summary>The first circle that is found, its first name again at its end.</summary>
    private static List<CheckName>? Cycle(ImmutableArray<CheckDefinition> checks)
    {
        var parents = checks.Where(check => !check.DependsOn.IsEmpty).ToDictionary(check => check.Name, check => check.DependsOn);
        var done = new HashSet<CheckName>();
        foreach (var start in parents.Keys.Where(name => !done.Contains(name)))
        {
            var path = new List<(CheckName Name, int Next)> { (start, 0) };
            while (path.Count > 0)
            {
                var (name, next) = path[^1];
                if (done.Contains(name) || !parents.TryGetValue(name, out var up) || next == up.Length)
                {
                    done.Add(name);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[^1] = (name, next + 1);
                if (path.FindIndex(step => step.Name == up[next]) is >= 0 and var at)
                    return [.. path.Skip(at).Select(step => step.Name), up[next]];
                path.Add((up[next], 0));
            }
        }

        return null;
    }
}
