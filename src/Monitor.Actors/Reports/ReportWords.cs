using System.Globalization;
using Monitor.Actors.Alerts;
using Monitor.Actors.Config;

namespace Monitor.Actors.Reports;

/// <summary>The words of a report: its headline, its headings, and what is said where there is nothing to say; pure.</summary>
public static class ReportWords
{
    private const int NamesInRemark = 5;

    public static string Headline(MorningReport report)
    {
        var counts = report.Counts;
        string[] bad =
        [
            .. counts.Fail > 0 ? [$"{counts.Fail} failing"] : Array.Empty<string>(),
            .. counts.Warn > 0 ? [$"{counts.Warn} with a warning"] : Array.Empty<string>(),
            .. counts.NoData > 0 ? [$"{counts.NoData} without data"] : Array.Empty<string>(),
        ];
        var standing = counts.Checks == 0 ? "no checks" : bad.Length == 0 ? $"all {Counted.Of(counts.Checks, "check")} OK" : $"{string.Join(", ", bad)} of {Counted.Of(counts.Checks, "check")}";
        var incidents = report.Section(ReportPart.Incidents).Count;
        return incidents == 0 ? standing : $"{standing}; {Counted.Of(incidents, "incident")}";
    }

    public static string Heading(ReportPart part) => part switch
    {
        ReportPart.Standing => "Not OK now",
        ReportPart.Incidents => "Broke and healed",
        ReportPart.Jobs => "Jobs late, missed or too fast",
        ReportPart.Alerts => "Alerts undelivered",
        ReportPart.Silences => "Silences ending today",
        ReportPart.Certificates => "Certificates under 30 days",
        ReportPart.Gaps => "Gaps in observation",
        _ => "Changes",
    };

    /// <summary>Said instead of lines.</summary>
    public static string Nothing(ReportPart part) => part switch
    {
        ReportPart.Standing => "Every check that is looked at is OK.",
        ReportPart.Incidents => "Nothing broke.",
        ReportPart.Jobs => "Every run was as it should be.",
        ReportPart.Alerts => "Every alert has reached its channel.",
        ReportPart.Silences => "No silence ends today.",
        ReportPart.Certificates => "No certificate that was shown expires within 30 days.",
        ReportPart.Gaps => "The monitor was running and could see all the time.",
        _ => "No check was added, removed or changed.",
    };

    public static string More(int count) => $"and {count} more";

    /// <summary>Why it is late, or not complete.</summary>
    internal static IEnumerable<string> Remarks(ReportFacts facts)
    {
        if (facts.Late > TimeSpan.Zero)
            yield return $"made {Span(facts.Late)} late: {(facts.Due < facts.EngineSince ? "the monitor was not running" : "the monitor stood still")}";
        if (!facts.Silent.IsEmpty)
            yield return $"not looked at afresh within {Span(ReportRound.Longest)}: {Names([.. facts.Silent.Select(name => name.Value)])}";
        foreach (var problem in facts.Problems)
            yield return AlertWords.OneLine(problem, 300);
    }

    private static string Names(string[] names) =>
        $"{string.Join(", ", names.Take(NamesInRemark))}{(names.Length > NamesInRemark ? $" {More(names.Length - NamesInRemark)}" : "")}";

    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => $"{span.Seconds} s",
        { TotalHours: < 1 } => $"{span.Minutes} min",
        { TotalDays: < 1 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => $"{(int)span.TotalDays} d {span.Hours} h",
    };

    /// <summary>A clock time of the report's zone, with the day when it is another than that of the report.</summary>
    internal static string Clock(DateTimeOffset at, DateTimeOffset day, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(day, zone));
        return local.ToString(local.Date == today.Date ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture);
    }
}
