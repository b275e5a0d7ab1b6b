using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Web.Board;

/// <summary>The words of one check on the board.</summary>
public static class CardLook
{
    /// <summary>Why nobody is told of it, if so, and its reason.</summary>
    public static string Line(CheckTile tile, TimeZoneInfo zone) => QuietLook.Line(tile, zone) switch
    {
        "" => Reason(tile),
        var quiet when tile.Quiet?.Paused is { Note: var note } => note is null ? quiet : $"{quiet}: {note}",
        var quiet => SaysWhy(tile) ? $"{quiet} · {Reason(tile)}" : quiet,
    };

    /// <summary>Why it is not OK, or what it is doing; its target when there is nothing to say.</summary>
    public static string Reason(CheckTile tile) => tile switch
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

    /// <summary>Whether its line is news and not its target.</summary>
    public static bool Speaks(CheckTile tile) => SaysWhy(tile) || QuietLook.Of(tile).Any();

    public static bool SaysWhy(CheckTile tile) => tile.Retry is not null || tile.Streak is not null || tile.Rest is not null || tile.Reason is { Length: > 0 };

    private static string Progress(Streak streak) => streak switch
    {
        { HeldUntil: not null, IsFailing: true } => "failing, does not count yet",
        { HeldUntil: not null } => "good again, does not count yet",
        { IsFailing: true } => $"failing {streak.Rounds}/{streak.Of}",
        _ => $"recovering {streak.Rounds}/{streak.Of}",
    };

    /// <summary>What it is found by: its group, then its tags.</summary>
    public static string Labels(CheckTile tile) =>
        string.Join(" ", tile.Tags.Select(tag => $"#{tag}").Prepend(tile.Group).OfType<string>());
}
