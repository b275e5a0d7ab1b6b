using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Web.Board;

/// <summary>How many checks stand where.</summary>
/// <remarks>What is paused or unreachable is counted apart: the one is not looked at, the other is somebody else's failure.</remarks>
public readonly record struct StatusCounts(int Unknown, int Ok, int Warn, int Fail)
{
    public int Paused { get; init; }

    public int Unreachable { get; init; }

    /// <summary>Counted where they stand, too; as those that flap.</summary>
    public int Maintenance { get; init; }

    public int Flapping { get; init; }

    public int Acknowledged { get; init; }

    public int Silenced { get; init; }

    public int Total => Unknown + Ok + Warn + Fail + Paused + Unreachable;

    /// <summary>How often one of them applies.</summary>
    public int Quiet => Paused + Unreachable + Maintenance + Flapping + Acknowledged + Silenced;

    public int this[CheckStatus status] => status switch
    {
        CheckStatus.Ok => Ok,
        CheckStatus.Warn => Warn,
        CheckStatus.Fail => Fail,
        _ => Unknown,
    };

    public int this[QuietLook look] =>
        look == QuietLook.Paused ? Paused
        : look == QuietLook.Unreachable ? Unreachable
        : look == QuietLook.Maintenance ? Maintenance
        : look == QuietLook.Flapping ? Flapping
        : look == QuietLook.Silenced ? Silenced : Acknowledged;

    public StatusCounts Add(CheckTile tile) => tile.Quiet is null ? Add(tile.Status) : AddQuiet(tile) with
    {
        Maintenance = Maintenance + (QuietLook.Maintenance.Applies(tile) ? 1 : 0),
        Flapping = Flapping + (QuietLook.Flapping.Applies(tile) ? 1 : 0),
        Silenced = Silenced + (QuietLook.Silenced.Applies(tile) ? 1 : 0),
        Acknowledged = Acknowledged + (QuietLook.Acknowledged.Applies(tile) ? 1 : 0),
    };

    public static StatusCounts Of(IEnumerable<CheckTile> tiles) =>
        tiles.Aggregate(default(StatusCounts), (counts, tile) => counts.Add(tile));

    private StatusCounts AddQuiet(CheckTile tile) =>
        QuietLook.Paused.Applies(tile) ? this with { Paused = Paused + 1 }
        : QuietLook.Unreachable.Applies(tile) ? this with { Unreachable = Unreachable + 1 }
        : Add(tile.Status);

    private StatusCounts Add(CheckStatus status) => status switch
    {
        CheckStatus.Ok => this with { Ok = Ok + 1 },
        CheckStatus.Warn => this with { Warn = Warn + 1 },
        CheckStatus.Fail => this with { Fail = Fail + 1 },
        _ => this with { Unknown = Unknown + 1 },
    };
}
