using Monitor.Actors.Checks;

namespace Monitor.Actors.Reports;

/// <summary>Which checks are not OK now, since when, and who knows; pure.</summary>
internal static class ReportStanding
{
    public static ReportSection Of(ReportFacts facts) => ReportSection.Of(
        ReportPart.Standing,
        facts.Checks
            .Select(check => (Check: check, Tone: facts.ToneOf(check)))
            .Where(one => one.Tone is ReportTone.Fail or ReportTone.Warn or ReportTone.NoData)
            .OrderBy(one => one.Tone).ThenBy(one => one.Check.Name)
            .Select(one => Line(facts, one.Check, one.Tone)));

    private static ReportLine Line(ReportFacts facts, CheckDefinition check, ReportTone tone)
    {
        var tile = facts.Tile(check);
        string?[] said =
        [
            tile?.Reason ?? (tone == ReportTone.NoData ? "not looked at yet" : null),
            tile?.Rest,
            tile?.Quiet?.Acknowledged is { } taken ? $"acknowledged by {taken.By}{(taken.Note is { } note ? $": {note}" : "")}" : tile?.Quiet?.InWords(facts.At, facts.Zone),
        ];
        return new ReportLine(tone, Word(tone), check.Name.Value, string.Join("; ", said.OfType<string>()), tone == ReportTone.Fail ? tile?.FirstFailedAt ?? tile?.Since : tile?.Since);
    }

    private static string Word(ReportTone tone) => tone switch
    {
        ReportTone.Fail => "FAIL",
        ReportTone.Warn => "WARN",
        _ => "NO DATA",
    };
}
