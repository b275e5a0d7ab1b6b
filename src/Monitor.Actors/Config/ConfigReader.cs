using System.Collections.Immutable;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads the main file, those of the folder and the board's file into one configuration; once.</summary>
internal sealed class ConfigReader
{
    /// <summary>The keys at the top of the file.</summary>
    public static ImmutableArray<ConfigKey> Keys(CheckTypes types) =>
    [
        new("checks", KeyShape.List(EntryReader.Shape(types)), "the list of checks; `[]` for none") { Required = true },
        new("global", KeyShape.Known("global", GlobalSettings.Keys), "defaults for all checks, and what concerns the whole monitor") { Absent = "nothing" },
        DefaultsReader.Key,
        ChannelReader.Key(types),
        .. MaintenanceReader.SharedKeys,
        RouteReader.Key,
        ReportReader.Key,
        StatusPageSettings.Key,
        new("vars", KeyShape.ListOrOne(KeyShape.Like("[A-Z][A-Z0-9_]*")), "the variables that checks added on the board or over the API may use") { Absent = "nothing" },
    ];

    private readonly ConfigSurroundings _around;
    private readonly ConfigRoots _roots;
    private readonly ConfigEntries _entries;

    /// <summary>What is wrong with each file, in the order of reading.</summary>
    private readonly List<ProblemList> _problems = [];

    private InheritedProblems? _inherited;

    public ConfigReader(ConfigSurroundings around)
    {
        _around = around;
        _roots = new ConfigRoots(around.Limits);
        _entries = new ConfigEntries(around.Limits, _roots);
    }

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
            new UnusedDefaults(global, _around, _problems[0]).Report(checks);
        var relations = Relations.Problems(checks, _entries.HasName);
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
        foreach (var report in global.Reports.Where(report => !report.Match.IsAll && checks.All(check => !report.Match.Concerns(check))))
            _problems[0].Warn(report.Line, 1, $"reports.{report.Name}", $"no check matches: {report.Match}", "mend match, or leave it out for all checks");
        global.StatusPage?.WarnOfIdle(checks, _problems[0]);
        return Dependencies.Resolve(checks, (check, fault, fix) =>
            _problems.First(file => file.File == check.Source.File).Error(check.Source.Line, 1, $"{check.Name}.depends_on", fault, fix));
    }

    private static MonitorConfig Config(GlobalSettings global, ImmutableArray<CheckDefinition> checks) => new()
    {
        Checks = checks,
        Channels = global.Channels,
        DisplayZone = global.Zone ?? Zones.Display,
        NotifyByEmail = global.NotifyByEmail,
        NotifyOnConsole = global.NotifyOnConsole,
        Heartbeat = global.Heartbeat,
        Connectivity = global.Connectivity,
        Routes = global.Routes,
        Reports = global.Reports,
        StatusPage = global.StatusPage,
        Manner = global.Manner,
        Global = global,
    };

    /// <summary>The entry called <paramref name="name"/>, in whichever file it stands; null when there is none.</summary>
    public FoundEntry? Find(ConfigTexts texts, string name)
    {
        var main = Problems(texts.Main.File);
        if (!CheckName.TryParse(name, out var wanted, out _) || _roots.Own(texts.Main, main) is not { } root)
            return null;
        var (_, global) = ReadHouse(root, main);
        foreach (var source in texts.All)
        {
            var origin = source == texts.Board ? CheckOrigin.Board : CheckOrigin.File;
            var checks = (source == texts.Main ? root : origin == CheckOrigin.Board ? _roots.Board(source, Problems(source.File)) : _roots.Own(source, Problems(source.File)))?.Find("checks")?.Value as YamlList;
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
        if (_roots.Own(main, problems) is not { } root)
            return (GlobalSettings.Default, []);
        ConfigRoots.WarnIfCutOff(main, problems);
        var (keys, global) = ReadHouse(root, problems);
        if (isAlone && root.Find("checks")?.Value is YamlList { Items.IsEmpty: true } none)
            problems.Warn(none, "checks", "no checks", "add one");
        return (global, _entries.Read(root, keys, Context(global, CheckOrigin.File, main), problems));
    }

    /// <summary>All that the main file says besides checks.</summary>
    private (YamlSection Keys, GlobalSettings Global) ReadHouse(YamlMap root, ProblemList problems)
    {
        var fill = new Placeholders(_around.Environment);
        var keys = new YamlSection(fill.Fill(root, "", problems, "checks", "vars"), "", problems);
        var under = keys.Section("global");
        var global = GlobalSettings.Read(under) with { Vars = GlobalSettings.ReadVars(keys) };
        under?.ReportMisplaced(Keys(_around.Types), "at the top of the file, beside global:", "move it to the left");
        global = global with
        {
            Maintenance = MaintenanceReader.ReadShared(keys, global.Zone),
            StatusPage = StatusPageSettings.Read(keys),
            Channels = ChannelReader.Read(keys, _around, global.AllowCommands),
            Defaults = DefaultsReader.Read(keys, _around.Types, global.Vars, problems),
        };
        var (zone, told) = (global.Zone ?? _around.LocalZone, ToldReader.Known(global.Channels, _around.Environment));
        global = global with
        {
            Routes = RouteReader.Read(keys, zone, told),
            Reports = ReportReader.Read(keys, zone, global.Channels, told),
            Manner = global.Manner with
            {
                Fallback = FallbackReader.Known(
                    global.Manner.Fallback, EmailNotifier.ChannelName, global.Channels, (fault, fix) => under?.Problem("notify", $"fallback: {fault}", fix)),
            },
        };
        if (global.Routes.IsEmpty)
            FallbackReader.WarnOfIdle(global, keys);
        foreach (var key in Keys(_around.Types))
            keys.Has(key.Name);
        keys.ReportMisplaced(GlobalSettings.Keys, "under global:", "indent it, and write global: in the line above");
        return (keys, global);
    }

    /// <summary>Its checks are the operator's; what concerns all checks stands in one place.</summary>
    private ImmutableArray<CheckDefinition> ReadFurther(SourceText file, GlobalSettings global)
    {
        var problems = Problems(file.File);
        if (_roots.Own(file, problems) is not { } root)
            return [];
        ConfigRoots.WarnIfCutOff(file, problems);
        var keys = new YamlSection(root, "", problems);
        foreach (var key in Keys(_around.Types).Select(key => key.Name).Where(keys.Has).Where(key => key != "checks"))
            keys.Problem(key, $"only {_problems[0].File} may say this", "move it there");
        keys.ReportMisplaced(GlobalSettings.Keys, $"under global: of {_problems[0].File}", "move it there");
        return _entries.Read(root, keys, Context(global, CheckOrigin.File, file), problems);
    }

    private ImmutableArray<CheckDefinition> ReadBoard(SourceText board, GlobalSettings global)
    {
        var problems = Problems(board.File);
        if (string.IsNullOrWhiteSpace(board.Text) && board.Problem is null)
            return []; // nobody has added anything
        if (_roots.Board(board, problems) is not { } root)
            return [];
        var keys = new YamlSection(root, "", problems);
        keys.Has("checks");
        return _entries.Read(root, keys, Context(global, CheckOrigin.Board, board), problems);
    }

    private EntryContext Context(GlobalSettings global, CheckOrigin origin, SourceText source) =>
        new(global, _around, new Placeholders(_around.Environment, origin == CheckOrigin.Board ? global.Vars : null), origin, source.Text ?? "")
        {
            Inherited = _inherited ??= new InheritedProblems(_problems[0]),
        };

    private ProblemList Problems(string file)
    {
        _problems.Add(new ProblemList(file));
        return _problems[^1];
    }
}
