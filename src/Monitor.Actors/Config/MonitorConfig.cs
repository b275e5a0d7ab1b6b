using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Config;

/// <summary>A whole, valid configuration: what should be running.</summary>
public sealed record MonitorConfig
{
    public static MonitorConfig Empty { get; } = new() { Checks = [] };

    /// <summary>In the order of the files, then those of the board; names are unique without regard to case.</summary>
    public required ImmutableArray<CheckDefinition> Checks { get; init; }

    /// <summary>Who is told besides the channels that the environment sets up.</summary>
    public ImmutableArray<ChannelDefinition> Channels { get; init; } = [];

    /// <summary>The zone in which times are shown; Asia/Kolkata unless <c>global.timezone</c> says otherwise (PARITY D4).</summary>
    public TimeZoneInfo DisplayZone { get; init; } = Zones.Display;

    /// <summary>Whether e-mail is used when SMTP is configured (<c>global.notify.email</c>, PARITY K3).</summary>
    public bool NotifyByEmail { get; init; } = true;

    /// <summary>Whether alerts are printed even when e-mail is used (<c>global.notify.console</c>).</summary>
    public bool NotifyOnConsole { get; init; }

    /// <summary>How mail and console tell alerts.</summary>
    public ChannelManner Manner { get; init; } = ChannelManner.Plain;

    /// <summary>Who is told what and when (<c>routes:</c>), in order; empty when every alert goes to every channel.</summary>
    public ImmutableArray<RouteRule> Routes { get; init; } = [];

    /// <summary>The reports that are made (<c>reports:</c>), in the order of the file.</summary>
    public ImmutableArray<ReportDefinition> Reports { get; init; } = [];

    /// <summary>The dead-man's heartbeat (<c>global.heartbeat</c>); null when none is wanted.</summary>
    public HeartbeatSettings? Heartbeat { get; init; }

    /// <summary>Whom to ask whether the monitor can see anything at all; null when nobody is.</summary>
    public ConnectivitySettings? Connectivity { get; init; }

    /// <summary>What everybody may see; null when there is no status page.</summary>
    public StatusPageSettings? StatusPage { get; init; }

    /// <summary>Which connections may be made.</summary>
    internal NetworkRules Network => NetworkSettings.Rules(Global.BoardReach, Checks);

    /// <summary>What new entries inherit.</summary>
    internal GlobalSettings Global { get; init; } = GlobalSettings.Default;

    /// <summary>The check of that name, whatever its case; null when there is none.</summary>
    public CheckDefinition? Find(string name) => Checks.FirstOrDefault(check => string.Equals(check.Name.Value, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What to say to whoever asks for a check that is not there.</summary>
    public string Missing(string name) =>
        $"there is no check named {Shown.Quoted(name)}; {Suggestion.For(name, Checks.Select(check => check.Name.Value), "its name is after name: in the file")}";

    /// <summary>Text in, configuration or every problem at once out; never throws because of the text.</summary>
    /// <param name="board">The entries that people added on the board, in the same syntax.</param>
    /// <param name="folder">Further files of the operator's, with nothing but checks in them.</param>
    public static ConfigReading Read(SourceText main, SourceText? board, ConfigSurroundings around, ImmutableArray<SourceText> folder = default) =>
        new ConfigReader(around).Read(main, folder.IsDefault ? [] : folder, board);

    /// <summary>Reads one entry, YAML or JSON, as if it were added, or put in the place of <paramref name="replacing"/>.</summary>
    /// <param name="file">What problems and the definition's source call the text.</param>
    public EntryReading ReadEntry(string entry, string? replacing, ConfigSurroundings around,
        string file = "entry", CheckOrigin origin = CheckOrigin.Board) =>
        SingleEntry.Read(entry, replacing, this, around, file, origin);

    /// <summary>Reads several entries as if they were added together on the board.</summary>
    public EntryBatch ReadEntries(string entries, ConfigSurroundings around) => BatchReader.Read(entries, this, around);
}
