using System.Collections.Immutable;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Reports;

/// <summary>Everything that a report is put together from, as data.</summary>
/// <param name="Checks">The selected ones.</param>
public sealed record ReportFacts(
    string Id, ReportDefinition Definition, DateTimeOffset At, DateTimeOffset Since, ImmutableArray<CheckDefinition> Checks)
{
    /// <summary>Null when somebody asked for it.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Who asked for it; null when it was due.</summary>
    public string? By { get; init; }

    /// <summary>Since when the monitor runs.</summary>
    public DateTimeOffset EngineSince { get; init; }

    /// <summary>Who gets it.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>How the selected checks stand, those that have been seen at all.</summary>
    public ImmutableDictionary<CheckName, CheckTile> Tiles { get; init; } = ImmutableDictionary<CheckName, CheckTile>.Empty;

    /// <summary>Those that were to be looked at afresh, and had not been when the time was over.</summary>
    public ImmutableArray<CheckName> Silent { get; init; } = [];

    /// <summary>What all checks have decided since, oldest first.</summary>
    public ImmutableArray<PastEvent> Past { get; init; } = [];

    /// <summary>The runs since then that did not go as they should.</summary>
    public ImmutableArray<(CheckName Check, RunRecord Run)> Runs { get; init; } = [];

    /// <summary>Alerts of all checks that did not arrive.</summary>
    public ImmutableArray<AlertDelivery> Undelivered { get; init; } = [];

    public ImmutableArray<Silence> Silences { get; init; } = [];

    /// <summary>When the monitor was not running.</summary>
    public ImmutableArray<(DateTimeOffset From, DateTimeOffset Until)> Away { get; init; } = [];

    /// <summary>Rounds of all checks since then that saw nothing.</summary>
    public ImmutableArray<UnseenRounds> Unseen { get; init; } = [];

    /// <summary>What could not be read, or not all of it, and why.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>How much later than it should have been it was put together; until then checks are looked at.</summary>
    public TimeSpan Late => Due is { } due && At - due > ReportRound.Longest + TimeSpan.FromMinutes(1) ? At - due : TimeSpan.Zero;

    public TimeZoneInfo Zone => Definition.Schedule.Zone;

    /// <summary>The selected checks by name.</summary>
    public ImmutableDictionary<CheckName, CheckDefinition> Selected =>
        field ??= Checks.ToImmutableDictionary(check => check.Name);

    public CheckTile? Tile(CheckDefinition check) => Tiles.GetValueOrDefault(check.Name);

    /// <summary>How a check stands; nobody looks at one that is paused.</summary>
    public ReportTone ToneOf(CheckDefinition check) => Tile(check) switch
    {
        { Quiet.Paused: not null } => ReportTone.Neutral,
        { Status: CheckStatus.Fail } => ReportTone.Fail,
        { Status: CheckStatus.Warn } => ReportTone.Warn,
        { Status: CheckStatus.Ok } => ReportTone.Ok,
        _ => check.Enabled ? ReportTone.NoData : ReportTone.Neutral,
    };

    /// <summary>What the selected checks have decided since.</summary>
    public IEnumerable<PastEvent> PastOfSelected => Past.Where(past => Selected.ContainsKey(past.Check));
}

/// <summary>Something that a check has decided.</summary>
/// <param name="IsFirst">Whether nothing of the check stands before it, or only that an earlier one of its name was removed.</param>
public sealed record PastEvent(CheckName Check, CheckEvent Happened, bool IsFirst = false);

/// <summary>Rounds of a check that saw nothing: how many, from when to when, and why the last did not.</summary>
public sealed record UnseenRounds(CheckName Check, int Rounds, DateTimeOffset From, DateTimeOffset Until, string? Reason);
