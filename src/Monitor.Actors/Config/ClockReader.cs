using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads times of day and days of the week.</summary>
internal static class ClockReader
{
    public static KeyShape Shape { get; } = KeyShape.Like("[0-9]{1,2}:[0-9]{2}");

    /// <summary>Null when there is none, or it is wrong.</summary>
    public static TimeOnly? Time(YamlSection keys, string key, string example)
    {
        if (keys.TextOrNull(key) is not { } text)
            return null;
        if (Parse(text) is { } time)
            return time;
        keys.Problem(key, $"{Shown.Quoted(text)} is not a time of day", $"write \"HH:MM\" in quotes, such as \"{example}\"");
        return null;
    }

    public static TimeOnly? Parse(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>In the order of the week, from Sunday on; empty when there are none.</summary>
    public static ImmutableArray<DayOfWeek> Days(YamlSection keys, string key)
    {
        var days = new SortedSet<DayOfWeek>();
        foreach (var word in keys.TextNodes(key))
            if (Day(word.Value) is { } day)
                days.Add(day);
            else
                keys.ProblemAt(word, key, $"unknown day {Shown.Quoted(word.Template)}", "write Mon, Tue, Wed, Thu, Fri, Sat or Sun");
        return [.. days];
    }

    /// <summary>As five fields; no days are all of them.</summary>
    public static string Cron(TimeOnly time, ImmutableArray<DayOfWeek> days) => string.Create(
        CultureInfo.InvariantCulture, $"{time.Minute} {time.Hour} * * {(days.IsEmpty ? "*" : string.Join(',', days.Select(day => (int)day)))}");

    private static DayOfWeek? Day(string word) => Enum.GetValues<DayOfWeek>().Cast<DayOfWeek?>().FirstOrDefault(day =>
        string.Equals(day.ToString(), word, StringComparison.OrdinalIgnoreCase)
        || string.Equals(day.ToString()![..3], word, StringComparison.OrdinalIgnoreCase)); // a day has a name
}
