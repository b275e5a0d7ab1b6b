using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Journal;

namespace Monitor.Web.Incidents;

/// <summary>Puts what failed behind something that failed under that; pure.</summary>
/// <remarks>What a check depends on is what its definition says now.</remarks>
public static class IncidentTree
{
    private const int MostOthers = 50;

    /// <summary>What depends on something may be looked at a little earlier than that.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>In their order; each that has a cause among them is under the first cause of all.</summary>
    public static ImmutableArray<IncidentEntry> Of(IReadOnlyList<IncidentRecord> incidents, BoardSnapshot board)
    {
        var byCheck = incidents.ToLookup(incident => incident.Check, StringComparer.OrdinalIgnoreCase);
        var causes = incidents.ToDictionary(incident => incident.Id, incident => CauseOf(incident, byCheck, board), StringComparer.Ordinal);
        var behind = incidents.Where(incident => causes[incident.Id] is not null).ToLookup(incident => Root(incident, causes).Id, StringComparer.Ordinal);
        return [.. incidents.Where(incident => Root(incident, causes) == incident)
            .Select(incident => Entry(incident, [.. behind[incident.Id].Where(one => one != incident).Select(one => Entry(one, []))]))];

        IncidentEntry Entry(IncidentRecord incident, ImmutableArray<IncidentEntry> under) => new(incident, board.Find(incident.Check), under);
    }

    /// <summary>What else failed while an incident went on: what it was behind, what was behind it, and the rest.</summary>
    public static ImmutableArray<RelatedIncident> Others(IncidentRecord incident, IEnumerable<PastIncident> meanwhile, BoardSnapshot board)
    {
        var above = Ancestors(incident.Check, board);
        return
        [
            .. meanwhile.Where(other => other.Id != incident.Id).Select(other => new RelatedIncident(other, Tie(other.Check)))
                .OrderBy(related => related.Tie).ThenBy(related => (related.Incident.Since - incident.Since).Duration()).Take(MostOthers),
        ];

        IncidentTie Tie(string other) =>
            above.Contains(other) ? IncidentTie.Cause : Ancestors(other, board).Contains(incident.Check) ? IncidentTie.Behind : IncidentTie.SameTime;
    }

    private static IncidentRecord? CauseOf(IncidentRecord incident, ILookup<string, IncidentRecord> byCheck, BoardSnapshot board) =>
        Parents(incident.Check, board).SelectMany(parent => byCheck[parent]).Where(parent => IsBehind(incident, parent)).MinBy(parent => (parent.Since - incident.Since).Duration());

    /// <summary>Whether one began while the other went on; what goes on is not hidden under what is over.</summary>
    private static bool IsBehind(IncidentRecord one, IncidentRecord other) =>
        other.Since <= one.DownAt + Slack && (one.End is null ? other.End is null : one.End.At >= other.Since && (other.End is null || other.End.At >= one.Since));

    /// <summary>All that it depends on, near and far.</summary>
    private static HashSet<string> Ancestors(string check, BoardSnapshot board)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var next = new Queue<string>([check]);
        while (next.TryDequeue(out var one))
            foreach (var parent in Parents(one, board).Where(found.Add))
                next.Enqueue(parent);
        return found;
    }

    private static IEnumerable<string> Parents(string check, BoardSnapshot board) =>
        board.Find(check) is { } tile ? tile.DependsOn.Select(parent => parent.Value) : [];

    private static IncidentRecord Root(IncidentRecord incident, Dictionary<string, IncidentRecord?> causes)
    {
        var (root, steps) = (incident, 0);
        while (causes[root.Id] is { } cause)
        {
            if (++steps > causes.Count)
                return incident; // a circle, which no configuration has
            root = cause;
        }

        return root;
    }
}
