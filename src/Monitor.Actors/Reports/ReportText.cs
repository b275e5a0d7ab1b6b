using System.Globalization;
using System.Text;

namespace Monitor.Actors.Reports;

/// <summary>A report as plain text; pure.</summary>
public static class ReportText
{
    public static string Of(MorningReport report)
    {
        var zone = ReportZone.Of(report.Zone);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{report.Name}: {report.Headline}\n{About(report, zone)}\n");
        foreach (var remark in report.Remarks)
            text.Append(CultureInfo.InvariantCulture, $"! {remark}\n");
        foreach (var section in report.Sections)
            Append(text, section, report.At, zone);
        return text.ToString();
    }

    /// <summary>What it is about: which checks, and from when to when.</summary>
    public static string About(MorningReport report, TimeZoneInfo zone) =>
        $"{report.Selection}, since {Day(report.Since, zone)}, made {Day(report.At, zone)} {report.Zone}{(report.By is { } by ? $" for {by}" : "")}";

    /// <summary>When something was, such as <c>02:10 – 02:14</c>; empty when nothing is known.</summary>
    public static string When(ReportLine line, DateTimeOffset day, TimeZoneInfo zone) => (line.From, line.Until) switch
    {
        ({ } from, { } until) => $"{ReportWords.Clock(from, day, zone)} – {ReportWords.Clock(until, day, zone)}",
        ({ } from, null) => ReportWords.Clock(from, day, zone),
        (null, { } until) => $"until {ReportWords.Clock(until, day, zone)}",
        _ => "",
    };

    private static void Append(StringBuilder text, ReportSection section, DateTimeOffset day, TimeZoneInfo zone)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{ReportWords.Heading(section.Part)}{(section.Count > 0 ? $" ({section.Count})" : "")}\n");
        if (section.Count == 0)
            text.Append(CultureInfo.InvariantCulture, $"  {ReportWords.Nothing(section.Part)}\n");
        foreach (var line in section.Lines)
            text.Append(CultureInfo.InvariantCulture, $"  {Line(line, day, zone)}\n");
        if (section.More > 0)
            text.Append(CultureInfo.InvariantCulture, $"  {ReportWords.More(section.More)}\n");
    }

    private static string Line(ReportLine line, DateTimeOffset day, TimeZoneInfo zone)
    {
        var when = When(line, day, zone);
        return $"{line.Word}{(line.Check is { } check ? $"  {check}" : "")}{(line.Text.Length > 0 ? $": {line.Text}" : "")}{(when.Length > 0 ? $"  [{when}]" : "")}";
    }

    internal static string Day(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM yyyy HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Finds the zone of a report, which may come from a machine that knew more of them; pure.</summary>
public static class ReportZone
{
    public static TimeZoneInfo Of(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
