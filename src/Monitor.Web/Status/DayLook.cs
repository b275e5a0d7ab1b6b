using System.Collections.Immutable;
using System.Globalization;
using Monitor.Web.Shared;

namespace Monitor.Web.Status;

/// <summary>A day in the bar of a check: taller is worse, and a sentence for those who do not see it.</summary>
public static class DayLook
{
    private const double Fair = 0.95;

    /// <summary>Of one letter: there are ninety days a check.</summary>
    public static string Css(DayRecord day) => day.Share switch
    {
        null => "n",
        1 => "o",
        >= Fair => "w",
        _ => "f",
    };

    public static string Title(DayRecord day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day:d MMM}: ") + day.Share switch
    {
        null => "no data",
        { } share when day.Failed == 0 => $"{Spans.Percent(share)} %",
        { } share => string.Create(CultureInfo.InvariantCulture, $"{Spans.Percent(share)} %, {day.Failed:N0} of {day.Observed:N0} rounds failed"),
    };

    public static string Sentence(ImmutableArray<DayRecord> days)
    {
        var seen = days.Count(day => day.Share is not null);
        if (seen == 0)
            return $"No data of the last {StatusPast.DaysShown} days.";
        var failed = days.Count(day => day.Failed > 0);
        return $"Each of the last {StatusPast.DaysShown} days in UTC: {(failed == 0 ? "no failures" : $"failures on {failed}")}, no data on {days.Length - seen}.";
    }
}
