using Monitor.Actors.Reports;
using Monitor.Web.Shared;

namespace Monitor.Web.Api;

/// <summary>The reports that are made, and those that were, newest first.</summary>
/// <param name="Next">What to give as <c>before</c> for the page behind it; null when this is the last.</param>
public sealed record ReportsJson(IReadOnlyList<PlannedReportJson> Planned, IReadOnlyList<ReportHeadJson> Reports, long? Next);

/// <summary>A report that the configuration asks for.</summary>
/// <param name="Schedule">When, in words.</param>
/// <param name="Next">Epoch seconds.</param>
/// <param name="IsBeingMade">It will be there in a moment.</param>
public sealed record PlannedReportJson(string Name, string Schedule, double Next, string Matches, IReadOnlyList<string> Channels, bool IsBeingMade)
{
    public static PlannedReportJson Of(ReportDefinition report, DateTimeOffset now, bool isBeingMade) => new(
        report.Name, report.Schedule.ToString(), Epoch.Seconds(report.Schedule.NextAfter(now)), report.Match.ToString(), report.Channels, isBeingMade);
}

/// <summary>A report without its content.</summary>
/// <param name="Due">Epoch seconds; null when somebody asked for it.</param>
/// <param name="SignOffBy">Epoch seconds; null when nobody is reminded.</param>
public sealed record ReportHeadJson(
    string Id, string Name, double At, double? Due, string? By, string Headline, ReportCountsJson Checks, double? SignOffBy, int Reminders, SignOffJson? SignedOff,
    IReadOnlyList<ReportDeliveryJson> Deliveries)
{
    public static ReportHeadJson Of(ReportHead head) => new(
        head.Id, head.Name, Epoch.Seconds(head.At), Epoch.Seconds(head.Due), head.By, head.Headline, ReportCountsJson.Of(head.Counts), Epoch.Seconds(head.SignOffBy), head.Reminders,
        head.Signed is { } signed ? new SignOffJson(Epoch.Seconds(signed.At), signed.By, signed.Note) : null,
        [.. head.Deliveries.Select(ReportDeliveryJson.Of)]);
}

/// <summary>How many checks stood how.</summary>
public sealed record ReportCountsJson(int All, int Fail, int Warn, int NoData, int Ok, int Paused)
{
    public static ReportCountsJson Of(ReportCounts counts) => new(counts.Checks, counts.Fail, counts.Warn, counts.NoData, counts.Ok, counts.Paused);
}

/// <summary>Who has signed a report off.</summary>
public sealed record SignOffJson(double At, string By, string? Note);

/// <summary>How far a report has come on a channel: waiting, delivered or abandoned.</summary>
public sealed record ReportDeliveryJson(string Channel, string State, double At, string? Said)
{
    public static ReportDeliveryJson Of(ReportDelivery delivery) => new(delivery.Channel, QueryWord.Of(delivery.State), Epoch.Seconds(delivery.At), delivery.Said);
}

/// <summary>A report with its content.</summary>
/// <param name="Since">Epoch seconds; from then on it tells what has happened.</param>
/// <param name="Remarks">Why it is late, or not complete.</param>
public sealed record ReportJson(ReportHeadJson Report, double Since, string Zone, string Matches, IReadOnlyList<string> Remarks, IReadOnlyList<ReportSectionJson> Sections)
{
    public static ReportJson Of(ReportHead head, MorningReport report) => new(
        ReportHeadJson.Of(head), Epoch.Seconds(report.Since), report.Zone, report.Selection, report.Remarks, [.. report.Sections.Select(ReportSectionJson.Of)]);
}

/// <summary>One part of a report.</summary>
/// <param name="More">How many lines there would be besides these.</param>
public sealed record ReportSectionJson(string Part, string Heading, IReadOnlyList<ReportLineJson> Lines, int More)
{
    public static ReportSectionJson Of(ReportSection section) => new(
        section.Part.ToString().ToLowerInvariant(), ReportWords.Heading(section.Part), [.. section.Lines.Select(ReportLineJson.Of)], section.More);
}

/// <summary>One line of a report.</summary>
/// <param name="Tone">How grave it is: fail, warn, nodata, ok or neutral.</param>
public sealed record ReportLineJson(string Tone, string Word, string? Check, string Text, double? From, double? Until)
{
    public static ReportLineJson Of(ReportLine line) => new(
        line.Tone.ToString().ToLowerInvariant(), line.Word, line.Check, line.Text, Epoch.Seconds(line.From), Epoch.Seconds(line.Until));
}
