using Monitor.Actors.Config;

namespace Monitor.Actors.Reports;

/// <summary>When the monitor was not running, and which checks could not be looked at; pure.</summary>
internal static class ReportGaps
{
    /// <summary>A restart in less is not worth a line.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    public static ReportSection Of(ReportFacts facts) => ReportSection.Of(
        ReportPart.Gaps,
        facts.Away.Where(gap => gap.Until - gap.From >= Short).OrderBy(gap => gap.From)
            .Select(gap => new ReportLine(ReportTone.NoData, "not running", null, $"the monitor was not running for {ReportWords.Span(gap.Until - gap.From)}", gap.From, gap.Until))
            .Concat(facts.Unseen.Where(one => facts.Selected.ContainsKey(one.Check)).OrderByDescending(one => one.Rounds).ThenBy(one => one.Check)
                .Select(one => new ReportLine(
                    ReportTone.NoData, "no data", one.Check.Value, $"{Counted.Of(one.Rounds, "round")} without data{(one.Reason is { } reason ? $"; the last: {reason}" : "")}", one.From, one.Until))));
}
