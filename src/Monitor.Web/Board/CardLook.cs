using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Web.Board;

/// <summary>The words of one check on the board.</summary>
public static class CardLook
{
    /// <summary>Why it is not OK, or what it is doing; its target when there is nothing to say.</summary>
    public static string Line(CheckTile tile) => tile switch
    {
        { Retry: { } retry } => $"failing, retry {retry.Number}/{retry.Of}: {retry.Reason}",
        { Streak: { } streak, Reason: { Length: > 0 } why } => $"{Progress(streak)}: {why}",
        { Streak: { } streak } => Progress(streak),
        { Rest: { } rest, Reason: { Length: > 0 } reason } => $"{rest}: {reason}",
        { Rest: { } rest } => rest,
        { Reason: { Length: > 0 } reason } => reason,
        { Status: CheckStatus.Unknown, LastCheckedAt: null } => "waiting for the first result",
        _ => tile.Target,
    };

    public static bool SaysWhy(CheckTile tile) => tile.Retry is not null || tile.Streak is not null || tile.Rest is not null || tile.Reason is { Length: > 0 };

    private static string Progress(Streak streak) => streak switch
    {
        { HeldUntil: not null, IsFailing: true } => "failing, does not count yet",
        { HeldUntil: not null } => "good again, does not count yet",
        { IsFailing: true } => $"failing {streak.Rounds}/{streak.Of}",
        _ => $"recovering {streak.Rounds}/{streak.Of}",
    };

    public static string Tags(CheckTile tile) => string.Join(" ", tile.Tags.Select(tag => $"#{tag}"));
}
