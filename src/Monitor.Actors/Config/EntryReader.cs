using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>What an entry inherits and may use.</summary>
internal sealed record EntryContext(
    GlobalSettings Global, ConfigSurroundings Around, Placeholders Placeholders, CheckOrigin Origin, string Text)
{
    /// <summary>Told what is wrong with defaults; null where there are none.</summary>
    public InheritedProblems? Inherited { get; init; }
}

/// <summary>Reads one entry of <c>checks:</c>: the shared keys here, the rest by its check type.</summary>
internal static class EntryReader
{
    private const int LongestSeverity = 40;

    /// <summary>The keys that every check may hold, besides those of its type.</summary>
    public static ImmutableArray<ConfigKey> Keys(CheckTypes types) =>
    [
        new("name", KeyShape.Text, "identifies the check; unique without regard to case; its history hangs on it") { Required = true, Range = "1 to 120 printable characters" },
        new("type", KeyShape.Choice(types.Checks.Keys.Order(StringComparer.Ordinal)), "what kind of check; the remaining keys depend on it") { Required = true },
        new("severity", KeyShape.Text, "free text, in the subject of every alert") { Default = "P3", Range = $"1 to {LongestSeverity} printable characters" },
        Labels.Key("tags", "to find checks by on the board, and to group them by; case makes no difference"),
        Labels.GroupKey,
        .. Pace.Keys.Concat(PatienceReader.Keys).Concat(Thresholds.Keys).Select(key => key.Inherited("from `global`")),
        .. TimetableReader.Keys,
        Zones.Key("for the clock times of this check") with { Absent = "from `global`" },
        NotifyWords.Key("notify_on", "which events send an alert"),
        new("on_fail", KeyShape.Section(
            NotifyWords.Key("notify", "added to `notify_on`"),
            new("actions", KeyShape.List(ActionReader.Shape(types)), "what to do when the check fails, see [on_fail.actions](#on_failactions)")),
            "what follows when the check fails"),
        new("enabled", KeyShape.Flag, "`false`: it is on the board as PAUSED and not looked at") { Default = "true" },
        .. Dependencies.Keys,
        .. MaintenanceReader.Keys,
        .. FlapReader.Keys.Append(Reminders.Key).Select(key => key.Inherited("from `global`")),
    ];

    public static KeyShape Shape(CheckTypes types) =>
        KeyShape.Typed("check", Keys(types), types.Checks.Values.Select(type => (type.Name, type.Keys)));

    /// <summary>Null when anything is wrong; every error is in <paramref name="problems"/> then.</summary>
    public static CheckDefinition? Read(YamlMap entry, string place, EntryContext context, ProblemList problems)
    {
        place = entry.Find("name")?.Value is YamlScalar { Value: { Length: > 0 } called } ? Shown.Printable(called) : place;
        var found = new ProblemList(problems.File);
        var merged = context.Global.Defaults.Under(context.Placeholders.Fill(entry, place, found, "name"), context.Origin);
        var keys = new YamlSection(merged, place, found);
        var definition = Read(merged, keys, context, problems.File);
        if (found.Any)
            (context.Inherited ?? new InheritedProblems(problems)).Tell(found, merged, place, context.Global.Defaults, problems);
        return found.Errors == 0 ? definition! with { Yaml = Written(entry, definition, context), Echo = EchoOf(definition, keys) } : null;
    }

    private static EchoMask EchoOf(CheckDefinition definition, YamlSection keys) =>
        EchoMask.Of(keys, definition.Type.Keys.Select(key => key.Name), () => definition.Target);

    /// <summary>As it was written; what came from elsewhere in the file is written out.</summary>
    private static string Written(YamlMap entry, CheckDefinition definition, EntryContext context) =>
        entry.Borrows ? BlockYaml.Write(TokenMask.Entry(entry, definition)) : TokenMask.Text(context.Text, entry, definition);

    /// <summary>Asks for every key of an entry, for whoever wants to know which there are.</summary>
    public static void Ask(YamlSection keys, EntryContext context) => Read(keys.Map, keys, context, "");

    /// <summary>The one catch-all of this room: a type that throws is a problem of its entry, not the end of the reading.</summary>
    public static object? Guarded(YamlSection keys, string type, Func<object> read)
    {
        try
        {
            return read();
        }
#pragma warning disable CA1031 // whatever a plug-in throws, the other entries are still read
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            keys.Problem("type", $"the type {type} could not read this entry ({thrown.GetType().Name})", "simplify the entry");
            return null;
        }
    }

    internal static CheckDefinition? Read(YamlMap entry, YamlSection keys, EntryContext context, string file)
    {
        var name = ReadName(keys);
        var type = CheckTypes.Read(keys, context.Around.Types.Checks, "check type");
        var written = Zones.Read(keys, "timezone") ?? context.Global.Zone;
        var zone = written ?? context.Around.LocalZone;
        var timetable = TimetableReader.Read(keys, context.Global, zone, withCron: type?.OwnsSchedule != true);
        var pace = Pace.Read(keys, context.Global.Pace).On(timetable);
        var onFail = keys.Section("on_fail");
        var tags = Labels.Read(keys, "tags");
        var shared = new CheckDefinition
        {
            Name = name,
            Type = type!, // a definition without one is never handed out: an error was reported
            Spec = "",
            Severity = ReadSeverity(keys),
            Tags = tags,
            Group = Labels.ReadOne(keys, "group"),
            Interval = pace.Interval,
            Timetable = timetable,
            Patience = PatienceReader.Fit(
                PatienceReader.Read(keys, context.Global.Patience), timetable?.Cron is null ? pace.Interval : null, keys),
            Timeout = pace.Timeout,
            Retries = pace.Retries,
            RetryBackoff = pace.Backoff,
            RetryOn = pace.RetryOn,
            NotifyOn = NotifyWords.Read(keys, onFail),
            Remedies = ActionReader.Read(onFail, context),
            Zone = zone,
            DependsOn = Dependencies.Read(keys, name),
            Maintenance = [
                .. MaintenanceReader.Read(keys, written),
                .. context.Global.Maintenance.Where(shared => shared.Concerns(name, tags)).Select(shared => shared.Window),
            ],
            Flapping = FlapReader.Read(keys, context.Global.Flapping),
            RemindEvery = Reminders.Read(keys, context.Global.RemindEvery),
            Enabled = keys.Flag("enabled", otherwise: true),
            Source = new CheckSource(context.Origin, file, entry.Line),
            Yaml = "",
            Fingerprint = "",
        };
        var own = Thresholds.Read(keys);
        return type is null ? Excused(keys) : Complete(shared, type, own, entry, keys, context);
    }

    private static CheckDefinition? Complete(
        CheckDefinition shared, ICheckType type, Thresholds own, YamlMap entry, YamlSection keys, EntryContext context)
    {
        if (type.RunsPrograms)
            MayRun(type.Name, keys, context);
        var spec = Guarded(keys, type.Name, () => type.Read(keys));
        keys.ReportUnknownKeys();
        var limits = type.MeasuresLatency ? own.Over(context.Global.Thresholds) : own;
        if (limits.Warn > limits.Fail && !(own.Warn > own.Fail))
            keys.Problem("thresholds", $"api_warn_ms is above the api_crit_ms of {limits.Fail?.TotalMilliseconds}", "set both");
        if (spec is null)
            return null;
        var definition = shared with { Spec = spec, WarnAbove = limits.Warn, FailAbove = limits.Fail };
        Lints.Look(definition, keys, context.Global.Pace);
        return definition with { Fingerprint = Fingerprints.Of(definition, keys.Relevant) };
    }

    /// <summary>Whoever may run programs here owns the machine: that is decided in the file, by who may write to it.</summary>
    internal static void MayRun(string type, YamlSection keys, EntryContext context)
    {
        if (context.Origin != CheckOrigin.File)
            keys.Problem("type", $"checks of the board and of the API cannot run programs, as {type} does", "write the check into checks.yaml");
        else if (!context.Global.AllowCommands)
            keys.Problem("type", $"{type} runs programs on this machine, which is not allowed", "write allow_commands: true under global:, if everybody who can change this file may do that");
    }

    private static CheckDefinition? Excused(YamlSection keys)
    {
        keys.Excuse();
        keys.ReportUnknownKeys();
        return null;
    }

    private static CheckName ReadName(YamlSection keys)
    {
        var text = keys.TextOrNull("name");
        if (CheckName.TryParse(text, out var name, out var problem))
            return name;
        if (text is not null || keys.Missing("name"))
            keys.Problem("name", text is null ? "missing" : problem, "write a short, unique name");
        return default;
    }

    private static string ReadSeverity(YamlSection keys)
    {
        var severity = keys.TextOrNull("severity")?.Trim() ?? "P3";
        if (severity.Length is 0 or > LongestSeverity || !severity.EnumerateRunes().All(Shown.IsPrintable))
            keys.Problem("severity", $"must have 1 to {LongestSeverity} printable characters", "write it like P1");
        return severity;
    }
}
