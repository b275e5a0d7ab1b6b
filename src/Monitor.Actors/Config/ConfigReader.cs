using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads the main file and the board's file into one configuration.</summary>
internal static class ConfigReader
{
    /// <summary>The keys at the top of the file.</summary>
    public static ImmutableArray<ConfigKey> Keys(CheckTypes types) =>
    [
        new("checks", KeyShape.List(EntryReader.Shape(types)), "the list of checks; `[]` for none") { Required = true },
        new("global", KeyShape.Known("global", GlobalSettings.Keys), "defaults for all checks, and what concerns the whole monitor") { Absent = "nothing" },
        .. MaintenanceReader.SharedKeys,
        new("vars", KeyShape.ListOrOne(KeyShape.Like("[A-Z][A-Z0-9_]*")), "the variables that checks added on the board or over the API may use") { Absent = "nothing" },
    ];

    public static ConfigReading Read(SourceText main, SourceText? board, ConfigSurroundings around)
    {
        var problems = new ProblemList(main.File);
        var names = new Dictionary<string, CheckSource>(StringComparer.Ordinal);
        var (global, checks) = ReadMain(main, around, names, problems);
        var boardProblems = new ProblemList(board?.File ?? "");
        if (board is not null)
            checks = checks.AddRange(ReadBoard(board, global, around, names, boardProblems));
        checks = Connect(global, checks, problems, boardProblems);
        var relations = Relations.Problems(checks, name => names.ContainsKey(name.Key));
        var all = problems.InOrder().AddRange(boardProblems.InOrder()).AddRange(relations);
        var isBad = problems.Errors + boardProblems.Errors > 0 || relations.Any(problem => problem.Severity == ConfigSeverity.Error);
        return new ConfigReading(isBad ? null : Config(global, checks), all);
    }

    /// <summary>What can be said only when all checks are known; wrong names are told unless an entry is wrong anyway.</summary>
    private static ImmutableArray<CheckDefinition> Connect(
        GlobalSettings global, ImmutableArray<CheckDefinition> checks, ProblemList main, ProblemList board)
    {
        if (main.Errors + board.Errors > 0)
            return checks;
        var known = checks.Select(check => check.Name.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var window in global.Maintenance)
            foreach (var name in window.Names.Where(name => !known.Contains(name.Trim())))
                main.Error(window.Line, 1, "maintenance.checks", $"there is no check named {Shown.Quoted(name)}", Suggestion.For(name, known, "remove the name here"));
        return Dependencies.Resolve(checks, (check, fault, fix) =>
            (check.Source.Origin == CheckOrigin.Board ? board : main).Error(check.Source.Line, 1, $"{check.Name}.depends_on", fault, fix));
    }

    private static MonitorConfig Config(GlobalSettings global, ImmutableArray<CheckDefinition> checks) => new()
    {
        Checks = checks,
        DisplayZone = global.Zone ?? Zones.Display,
        NotifyByEmail = global.NotifyByEmail,
        NotifyOnConsole = global.NotifyOnConsole,
        Heartbeat = global.Heartbeat,
        Global = global,
    };

    private static (GlobalSettings Global, ImmutableArray<CheckDefinition> Checks) ReadMain(
        SourceText main, ConfigSurroundings around, Dictionary<string, CheckSource> names, ProblemList problems)
    {
        if (Root(main, around, problems) is not { } root)
            return (GlobalSettings.Default, []);
        if (!main.Text!.EndsWith('\n'))
            problems.Warn(0, 0, "", "the last line has no line break", "was the file cut off? if not, add one");
        var fill = new Placeholders(around.Environment);
        var keys = new YamlSection(fill.Fill(root, "", problems, "checks", "vars"), "", problems);
        var global = GlobalSettings.Read(keys.Section("global")) with { Vars = GlobalSettings.ReadVars(keys) };
        global = global with { Maintenance = MaintenanceReader.ReadShared(keys, global.Zone) };
        var context = new EntryContext(global, around, fill, CheckOrigin.File, main.Text);
        return (global, ReadChecks(root, keys, context, names, problems));
    }

    private static ImmutableArray<CheckDefinition> ReadBoard(SourceText board, GlobalSettings global,
        ConfigSurroundings around, Dictionary<string, CheckSource> names, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(board.Text) && board.Problem is null)
            return []; // nobody has added anything
        if (Root(board, around, problems) is not { } root)
            return [];
        var context = new EntryContext(global, around, new(around.Environment, global.Vars), CheckOrigin.Board, board.Text!);
        return ReadChecks(root, new YamlSection(root, "", problems), context, names, problems);
    }

    private static YamlMap? Root(SourceText source, ConfigSurroundings around, ProblemList problems)
    {
        if (source.Problem is { } unreadable)
            problems.Error(unreadable.Line, unreadable.Column, "", unreadable.Fault, unreadable.Fix);
        if (source.Text is null || problems.Errors > 0)
            return null;
        var root = YamlTree.Read(source.Text, around.Limits, problems);
        if (root is YamlMap map || problems.Errors > 0)
            return root as YamlMap;
        if (root is null || root.IsNull)
            problems.Error(0, 0, "", "no checks: the file is empty", "write checks: with at least one entry");
        else
            problems.Error(root, "", $"expected checks: with a list under it, got {Shown.Kind(root)}", "start the file with checks:");
        return null;
    }

    private static ImmutableArray<CheckDefinition> ReadChecks(YamlMap root, YamlSection keys, EntryContext context,
        Dictionary<string, CheckSource> names, ProblemList problems)
    {
        foreach (var key in context.Origin == CheckOrigin.File ? Keys(context.Around.Types).Select(key => key.Name) : ["checks"])
            keys.Has(key);
        keys.ReportUnknownKeys();
        var checks = ImmutableArray.CreateBuilder<CheckDefinition>();
        foreach (var (entry, place) in Entries(root, context, problems))
        {
            var isNew = IsNew(entry, context.Origin, names, problems);
            if (EntryReader.Read(entry, place, context, problems) is { } check && isNew)
                checks.Add(check);
        }

        return checks.DrainToImmutable();
    }

    private static IEnumerable<(YamlMap Entry, string Place)> Entries(YamlMap root, EntryContext context, ProblemList problems)
    {
        var value = root.Find("checks")?.Value;
        var isMain = context.Origin == CheckOrigin.File;
        if (value is not YamlList list)
        {
            if (value is { IsNull: false } || isMain)
                problems.Error(value ?? root, "checks", value is null ? "missing" : $"expected a list, got {(value.IsNull ? "nothing" : Shown.Kind(value))}",
                    "write checks: and a list of entries, or checks: [] for none");
            yield break;
        }

        if (list.Items.IsEmpty && isMain)
            problems.Warn(list, "checks", "no checks", "add one");
        if (list.Items.Length > context.Around.Limits.MaxChecks)
            problems.Error(list, "checks", $"more than {context.Around.Limits.MaxChecks} checks", "split the configuration");
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (list.Items[i] is YamlMap entry)
                yield return (entry, $"checks[{i}]");
            else
                problems.Error(list.Items[i], $"checks[{i}]", $"expected a check, got {Shown.Kind(list.Items[i])}", "write - name: and its other keys");
        }
    }

    private static bool IsNew(YamlMap entry, CheckOrigin origin, Dictionary<string, CheckSource> names, ProblemList problems)
    {
        if (entry.Find("name")?.Value is not YamlScalar scalar || !CheckName.TryParse(scalar.Value, out var name, out _))
            return true; // reported with the entry's other problems
        if (names.TryAdd(name.Key, new CheckSource(origin, problems.File, entry.Line)))
            return true;
        problems.Error(scalar, $"{Shown.Printable(name.Value)}.name", $"the name is already used at {names[name.Key]}",
            "choose another; case makes no difference");
        return false;
    }
}
