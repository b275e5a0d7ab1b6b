using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Reports;

/// <summary>What broke and healed, for how long, and what healed it; pure.</summary>
internal static class ReportIncidents
{
    /// <summary>A check with more of them gets one line for all.</summary>
    private const int MostOfOneCheck = 3;

    public static ReportSection Of(ReportFacts facts) => ReportSection.Of(
        ReportPart.Incidents,
        facts.PastOfSelected.GroupBy(past => past.Check)
            .SelectMany(check => Lines(check.Key, Incidents(check.Select(past => past.Happened)), facts.At))
            .OrderBy(line => line.From).ThenBy(line => line.Check, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<ReportLine> Lines(CheckName check, IReadOnlyCollection<Seen> incidents, DateTimeOffset now)
    {
        if (incidents.Count <= MostOfOneCheck)
            return incidents.Select(incident => Line(check, incident, now));
        var (last, down) = (incidents.Last(), incidents.Aggregate(TimeSpan.Zero, (sum, one) => sum + ((one.Until ?? now) - one.From)));
        return
        [
            new ReportLine(
                last.Until is null ? ReportTone.Fail : ReportTone.Ok, last.Until is null ? "failing" : "recovered", check.Value,
                $"{incidents.Count} times, {ReportWords.Span(down)} in all; the last time {Story(last, now)}", incidents.First().From, last.Until),
        ];
    }

    private static ReportLine Line(CheckName check, Seen incident, DateTimeOffset now) => new(
        incident.Until is null ? ReportTone.Fail : ReportTone.Ok, incident.Until is null ? "failing" : "recovered", check.Value, Story(incident, now), incident.From, incident.Until);

    private static string Story(Seen incident, DateTimeOffset now)
    {
        var lasted = ReportWords.Span((incident.Until ?? now) - incident.From);
        string?[] said =
        [
            incident.Until is null ? $"for {lasted} now" : $"after {lasted}",
            incident.Reason,
            incident.Cure ?? (incident.Until is null ? null : "by itself"),
            incident.Cure is null ? incident.Tried : null,
        ];
        return string.Join("; ", said.OfType<string>());
    }

    private static List<Seen> Incidents(IEnumerable<CheckEvent> events)
    {
        var seen = new List<Seen>();
        foreach (var happened in events)
            switch (happened)
            {
                case CheckEvent.WentDown e:
                    seen.Add(new Seen(e.Incident, e.FailingSince ?? e.At, e.Reason));
                    break;
                case CheckEvent.Recovered e:
                    Put(seen, e.Incident, incident => incident with { Until = e.At, Cure = e.Cure ?? (e.After is { } remedy ? $"after {remedy} ran" : null) }, e.At);
                    break;
                case CheckEvent.RemedyJudged { Effect: not RemedyEffect.Fixed } e:
                    Put(seen, e.Incident, incident => incident with { Tried = RemedyWords.Of(e) }, e.At);
                    break;
                default:
                    break;
            }

        return seen;
    }

    /// <summary>One that began before the time of the report is known by its name, which ends with the moment of its beginning.</summary>
    private static void Put(List<Seen> seen, string name, Func<Seen, Seen> change, DateTimeOffset now)
    {
        var at = seen.FindIndex(incident => incident.Name == name);
        if (at >= 0)
            seen[at] = change(seen[at]);
        else
            seen.Add(change(new Seen(name, BeganAt(name) ?? now, null)));
    }

    private static DateTimeOffset? BeganAt(string incident) =>
        long.TryParse(incident.AsSpan(incident.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;

    private sealed record Seen(string Name, DateTimeOffset From, string? Reason)
    {
        public DateTimeOffset? Until { get; init; }

        public string? Cure { get; init; }

        public string? Tried { get; init; }
    }
}
