using Monitor.Actors.Board;

namespace Monitor.Web.Api;

/// <summary>Maintenance that is going on, and which checks are in it.</summary>
/// <param name="Id">What ends it early; null for a window of the configuration.</param>
/// <param name="Since">Epoch seconds.</param>
/// <param name="Until">Epoch seconds.</param>
public sealed record MaintenanceJson(string? Id, double Since, double Until, string? Note, IReadOnlyList<string> Checks)
{
    public static IEnumerable<MaintenanceJson> Of(BoardSnapshot board) =>
        from tile in board.Tiles
        let active = tile.Quiet?.Maintenance
        where active is not null
        group tile.Name.Value by (tile.Quiet!.MaintenanceId, active.Since, active.Until, active.Note) into same // it is in maintenance
        orderby same.Key.Since, same.Key.MaintenanceId
        select new MaintenanceJson(
            same.Key.MaintenanceId, Epoch.Seconds(same.Key.Since), Epoch.Seconds(same.Key.Until), same.Key.Note, [.. same]);
}

/// <summary>Maintenance that was begun or ended, and for how many checks.</summary>
public sealed record MaintenanceDone(string Id, double? Until, int Checks, string Message);
