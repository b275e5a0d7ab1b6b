using System.Globalization;
using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Actors.Board;

/// <summary>The board as the text of the original program's state.json (PARITY F1, F3, F4).</summary>
public static class StateText
{
    /// <summary>Checks without a result are left out.</summary>
    public static string Of(BoardSnapshot board)
    {
        var json = new StringBuilder("{");
        foreach (var tile in board.Tiles.Where(HasResult))
        {
            if (json.Length > 1)
                json.Append(',');
            Append(json, tile);
        }

        return json.Append('}').ToString();
    }

    /// <summary>True when both boards have the same text; much cheaper than writing it.</summary>
    internal static bool IsSame(BoardSnapshot one, BoardSnapshot other)
    {
        if (one.Tiles.Length != other.Tiles.Length)
            return false;
        for (var i = 0; i < one.Tiles.Length; i++)
            if (!ReferenceEquals(one.Tiles[i], other.Tiles[i]) && Fields(one.Tiles[i]) != Fields(other.Tiles[i]))
                return false;
        return true;
    }

    internal static bool HasResult(CheckTile tile) => tile.Since is not null || tile.LastCheckedAt is not null;

    private static (bool, CheckName, CheckStatus, DateTimeOffset?, DateTimeOffset?, int, DateTimeOffset?) Fields(CheckTile t) =>
        (HasResult(t), t.Name, t.Status, t.Since, t.FirstFailedAt, t.ConsecutiveFailures, t.LastNotificationAt);

    private static void Append(StringBuilder json, CheckTile tile)
    {
        PythonJson.Quote(json, tile.Name.Value).Append(":{\"status\":\"").Append(ResultLine.Word((ResultKind)tile.Status));
        json.Append("\",\"first_failed_at\":").Append(Seconds(tile.FirstFailedAt));
        json.Append(",\"last_changed_at\":").Append(Seconds(tile.Since));
        json.Append(CultureInfo.InvariantCulture, $",\"consecutive_failures\":{tile.ConsecutiveFailures}");
        json.Append(",\"last_notification_at\":").Append(Seconds(tile.LastNotificationAt)).Append('}');
    }

    private static string Seconds(DateTimeOffset? at) => at is { } moment ? PythonJson.Seconds(moment) : "null";
}
