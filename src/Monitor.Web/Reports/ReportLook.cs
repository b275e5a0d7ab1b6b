using Monitor.Actors.Reports;
using Monitor.Web.Shared;

namespace Monitor.Web.Reports;

/// <summary>How reports look: their lines, and whether they are signed off.</summary>
public static class ReportLook
{
    private static readonly StatusLook Signed = StatusLook.Ok with { Word = "Signed off" };

    private static readonly StatusLook Unsigned = StatusLook.Warn with { Word = "Not signed off" };

    private static readonly StatusLook Overdue = StatusLook.Fail with { Word = "Overdue" };

    private static readonly StatusLook Told = StatusLook.Paused with { Glyph = "M8 7.4V11.3M8 4.7V4.9" };

    /// <summary>How a line looks, in its own word.</summary>
    public static StatusLook For(ReportLine line) => Of(line.Tone) with { Word = line.Word };

    public static StatusLook For(ReportHead head, DateTimeOffset now) => head.Signed is not null ? Signed : head.SignOffBy <= now ? Overdue : Unsigned;

    /// <summary>Until when these look as they do now, if nothing happens: then one is overdue, or another comes next.</summary>
    public static DateTimeOffset HoldsUntil(IEnumerable<ReportHead> heads, IEnumerable<ReportDefinition> wanted, DateTimeOffset now) =>
        heads.Where(head => head.Signed is null).Select(head => head.SignOffBy).OfType<DateTimeOffset>().Where(by => by > now)
            .Concat(wanted.Select(report => report.Schedule.NextAfter(now)))
            .DefaultIfEmpty(DateTimeOffset.MaxValue).Min();

    public static StatusLook Of(ReportTone tone) => tone switch
    {
        ReportTone.Fail => StatusLook.Fail,
        ReportTone.Warn => StatusLook.Warn,
        ReportTone.NoData => StatusLook.NoData,
        ReportTone.Ok => StatusLook.Ok,
        _ => Told,
    };

    /// <summary>How it stood, at a glance.</summary>
    public static StatusLook Of(ReportCounts counts) => Of(
        counts.Fail > 0 ? ReportTone.Fail : counts.Warn > 0 ? ReportTone.Warn : counts.NoData > 0 ? ReportTone.NoData : ReportTone.Ok);

    public static string AddressOf(string id) => $"/reports/{Uri.EscapeDataString(id)}";
}
