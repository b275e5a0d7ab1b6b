using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Config;

/// <summary>Reads several entries that came together against the configuration that runs; they may depend on each other.</summary>
internal sealed class BatchReader(string text, MonitorConfig config, ConfigSurroundings around)
{
    private const string File = "entry";

    private readonly EntryContext _context = new(config.Global, around, new Placeholders(around.Environment, config.Global.Vars), CheckOrigin.Board, text);
    private readonly NetworkRules _rules = config.Network with { OwnPorts = around.OwnPorts };
    private readonly Dictionary<string, string> _names = config.Checks.ToDictionary(check => check.Name.Key, check => check.Source.ToString(), StringComparer.Ordinal);

    public static EntryBatch Read(string text, MonitorConfig config, ConfigSurroundings around)
    {
        var problems = new ProblemList(File);
        text = SourceText.WithoutMark(text);
        var root = YamlTree.Read(text, around.Limits, problems);
        var items = root is null ? null : Items(root);
        if (problems.Errors == 0 && items is not { IsEmpty: false })
            problems.Error(1, 1, "", "expected a list of checks", "write - name: and its other keys, for each of them");
        if (items?.Length > EntryBatch.Most)
            problems.Error(root!, "", $"{items.Value.Length} checks at once, more than {EntryBatch.Most}", "paste them in parts, or write them into a file in checks.d"); // there are items
        return problems.Errors > 0
            ? new EntryBatch([], problems.InOrder()[0])
            : new BatchReader(text, config, around).Read(items!.Value); // looked at above
    }

    /// <summary>The entries of a list, or of the list under <c>checks:</c>; null when there is no list.</summary>
    public static ImmutableArray<YamlNode>? Items(YamlNode root) =>
        ((root as YamlMap)?.Find("checks")?.Value ?? root) is YamlList list ? list.Items : null;

    private EntryBatch Read(ImmutableArray<YamlNode> items)
    {
        List<BatchEntry> entries = [.. items.Select(ReadOne)];
        ConfigProblem? elsewhere = null;
        while (Unrelated(entries.Select(entry => entry.Definition).OfType<CheckDefinition>().ToList(), out elsewhere) is { Count: > 0 } wrong)
            entries = entries.ConvertAll(entry => entry.Definition is { } check && wrong.TryGetValue(check.Name, out var problem)
                ? entry with { Definition = null, Problems = entry.Problems.Add(problem) }
                : entry);
        return new EntryBatch([.. entries], elsewhere);
    }

    private BatchEntry ReadOne(YamlNode item, int index)
    {
        var (problems, place) = (new ProblemList(File), $"checks[{index}]");
        if (item is not YamlMap entry)
        {
            problems.Error(item, place, $"expected a check, got {Shown.Kind(item)}", "write - name: and its other keys");
            return new BatchEntry(place, item.Line, text[item.Start..item.End], null, problems.InOrder());
        }

        var definition = EntryReader.Read(entry, place, _context, problems);
        if (entry.Find("name")?.Value is YamlScalar scalar && CheckName.TryParse(scalar.Value, out var name, out _))
            place = name.Value;
        if (definition is not null && !_names.TryAdd(definition.Name.Key, $"line {entry.Line}"))
            problems.Error(entry.Find("name")!.Value, $"{place}.name", $"the name is already used at {_names[definition.Name.Key]}", "choose another; case makes no difference"); // it is read
        if (definition is not null)
            SingleEntry.Reach(definition, entry, _rules, problems);
        var yaml = entry.Flow ? BlockYaml.Write(entry) : EntryText.Of(text, entry);
        return new BatchEntry(place, entry.Line, yaml, problems.Errors == 0 ? definition : null, problems.InOrder());
    }

    /// <summary>Those that do not go together with the others, each with why; a check that others need may be among them, so ask again without them.</summary>
    /// <param name="elsewhere">What they would break of the checks that run; null for nothing.</param>
    private Dictionary<CheckName, ConfigProblem> Unrelated(List<CheckDefinition> checks, out ConfigProblem? elsewhere)
    {
        var (names, wrong) = (checks.Select(check => check.Name).ToHashSet(), new Dictionary<CheckName, ConfigProblem>());
        Dependencies.Resolve([.. checks, .. config.Checks], (check, fault, fix) =>
        {
            if (names.Contains(check.Name))
                wrong.TryAdd(check.Name, new(ConfigSeverity.Error, File, check.Source.Line, 1, $"{check.Name}.depends_on", fault, fix));
        });
        var known = Relations.Problems(config.Checks).Select(problem => problem.ToString()).ToHashSet(StringComparer.Ordinal);
        elsewhere = null;
        foreach (var problem in Relations.Problems([.. config.Checks, .. checks]).Where(problem => problem.Severity == ConfigSeverity.Error && !known.Contains(problem.ToString())))
            if (checks.Find(check => problem.Place.LastIndexOf('.') is >= 0 and var dot && problem.Place[..dot] == Shown.Printable(check.Name.Value)) is { } check)
                wrong.TryAdd(check.Name, problem);
            else
                elsewhere ??= problem;
        return wrong;
    }
}
