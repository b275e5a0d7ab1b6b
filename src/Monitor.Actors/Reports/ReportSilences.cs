using Monitor.Actors.Checks;

namespace Monitor.Actors.Reports;

/// <summary>Silences that end before the day is over, so that nobody is surprised by what is told then; pure.</summary>
internal static class ReportSilences
{
    public static ReportSection Of(ReportFacts facts)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(facts.At, facts.Zone).DateTime);
        var midnight = WallTime.Earlier(today.AddDays(1).ToDateTime(TimeOnly.MinValue), facts.Zone);
        return ReportSection.Of(
            ReportPart.Silences,
            facts.Silences
                .Where(silence => silence.Until > facts.At && silence.Until <= midnight && facts.Checks.Any(silence.Match.Concerns))
                .OrderBy(silence => silence.Until)
                .Select(silence => new ReportLine(
                    ReportTone.Neutral, $"ends {ReportWords.Clock(silence.Until, facts.At, facts.Zone)}", null, $"{silence.Match}: {silence.Reason} (by {silence.By})", silence.Since, silence.Until)));
    }
}
