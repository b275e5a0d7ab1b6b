using Monitor.Actors.Board;

namespace Monitor.Web.Layout;

/// <summary>Whether what the page shows can be trusted; "frozen", the fourth state, is for the page itself to notice.</summary>
public enum LiveState
{
    Starting,
    Live,
    Quiet,
    Stopped,
}

/// <summary>Judges a board by its age: it must never look healthy because it is dead.</summary>
public static class Liveness
{
    public static readonly TimeSpan StoppedAfter = TimeSpan.FromSeconds(30);

    public static LiveState Of(BoardSnapshot board, DateTimeOffset now)
    {
        if (board.At == default)
            return LiveState.Starting;
        if (now - board.At > StoppedAfter)
            return LiveState.Stopped;
        if (!board.Ready)
            return LiveState.Starting;
        return IsQuiet(board, now) ? LiveState.Quiet : LiveState.Live;
    }

    public static string Word(LiveState state) => state switch
    {
        LiveState.Live => "Live",
        LiveState.Quiet => "Live, quiet",
        LiveState.Stopped => "Engine stopped",
        _ => "Starting",
    };

    // No result for two intervals of the fastest check that is due.
    private static bool IsQuiet(BoardSnapshot board, DateTimeOffset now)
    {
        var fastest = TimeSpan.MaxValue;
        var newest = DateTimeOffset.MinValue;
        foreach (var tile in board.Tiles)
        {
            if (tile.Interval < fastest && !(tile.NextDueAt > now + tile.Interval)) // not between occurrences or outside its hours
                fastest = tile.Interval;
            if (tile.LastCheckedAt > newest)
                newest = tile.LastCheckedAt.Value;
        }

        return newest > DateTimeOffset.MinValue && fastest < TimeSpan.MaxValue && now - newest > 2 * fastest + TimeSpan.FromSeconds(1);
    }
}
