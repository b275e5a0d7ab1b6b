using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads the main file, those of the folder and the board's file into one configuration; once.</summary>
internal sealed class ConfigReader(ConfigSurroundings around)
{
    /// <summary>The keys at the top of the file.</summary>
    public static ImmutableArray<ConfigKey> Keys(CheckTypes types) =>
    [
        new("checks", KeyShape.List(EntryReader.Shape(types)), "the list of checks; `[]` for none") { Required = true },
        new("global", KeyShape.Known("global", GlobalSettings.Keys), "defaults for all checks, and what concerns the whole monitor") { Absent = "nothing" },
        DefaultsReader.Key,
        .. MaintenanceReader.SharedKeys,
        new("vars", KeyShape.ListOrOne(KeyShape.Like("[A-Z][A-Z0-9_]*")), "the variables that checks added on the board or over the API may use") { Absent = "nothing" },
    ];

    private readonly Dictionary<string, CheckSource> _names = new(StringComparer.Ordinal);

    /// <summary>What is wrong with each file, in the order of reading.</summary>
    private readonly List<ProblemList> _problems = [];

    private InheritedProblems? _inherited;
    private int _nodes;
    private int _entries;

    private bool IsBad => _problems.Any(file => file.Errors > 0);

    public ConfigReading Read(SourceText main, ImmutableArray<SourceText> folder, SourceText? board)
    {
        var (global, checks) = ReadMain(main, isAlone: folder.IsEmpty);
        foreach (var file in folder)
            checks = checks.AddRange(ReadFurther(file, global));
        if (board is not null)
            checks = checks.AddRange(ReadBoard(board, global));
        checks = Connect(global, checks);
        if (!IsBad)
            DefaultsReader.WarnUnused(global.Defaults, checks, _problems[0]);
        var relations = Relations.Problems(checks, name => _names.ContainsKey(name.Key));
        var isBad = IsBad || relations.Any(problem => problem.Severity == ConfigSeverity.Error);
        return new ConfigReading(isBad ? null : Config(global, checks), [.. _problems.SelectMany(file => file.InOrder()), .. relations]);
    }

    /// <summary>What can be said only when all checks are known; wrong names are told unless an entry is wrong anyway.</summary>
    private ImmutableArray<CheckDefinition> Connect(GlobalSettings global, ImmutableArray<CheckDefinition> checks)
    {
        if (IsBad)
            return checks;
        var known = checks.Select(check => check.Name.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var window in global.Maintenance)
            foreach (var name in window.Names.Where(name => !known.Contains(name.Trim())))
                _problems[0].Error(window.Line, 1, "maintenance.checks", $"there is no check named {Shown.Quoted(name)}", Suggestion.For(name, known, "remove the name here"));
        return Dependencies.Resolve(checks, (check, fault, fix) =>
            _problems.First(file => file.File == check.Source.File).Error(check.Source.Line, 1, $"{check.Name}.depends_on", fault, fix));
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

    /// <summary>The entry called <paramref name="name"/>, in whichever file it stands; null when there is none.</summary>
    public FoundEntry? Find(ConfigTexts texts, string name)
    {
        var main = Problems(texts.Main.File);
        if (!CheckName.TryParse(name, out var wanted, out _) || OwnRoot(texts.Main, main) is not { } root)
            return null;
        var (_, global) = ReadHouse(root, main);
        foreach (var source in texts.All)
        {
            var origin = source == texts.Board ? CheckOrigin.Board : CheckOrigin.File;
            var checks = (source == texts.Main ? root : origin == CheckOrigin.Board ? Root(source, Problems(source.File), around.Limits) : OwnRoot(source, Problems(source.File)))?.Find("checks")?.Value as YamlList;
            if (checks?.Items.OfType<YamlMap>().FirstOrDefault(entry => IsNamed(entry, wanted)) is { } found)
                return new FoundEntry(found, Context(global, origin, source), source.File, root.Find("global")?.Value as YamlMap, texts.Main.File);
        }

        return null;
    }

    private static bool IsNamed(YamlMap entry, CheckName name) =>
        entry.Find("name")?.Value is YamlScalar scalar && CheckName.TryParse(scalar.Value, out var has, out _) && has.Key == name.Key;

    private (GlobalSettings Global, ImmutableArray<CheckDefinition> Checks) ReadMain(SourceText main, bool isAlone)
    {
        var problems = Problems(main.File);
        if (OwnRoot(main, problems) is not { } root)
            return (GlobalSettings.Default, []);
        WarnIfCutOff(main, problems);
        var (keys, global) = ReadHouse(root, problems);
        if (isAlone && root.Find("checks")?.Value is YamlList { Items.IsEmpty: true } none)
            problems.Warn(none, "checks", "no checks", "add one");
        return (global, ReadChecks(root, keys, Context(global, CheckOrigin.File, main), problems));
    }

    /// <summary>All that the main file says besides checks.</summary>
    private (YamlSection Keys, GlobalSettings Global) ReadHouse(YamlMap root, ProblemList problems)
    {
        var fill = new Placeholders(around.Environment);
        var keys = new YamlSection(fill.Fill(root, "", problems, "checks", "vars"), "", problems);
        var global = GlobalSettings.Read(keys.Section("global")) with { Vars = GlobalSettings.ReadVars(keys) };
        global = global with
        {
            Maintenance = MaintenanceReader.ReadShared(keys, global.Zone),
            Defaults = DefaultsReader.Read(keys, around.Types, global.Vars, problems),
        };
        foreach (var key in Keys(around.Types))
            keys.Has(key.Name);
        return (keys, global);
    }

    /// <summary>Its checks are the operator's; what concerns all checks stands in one place.</summary>
    private ImmutableArray<CheckDefinition> ReadFurther(SourceText file, GlobalSettings global)
    {
        var problems = Problems(file.File);
        if (OwnRoot(file, problems) is not { } root)
            return [];
        WarnIfCutOff(file, problems);
        var keys = new YamlSection(root, "", problems);
        foreach (var key in Keys(around.Types).Select(key => key.Name).Where(keys.Has).Where(key => key != "checks"))
            keys.Problem(key, $"only {_problems[0].File} may say this", "move it there");
        return ReadChecks(root, keys, Context(global, CheckOrigin.File, file), problems);
    }

    private ImmutableArray<CheckDefinition> ReadBoard(SourceText board, GlobalSettings global)
    {
        var problems = Problems(board.File);
        if (string.IsNullOrWhiteSpace(board.Text) && board.Problem is null)
            return []; // nobody has added anything
        if (Root(board, problems, around.Limits) is not { } root)
            return [];
        var keys = new YamlSection(root, "", problems);
        keys.Has("checks");
        return ReadChecks(root, keys, Context(global, CheckOrigin.Board, board), problems);
    }

    private EntryContext Context(GlobalSettings global, CheckOrigin origin, SourceText source) =>
        new(global, around, new Placeholders(around.Environment, origin == CheckOrigin.Board ? global.Vars : null), origin, source.Text ?? "")
        {
            Inherited = _inherited ??= new InheritedProblems(_problems[0]),
        };

    private ProblemList Problems(string file)
    {
        _problems.Add(new ProblemList(file));
        return _problems[^1];
    }

    /// <summary>In files of the operator values may stand for others; keys that begin with <c>x-</c> are a place to put them.</summary>
    private YamlMap? OwnRoot(SourceText source, ProblemList problems) => Root(source, problems, around.Limits with { Anchors = true }) is { } root
        ? root with { Entries = root.Entries.RemoveAll(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal)) }
        : null;

    private YamlMap? Root(SourceText source, ProblemList problems, YamlLimits limits)
    {
        if (source.Problem is { } unreadable)
            problems.Error(unreadable.Line, unreadable.Column, "", unreadable.Fault, unreadable.Fix);
        if (source.Text is null || problems.Errors > 0)
            return null;
        var root = YamlTree.Read(source.Text, limits, problems, ref _nodes);
        if (root is YamlMap map || problems.Errors > 0)
            return root as YamlMap;
        if (root is null || root.IsNull)
            problems.Error(0, 0, "", "no checks: the file is empty", "write checks: with at least one entry");
        else
            problems.Error(root, "", $"expected checks: with a list under it, got {Shown.Kind(root)}", "start the file with checks:");
        return null;
    }

    private static void WarnIfCutOff(SourceText file, ProblemList problems)
    {
        if (!file.Text!.EndsWith('\n')) // it was parsed
            problems.Warn(0, 0, "", "the last line has no line break", "was the file cut off? if not, add one");
    }

    private ImmutableArray<CheckDefinition> ReadChecks(YamlMap root, YamlSection keys, EntryContext context, ProblemList problems)
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
        if (_entries > around.Limits.MaxChecks)
            problems.Error(list, "checks", $"more than {around.Limits.MaxChecks} checks", "split the configuration");
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (_nodes > around.Limits.MaxNodes)
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
        _nodes += context.Global.Defaults.Weight(entry);
        if (_nodes > around.Limits.MaxNodes)
            problems.Error(entry, "checks", $"more than {around.Limits.MaxNodes} values, those of defaults included", "shorten the defaults");
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
