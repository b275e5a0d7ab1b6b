using Monitor.Actors.Board;
using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary>Maintenance that is going on or planned, and which checks are in it.</summary>
/// <param name="Id">What ends it early; null for a window of the configuration.</param>
/// <param name="Since">Epoch seconds.</param>
/// <param name="Until">Epoch seconds.</param>
public sealed record MaintenanceJson(string? Id, double Since, double Until, string? Note, IReadOnlyList<string> Checks)
{
    public static IEnumerable<MaintenanceJson> Of(BoardSnapshot board) =>
        OngoingMaintenance.Of(board).Select(active => new MaintenanceJson(active.Id, Epoch.Seconds(active.Since), Epoch.Seconds(active.Until), active.Note, active.Checks));

    public static MaintenanceJson Of(PlannedMaintenance planned) =>
        new(null, Epoch.Seconds(planned.Since), Epoch.Seconds(planned.Until), planned.Note, planned.Checks);
}

/// <summary>Maintenance that was begun or ended, and for how many checks.</summary>
public sealed record MaintenanceDone(string Id, double? Until, int Checks, string Message);
