using System.Globalization;
using Monitor.Actors.Config;

namespace Monitor.Actors.Reports;

/// <summary>Certificates that expire soon, of those that the last rounds were shown; pure.</summary>
internal static class ReportCertificates
{
    public static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    private static readonly TimeSpan VerySoon = TimeSpan.FromDays(7);

    public static ReportSection Of(ReportFacts facts) => ReportSection.Of(
        ReportPart.Certificates,
        facts.Checks
            .Select(check => (check.Name, Until: facts.Tile(check)?.CertificateUntil))
            .Where(one => one.Until - facts.At < Soon)
            .OrderBy(one => one.Until)
            .Select(one => Line(one.Name.Value, one.Until!.Value, one.Until.Value - facts.At))); // what is compared is there

    private static ReportLine Line(string check, DateTimeOffset until, TimeSpan left) => new(
        left < VerySoon ? ReportTone.Fail : ReportTone.Warn,
        left <= TimeSpan.Zero ? "expired" : Counted.Of((int)left.TotalDays, "day"),
        check,
        string.Create(CultureInfo.InvariantCulture, $"valid until {until.UtcDateTime:yyyy-MM-dd}"),
        Until: until);
}
