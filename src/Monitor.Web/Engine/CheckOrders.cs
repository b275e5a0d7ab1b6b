namespace Monitor.Web.Engine;

/// <summary>Limits of what people may order, and the words for what is beyond them; pure.</summary>
public static class CheckOrders
{
    public const string Board = "the board";
    public const string Api = "the API";

    public const int LongestNote = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>What is wrong with the order; null when it can be given.</summary>
    public static string? Problem(DateTimeOffset? until, string? note, DateTimeOffset now)
    {
        if (until <= now)
            return "until: is over already; give a time to come";
        if (until - now > Longest)
            return $"until: is more than {Longest.TotalDays:0} days away";
        return note is null || (note.Length <= LongestNote && !note.Any(char.IsControl))
            ? null
            : $"note: must be one line of at most {LongestNote} characters";
    }

    /// <summary>Null for a note that says nothing.</summary>
    public static string? Note(string? text) => text?.Trim() is { Length: > 0 } note ? note : null;

    public static string NewId(DateTimeOffset now) => $"m-{now.ToUnixTimeMilliseconds()}";
}
