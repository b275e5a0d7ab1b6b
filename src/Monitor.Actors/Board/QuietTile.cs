using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Board;

/// <summary>What the board shows of a check about which people are not told now, or not of everything.</summary>
public sealed record QuietTile
{
    public PauseTile? Paused { get; init; }

    public ActiveMaintenance? Maintenance { get; init; }

    /// <summary>Set when the maintenance was begun by hand, and so can be ended by hand.</summary>
    public string? MaintenanceId { get; init; }

    /// <summary>The failing check that it depends on, while it fails itself.</summary>
    public CheckName? UnreachableBehind { get; init; }

    public bool Flapping { get; init; }

    /// <summary>Somebody looks after the failure: nobody is reminded of it, and nobody else is told.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Nobody is told of it, on somebody's order.</summary>
    public Silence? Silenced { get; init; }

    /// <summary>Why what has happened is not told; null when nothing is held back.</summary>
    public string? NotTold { get; init; }

    /// <summary>Null for a check of which there is nothing to show.</summary>
    public static QuietTile? Of(CheckDefinition definition, CheckState state, ActiveMaintenance? maintenance, CheckName? failingParent, Silence? silence)
    {
        if (definition.Enabled && state is { Quiet: null, Incident: null or { Acknowledged: null } } && maintenance is null && failingParent is null && silence is null)
            return null;
        return new QuietTile
        {
            Paused = state.Quiet?.Pause is { } pause ? new PauseTile(pause.Since, pause.Until, pause.By, pause.Note)
                : definition.Enabled ? null : new PauseTile(null, null, definition.Source.ToString(), null),
            Maintenance = maintenance,
            MaintenanceId = state.Quiet?.Maintenance?.Id,
            UnreachableBehind = failingParent,
            Flapping = state.Quiet?.FlappingSince is not null,
            Acknowledged = state.Incident?.Acknowledged,
            Silenced = silence,
            NotTold = state.Quiet?.Held?.Reason,
        };
    }

    /// <summary>The first that applies, such as <c>paused until 14:00 Europe/Berlin</c>.</summary>
    public string? InWords(DateTimeOffset now, TimeZoneInfo zone) => this switch
    {
        { Paused: { Until: { } until } } => $"paused until {ClockText.Of(until, now, zone)}",
        { Paused: not null } => "paused",
        { Maintenance.Until: var until } => $"in maintenance until {ClockText.Of(until, now, zone)}",
        { Silenced: { } silence } => $"silenced until {ClockText.Of(silence.Until, now, zone)}",
        { UnreachableBehind: { } parent } => $"unreachable: {parent} is failing",
        { Flapping: true } => "flapping",
        { Acknowledged: { Until: { } until } } => $"acknowledged until {ClockText.Of(until, now, zone)}",
        { Acknowledged: not null } => "acknowledged",
        _ => null,
    };
}

/// <summary>A pause as the board shows it.</summary>
/// <param name="Since">Null when the file says so.</param>
/// <param name="By">Who paused it: a person's window, or a place in a file.</param>
public sealed record PauseTile(DateTimeOffset? Since, DateTimeOffset? Until, string By, string? Note);
