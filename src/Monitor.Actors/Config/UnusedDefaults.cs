using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>Looks at defaults that no check inherits: they may be misspelt, and a wrong value would show only with the first check.</summary>
internal sealed class UnusedDefaults(GlobalSettings global, ConfigSurroundings around, ProblemList problems)
{
    public void Report(ImmutableArray<CheckDefinition> checks)
    {
        var defaults = global.Defaults;
        if (defaults.IsEmpty)
            return;
        var types = checks.Select(check => check.Type.Name).ToHashSet(StringComparer.Ordinal);
        var groups = checks.Select(check => check.Group ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, set) in defaults.Types.Where(pair => !types.Contains(pair.Key)))
        {
            Warn(set, $"no check has the type {name}", "remove these defaults, or add a check");
            if (around.Types.Checks.TryGetValue(name, out var type))
                Judge(set, type);
        }

        foreach (var (group, set) in defaults.Groups.Where(pair => !groups.Contains(pair.Key)))
            Warn(set, $"no check has the group {Shown.Printable(group)}", Suggestion.For(group, groups, "remove these defaults, or write group: into some checks"));
    }

    private void Warn(DefaultSet set, string fault, string fix) => problems.Warn(set.Line, set.Column, set.Place, fault, fix);

    /// <summary>What is wrong in the example of the type and in the least of entries: what goes ill only with other keys is left to whoever has those.</summary>
    private void Judge(DefaultSet set, ICheckType type)
    {
        var example = SingleEntry.Parse(type.Example, YamlLimits.Default, new ProblemList("")) ?? YamlMap.Empty;
        var required = type.Keys.Where(key => key.Required).Select(key => key.Name).Append("name").Append("type").ToHashSet(StringComparer.Ordinal);
        var alone = Faults(set, example with { Entries = [.. example.Entries.Where(entry => required.Contains(entry.Key))] });
        foreach (var problem in Faults(set, example).Intersect(alone))
            problems.Add(problem);
    }

    private ImmutableArray<ConfigProblem> Faults(DefaultSet set, YamlMap example)
    {
        var own = example.Entries.Where(entry => !set.Keys.Any(key => key.Key == entry.Key || Defaults.AreRivals(key.Key, entry.Key)));
        var found = new ProblemList(problems.File);
        var keys = new YamlSection(example with { Entries = [.. own, .. set.Keys] }, set.Place, found);
        EntryReader.Ask(keys, new EntryContext(global, around, new Placeholders(around.Environment), CheckOrigin.File, ""));
        return [.. found.InOrder().Where(problem => problem.Severity == ConfigSeverity.Error && set.Keys.Any(key => InheritedProblems.IsIn(problem.Place, $"{set.Place}.{Shown.Printable(key.Key)}")))];
    }
}
