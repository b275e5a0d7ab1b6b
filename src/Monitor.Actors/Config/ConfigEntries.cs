using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>Reads the entries under <c>checks</c>, file by file: there are so many at most, and each has a name of its own.</summary>
internal sealed class ConfigEntries(YamlLimits limits, ConfigRoots roots)
{
    private readonly Dictionary<string, CheckSource> _names = new(StringComparer.Ordinal);
    private int _entries;

    /// <summary>Also when the entry of that name is wrong.</summary>
    public bool HasName(CheckName name) => _names.ContainsKey(name.Key);

    public ImmutableArray<CheckDefinition> Read(YamlMap root, YamlSection keys, EntryContext context, ProblemList problems)
    {
        keys.ReportUnknownKeys();
        var checks = ImmutableArray.CreateBuilder<CheckDefinition>();
        foreach (var (entry, place) in Entries(root, context, problems))
        {
            var isNew = IsNew(entry, context.Origin, problems);
            if (EntryReader.Read(entry, place, context, problems) is { } check && isNew)
                checks.Add(check);
        }

        return checks.DrainToImmutable();
    }

    private IEnumerable<(YamlMap Entry, string Place)> Entries(YamlMap root, EntryContext context, ProblemList problems)
    {
        var value = root.Find("checks")?.Value;
        if (value is not YamlList list)
        {
            if (value is { IsNull: false } || context.Origin == CheckOrigin.File)
                problems.Error(value ?? root, "checks", value is null ? "missing" : $"expected a list, got {(value.IsNull ? "nothing" : Shown.Kind(value))}",
                    "write checks: and a list of entries, or checks: [] for none");
            yield break;
        }

        _entries += list.Items.Length;
        if (_entries > limits.MaxChecks)
            problems.Error(list, "checks", $"more than {limits.MaxChecks} checks", "split the configuration");
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (roots.IsFull)
                yield break; // defaults and many checks: told
            if (list.Items[i] is YamlMap entry)
                yield return (Counted(entry, context, problems), $"checks[{i}]");
            else
                problems.Error(list.Items[i], $"checks[{i}]", $"expected a check, got {Shown.Kind(list.Items[i])}", "write - name: and its other keys");
        }
    }

    /// <summary>What entries inherit is theirs too, when it comes to what is too much.</summary>
    private YamlMap Counted(YamlMap entry, EntryContext context, ProblemList problems)
    {
        roots.Count(context.Global.Defaults.Weight(entry));
        if (roots.IsFull)
            problems.Error(entry, "checks", $"more than {limits.MaxNodes} values, those of defaults included", "shorten the defaults");
        return entry;
    }

    private bool IsNew(YamlMap entry, CheckOrigin origin, ProblemList problems)
    {
        if (entry.Find("name")?.Value is not YamlScalar scalar || !CheckName.TryParse(scalar.Value, out var name, out _))
            return true; // reported with the entry's other problems
        if (_names.TryAdd(name.Key, new CheckSource(origin, problems.File, entry.Line)))
            return true;
        problems.Error(scalar, $"{Shown.Printable(name.Value)}.name", $"the name is already used at {_names[name.Key]}",
            "choose another; case makes no difference");
        return false;
    }
}
