using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config.Schema;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Config;

/// <summary>What <c>global:</c> says: the defaults that checks inherit, and what concerns the whole monitor.</summary>
internal sealed record GlobalSettings
{
    public static GlobalSettings Default { get; } = new();

    public Pace Pace { get; init; } = new();

    public Patience Patience { get; init; } = Patience.None;

    /// <summary>The hours in which checks are looked at, and their text; null: always.</summary>
    public (ActiveHours Hours, string Text)? Hours { get; init; }

    public Thresholds Thresholds { get; init; } = new(null, null);

    public TimeZoneInfo? Zone { get; init; }

    public bool NotifyByEmail { get; init; } = true;

    public bool NotifyOnConsole { get; init; }

    /// <summary>How mail and console tell alerts.</summary>
    public ChannelManner Manner { get; init; } = ChannelManner.Plain;

    public HeartbeatSettings? Heartbeat { get; init; }

    public ConnectivitySettings? Connectivity { get; init; }

    public FlapLimits? Flapping { get; init; }

    /// <summary>The windows of <c>maintenance:</c> at the top of the file.</summary>
    public ImmutableArray<SharedWindow> Maintenance { get; init; } = [];

    /// <summary>What <c>channels:</c> at the top of the file says.</summary>
    public ImmutableArray<ChannelDefinition> Channels { get; init; } = [];

    /// <summary>How far checks from the board reach.</summary>
    public BoardReach BoardReach { get; init; }

    /// <summary>Whether checks of the file may run programs; those of the board never may.</summary>
    public bool AllowCommands { get; init; }

    public RemedySettings Remedies { get; init; } = RemedySettings.Default;

    /// <summary>The only variables that entries from the board may use.</summary>
    public ImmutableHashSet<string> Vars { get; init; } = [];

    /// <summary>The list of <c>routes:</c> at the top of the file.</summary>
    public ImmutableArray<RouteRule> Routes { get; init; } = [];

    /// <summary>The list of <c>reports:</c> at the top of the file.</summary>
    public ImmutableArray<ReportDefinition> Reports { get; init; } = [];

    /// <summary>How often people are reminded of a failure; null: never.</summary>
    public TimeSpan? RemindEvery { get; init; }

    /// <summary>What <c>status_page:</c> at the top of the file says.</summary>
    public StatusPageSettings? StatusPage { get; init; }

    /// <summary>What entries inherit key by key, before what is here.</summary>
    public Defaults Defaults { get; init; } = Defaults.None;

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        .. Pace.Keys,
        .. PatienceReader.GlobalKeys,
        .. HoursReader.Keys,
        .. Thresholds.Keys,
        Zones.Key("for clock times in checks, and for showing times") with { Absent = "see below" },
        .. FlapReader.Keys,
        Reminders.Key,
        new("notify", KeyShape.Section(
            [
                new("email", KeyShape.Flag, "send e-mail when SMTP is configured") { Default = "true" },
                new("console", KeyShape.Flag, "print alerts even when e-mail is sent") { Default = "false" },
                .. GroupingReader.Keys,
                FallbackReader.Key,
            ]),
            "which channels carry alerts"),
        new("network", KeyShape.Section(NetworkSettings.Keys), "how far checks reach"),
        new("allow_commands", KeyShape.Flag, "whether checks of this file may run programs, see [type: command](#type-command)") { Default = "false" },
        new("connectivity", KeyShape.Section(ConnectivitySettings.Keys), "tells trouble with the monitor's own network from trouble with the targets, see [when the monitor is blind](#when-the-monitor-is-blind)"),
        new("remedies", KeyShape.Section(RemedySettings.Keys), "what the actions of all checks may do together, see [on_fail.actions](#on_failactions)"),
        new("heartbeat", KeyShape.Section(HeartbeatSettings.Keys), "tells a watcher elsewhere that the monitor works"),
    ];

    public static GlobalSettings Read(YamlSection? keys)
    {
        if (keys is null)
            return Default;
        var notify = keys.Section("notify");
        var settings = new GlobalSettings
        {
            Pace = Pace.Read(keys, new Pace()),
            Patience = PatienceReader.ReadGlobal(keys),
            Hours = HoursReader.Read(keys, HoursReader.CheckPeriod),
            Thresholds = Thresholds.Read(keys),
            Zone = Zones.Read(keys, "timezone"),
            NotifyByEmail = notify?.Flag("email", otherwise: true) ?? true,
            Manner = new ChannelManner(GroupingReader.Read(notify), FallbackReader.Read(notify)),
            NotifyOnConsole = notify?.Flag("console", otherwise: false) ?? false,
            Flapping = FlapReader.Read(keys, null),
            RemindEvery = Reminders.Read(keys, null),
            AllowCommands = keys.Flag("allow_commands", otherwise: false),
            Connectivity = ConnectivitySettings.Read(keys.Section("connectivity")),
            Remedies = RemedySettings.Read(keys.Section("remedies")),
            Heartbeat = HeartbeatSettings.Read(keys.Section("heartbeat")),
            BoardReach = NetworkSettings.Read(keys.Section("network")),
        };
        if (settings.Pace.TooSlow is { } slow)
            keys.Warning("retries", slow, "lengthen interval, or lower retries or retry_backoff_s");
        return settings;
    }

    /// <summary><c>vars: [NAME, …]</c> at the top of the file.</summary>
    public static ImmutableHashSet<string> ReadVars(YamlSection root)
    {
        var vars = root.TextNodes("vars");
        foreach (var wrong in vars.Where(name => !Placeholders.IsName(name.Value)))
            root.ProblemAt(wrong, "vars", $"{Shown.Quoted(wrong.Value)} is not a variable name", "write it in upper case, like API_BASE");
        return [.. vars.Select(name => name.Value)];
    }
}
