using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Web.Board;

/// <summary>How many checks stand where.</summary>
public readonly record struct StatusCounts(int Unknown, int Ok, int Warn, int Fail)
{
    public int Total => Unknown + Ok + Warn + Fail;

    public int this[CheckStatus status] => status switch
    {
        CheckStatus.Ok => Ok,
        CheckStatus.Warn => Warn,
        CheckStatus.Fail => Fail,
        _ => Unknown,
    };

    public StatusCounts Add(CheckStatus status) => status switch
    {
        CheckStatus.Ok => this with { Ok = Ok + 1 },
        CheckStatus.Warn => this with { Warn = Warn + 1 },
        CheckStatus.Fail => this with { Fail = Fail + 1 },
        _ => this with { Unknown = Unknown + 1 },
    };

    public static StatusCounts Of(IEnumerable<CheckTile> tiles) =>
        tiles.Aggregate(default(StatusCounts), (counts, tile) => counts.Add(tile.Status));
}
