using Monitor.Actors.Journal;

namespace Monitor.Actors.Reports;

/// <summary>What broke and healed, for how long, and what healed it; pure.</summary>
internal static class ReportIncidents
{
    /// <summary>A check with more of them gets one line for all.</summary>
    private const int MostOfOneCheck = 3;

    public static ReportSection Of(ReportFacts facts) => ReportSection.Of(
        ReportPart.Incidents,
        PastIncident.WithEarlier(facts.PastOfSelected.Select(past => (past.Check.Value, past.Happened))).GroupBy(incident => incident.Check)
            .SelectMany(check => Lines(check.Key, [.. check], facts.At))
            .OrderBy(line => line.From).ThenBy(line => line.Check, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<ReportLine> Lines(string check, PastIncident[] incidents, DateTimeOffset now)
    {
        if (incidents.Length <= MostOfOneCheck)
            return incidents.Select(incident => Line(check, incident, incident.Since, Story(incident, now)));
        var (last, down) = (incidents[^1], incidents.Aggregate(TimeSpan.Zero, (sum, one) => sum + ((one.Until ?? now) - one.Since)));
        return [Line(check, last, incidents[0].Since, $"{incidents.Length} times, {ReportWords.Span(down)} in all; the last time {Story(last, now)}")];
    }

    private static ReportLine Line(string check, PastIncident last, DateTimeOffset from, string text) => last switch
    {
        { Until: null } => new(ReportTone.Fail, "failing", check, text, from),
        { WasRemoved: true } => new(ReportTone.Neutral, "removed", check, text, from, last.Until),
        _ => new(ReportTone.Ok, "recovered", check, text, from, last.Until),
    };

    private static string Story(PastIncident incident, DateTimeOffset now)
    {
        var lasted = ReportWords.Span((incident.Until ?? now) - incident.Since);
        string?[] said =
        [
            incident.Until is null ? $"for {lasted} now" : $"after {lasted}",
            incident.Reason,
            incident.Cure ?? End(incident),
            incident.Cure is null ? incident.Tried : null,
        ];
        return string.Join("; ", said.Where(text => !string.IsNullOrEmpty(text)));
    }

    /// <summary>How it ended that nothing is known to have healed; null while it has not.</summary>
    private static string? End(PastIncident incident) => incident switch
    {
        { Until: null } => null,
        { WasRemoved: true } => "the check was removed",
        _ => "by itself",
    };
}
