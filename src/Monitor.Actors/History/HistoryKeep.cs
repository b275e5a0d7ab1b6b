using Monitor.Actors.Config;

namespace Monitor.Actors.History;

/// <summary>How long each tier is kept; days are kept for ever.</summary>
public sealed record HistoryKeep(TimeSpan Raw, TimeSpan Minute, TimeSpan Hour)
{
    public static readonly TimeSpan Least = TimeSpan.FromDays(1);
    public static readonly TimeSpan Most = TimeSpan.FromDays(36_500);

    public static HistoryKeep Default { get; } = new(TimeSpan.FromDays(14), TimeSpan.FromDays(30), TimeSpan.FromDays(400));

    /// <summary>Reads the four settings; what is wrong with them is told, key by key.</summary>
    /// <param name="text">What is written under a key, such as <c>keep-raw</c>; null when nothing is.</param>
    public static HistoryKeep Read(Func<string, string?> text, Action<string> problem)
    {
        var keep = new HistoryKeep(Duration("keep-raw"), Duration("keep-minute"), Duration("keep-hour"));
        if (keep.Raw > keep.Minute)
            problem("keep-minute: must not be shorter than keep-raw; minutes are read where raw results are gone");
        if (keep.Minute > keep.Hour)
            problem("keep-hour: must not be shorter than keep-minute; hours are read where minutes are gone");
        if (text("keep-day") is var days and not "forever")
            problem($"keep-day: expected forever, the only choice, got {Written(days)}");
        return keep;

        TimeSpan Duration(string key)
        {
            if (text(key) is { } written && Durations.Parse(written) is { } span && span >= Least && span <= Most)
                return span;
            problem($"{key}: expected a duration from {Least.TotalDays:0}d to {Most.TotalDays:0}d, such as 14d, got {Written(text(key))}");
            return TimeSpan.Zero;
        }
    }

    private static string Written(string? value) => value is null ? "nothing" : $"\"{value}\"";
}
