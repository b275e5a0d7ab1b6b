using System.Collections.Immutable;
using Monitor.Actors.Board;

namespace Monitor.Web.Engine;

/// <summary>Maintenance that is going on, and the checks that are in it, by name.</summary>
/// <param name="Id">What ends it early; null for a window of the configuration.</param>
public sealed record OngoingMaintenance(string? Id, DateTimeOffset Since, DateTimeOffset Until, string? Note, ImmutableArray<string> Checks)
{
    public static ImmutableArray<OngoingMaintenance> Of(BoardSnapshot board) =>
    [
        .. from tile in board.Tiles
           let active = tile.Quiet?.Maintenance
           where active is not null
           let id = tile.Quiet!.MaintenanceId // it is in maintenance
           group (tile.Name.Value, active.Since) by (id, id is null ? active.Since : default, active.Until, active.Note) into same // what was begun at once begins for each check when it hears of it
           let ongoing = new OngoingMaintenance(same.Key.id, same.Min(one => one.Since), same.Key.Until, same.Key.Note, [.. same.Select(one => one.Value)])
           orderby ongoing.Since, ongoing.Id
           select ongoing,
    ];

    public bool Equals(OngoingMaintenance? other) =>
        other is not null && (Id, Since, Until, Note) == (other.Id, other.Since, other.Until, other.Note) && Checks.SequenceEqual(other.Checks);

    public override int GetHashCode() => HashCode.Combine(Id, Since, Until, Note, Checks.Length);
}
