using System.Globalization;
using System.Net;
using System.Text;

namespace Monitor.Actors.Reports;

/// <summary>A report as part of a mail's page; pure.</summary>
/// <remarks>Everything that comes from elsewhere is encoded, and nothing is loaded: no picture, no style, no script.</remarks>
public static class ReportHtml
{
    private const string Cell = "padding: 3px 10px 3px 0; vertical-align: top";

    public static string Of(MorningReport report)
    {
        var zone = ReportZone.Of(report.Zone);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<p style=\"color: #666\">{Encoded(ReportText.About(report, zone))}</p>\n");
        foreach (var remark in report.Remarks)
            html.Append(CultureInfo.InvariantCulture, $"<p><b>{Encoded(remark)}</b></p>\n");
        foreach (var section in report.Sections)
            Append(html, section, report.At, zone);
        return html.ToString();
    }

    private static void Append(StringBuilder html, ReportSection section, DateTimeOffset day, TimeZoneInfo zone)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h3 style=\"margin: 18px 0 4px; font-size: 15px\">{Encoded(ReportWords.Heading(section.Part))}{(section.Count > 0 ? $" ({section.Count})" : "")}</h3>\n");
        if (section.Count == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin: 0; color: #666\">{Encoded(ReportWords.Nothing(section.Part))}</p>\n");
            return;
        }

        html.Append("<table style=\"border-collapse: collapse; font-size: 14px\">\n");
        foreach (var line in section.Lines)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"{Cell}; color: {Colour(line.Tone)}; font-weight: bold\">{Encoded(line.Word)}</td><td style=\"{Cell}\">{Encoded(line.Check ?? "")}</td><td style=\"{Cell}\">{Encoded(line.Text)}</td><td style=\"{Cell}; color: #666; white-space: nowrap\">{Encoded(ReportText.When(line, day, zone))}</td></tr>\n");
        html.Append("</table>\n");
        if (section.More > 0)
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin: 0; color: #666\">{ReportWords.More(section.More)}</p>\n");
    }

    private static string Colour(ReportTone tone) => tone switch
    {
        ReportTone.Fail => "#b42318",
        ReportTone.Warn => "#855000",
        ReportTone.Ok => "#0a6640",
        _ => "#525c6b",
    };

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
