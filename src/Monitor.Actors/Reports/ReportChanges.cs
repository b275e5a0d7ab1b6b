using Monitor.Actors.Checks;

namespace Monitor.Actors.Reports;

/// <summary>Which checks were added, changed and removed; pure.</summary>
/// <remarks>Of a check that was removed nobody can tell any more whether it was selected: it is told to everybody.</remarks>
internal static class ReportChanges
{
    public static ReportSection Of(ReportFacts facts) => ReportSection.Of(
        ReportPart.Changes,
        facts.Past
            .Where(past => past.Happened is CheckEvent.Defined or CheckEvent.Retired)
            .GroupBy(past => past.Check)
            .Select(check => Line(facts, check.Key, [.. check]))
            .OfType<ReportLine>()
            .OrderBy(line => line.From).ThenBy(line => line.Check, StringComparer.OrdinalIgnoreCase));

    private static ReportLine? Line(ReportFacts facts, CheckName check, PastEvent[] events)
    {
        var (isNew, last) = (events[0] is { IsFirst: true, Happened: CheckEvent.Defined }, events[^1].Happened);
        if (last is CheckEvent.Retired)
            return isNew ? null : new ReportLine(ReportTone.Neutral, "removed", check.Value, "is not looked at any more", last.At);
        if (!facts.Selected.ContainsKey(check))
            return null;
        var (source, times) = (((CheckEvent.Defined)last).Source, events.Count(past => past.Happened is CheckEvent.Defined));
        return isNew
            ? new ReportLine(ReportTone.Neutral, "added", check.Value, $"in {source}", events[0].Happened.At)
            : new ReportLine(ReportTone.Neutral, "changed", check.Value, times == 1 ? $"in {source}" : $"{times} times, in {source}", last.At);
    }
}
