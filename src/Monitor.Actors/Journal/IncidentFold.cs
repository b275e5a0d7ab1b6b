using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Journal;

/// <summary>Puts together from the diaries of checks when they were down, told from the oldest event on; used by one thread.</summary>
/// <remarks>A check has one incident at a time: what cannot be read of its end is over with whatever follows.</remarks>
internal sealed class IncidentFold
{
    private readonly List<PastIncident> _all = [];
    private readonly Dictionary<(string Check, string Id), int> _places = [];

    /// <summary>The place of each check's incident that is not over.</summary>
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    public ImmutableArray<PastIncident> Incidents => [.. _all];

    public void Take(string check, CheckEvent happened)
    {
        switch (happened)
        {
            case CheckEvent.WentDown e:
                Begin(new PastIncident(check, e.Incident, e.FailingSince ?? e.At, null, e.Reason), e.At);
                break;
            case CheckEvent.Recovered e:
                Change(check, e.Incident, e.At, incident => incident with { Cure = RemedyWords.Cure(e) });
                End(check, e.At);
                break;
            case CheckEvent.Retired e:
                End(check, e.At, wasRemoved: true);
                break;
            case CheckEvent.RemedyJudged { Effect: not RemedyEffect.Fixed } e:
                Change(check, e.Incident, e.At, incident => incident with { Tried = RemedyWords.Of(e) });
                break;
            default:
                break;
        }
    }

    private int Begin(PastIncident incident, DateTimeOffset at)
    {
        End(incident.Check, at);
        var place = _all.Count;
        _all.Add(incident);
        _places[(incident.Check, incident.Id)] = _open[incident.Check] = place;
        return place;
    }

    private void End(string check, DateTimeOffset at, bool wasRemoved = false)
    {
        if (_open.Remove(check, out var place))
            _all[place] = _all[place] with { Until = at, WasRemoved = wasRemoved };
    }

    /// <summary>One that began before the diary is known by its name, which ends with the moment of its beginning.</summary>
    private void Change(string check, string id, DateTimeOffset at, Func<PastIncident, PastIncident> change)
    {
        if (!_places.TryGetValue((check, id), out var place))
            place = Begin(new PastIncident(check, id, IncidentId.BeganAt(id) ?? at, null, "") { BeganBefore = true }, at);
        _all[place] = change(_all[place]);
    }
}
