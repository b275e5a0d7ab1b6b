using Monitor.Actors.Board;

namespace Monitor.Web.Api;

/// <summary>Why people are not told of a check now, or not of everything.</summary>
/// <param name="PausedUntil">Epoch seconds; null when it is not paused, or until somebody resumes it.</param>
/// <param name="MaintenanceUntil">Epoch seconds; null when it is not in maintenance.</param>
/// <param name="UnreachableBehind">The failing check that it depends on.</param>
/// <param name="Note">Why it is paused, in maintenance or acknowledged.</param>
/// <param name="AcknowledgedBy">Who looks after the failure; null when nobody does.</param>
/// <param name="AcknowledgedUntil">Epoch seconds; null when it holds until the recovery.</param>
/// <param name="SilencedUntil">Epoch seconds; null when it is not silenced.</param>
/// <param name="NotTold">Why what has happened is held back; null when nothing is.</param>
public sealed record QuietJson(
    bool Paused, double? PausedUntil, string? PausedBy, double? MaintenanceUntil, string? MaintenanceId, string? UnreachableBehind,
    bool Flapping, string? Note, string? NotTold, string? AcknowledgedBy = null, double? AcknowledgedUntil = null,
    string? SilenceId = null, double? SilencedUntil = null)
{
    public static QuietJson? Of(QuietTile? quiet) => quiet is null ? null : new(
        quiet.Paused is not null,
        Epoch.Seconds(quiet.Paused?.Until),
        quiet.Paused?.By,
        Epoch.Seconds(quiet.Maintenance?.Until),
        quiet.MaintenanceId,
        quiet.UnreachableBehind?.Value,
        quiet.Flapping,
        quiet.Paused?.Note ?? quiet.Maintenance?.Note ?? quiet.Silenced?.Reason ?? quiet.Acknowledged?.Note,
        quiet.NotTold,
        quiet.Acknowledged?.By,
        Epoch.Seconds(quiet.Acknowledged?.Until),
        quiet.Silenced?.Id,
        Epoch.Seconds(quiet.Silenced?.Until));
}
