using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Shared;

namespace Monitor.Web.Board;

/// <summary>The words of one check on the board.</summary>
public static class CardLook
{
    /// <summary>Why it is not OK, or what it is doing; its target when there is nothing to say.</summary>
    public static string Line(CheckTile tile) => tile switch
    {
        { Retry: { } retry } => $"failing, retry {retry.Number}/{retry.Of}: {retry.Reason}",
        { Reason: { Length: > 0 } reason } => reason,
        { Status: CheckStatus.Unknown, LastCheckedAt: null } => "waiting for the first result",
        _ => tile.Target,
    };

    public static bool SaysWhy(CheckTile tile) => tile.Retry is not null || tile.Reason is { Length: > 0 };

    /// <summary>Everything that the card shows, as one sentence for those who do not see it.</summary>
    public static string Name(CheckTile tile)
    {
        var said = $"{tile.Name.Value}, {StatusLook.For(tile.Status).Said}";
        if (tile.ConsecutiveFailures > 0)
            said += $", Consecutive failures: {tile.ConsecutiveFailures}";
        if (SaysWhy(tile))
            said += $", {Line(tile)}";
        return tile.LatencyMs is { } ms ? $"{said}, {ms} ms" : said;
    }
}
