using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Journal;

/// <summary>Puts an incident together from what was decided about its check since it went down; pure.</summary>
internal static class IncidentRecordFold
{
    public static IncidentRecord Begin(long ordering, string check, CheckEvent.WentDown down) =>
        new(ordering, check, down.Incident, down.FailingSince ?? down.At, down.At, down.Reason);

    /// <summary>After its end only the alerts that are under way still count.</summary>
    public static IncidentRecord Then(this IncidentRecord incident, CheckEvent happened) => happened switch
    {
        CheckEvent.AlertDelivered e => incident.Settle(e.Id, e.Channel, DeliveryState.Delivered),
        CheckEvent.AlertAbandoned e => incident.Settle(e.Id, e.Channel, DeliveryState.Abandoned),
        _ when incident.End is not null => incident,
        CheckEvent.Recovered e => incident with { End = new IncidentEnd(e.At, IncidentEndKind.Recovered, RemedyWords.Cure(e)) },
        CheckEvent.Retired e => incident with { End = new IncidentEnd(e.At, IncidentEndKind.Removed) },
        CheckEvent.WentDown e => incident with { End = new IncidentEnd(e.At, IncidentEndKind.Unread) },
        CheckEvent.Acknowledged e => incident with { Acknowledged = new Acknowledgement(e.At, e.Until, e.By, e.Note) },
        CheckEvent.AcknowledgementEnded => incident with { Acknowledged = null },
        CheckEvent.AlertRaised e when AlertKinds.IsOfFailure(e.Kind) => incident.Raise(e),
        CheckEvent.AlertSuppressed e when AlertKinds.IsOfFailure(e.Kind) => incident with { NotTold = e.Reason },
        CheckEvent.SuppressionEnded => incident with { NotTold = null },
        CheckEvent.RemedyRequested e => incident.Remedy(e.Id, e),
        CheckEvent.RemedySettled e => incident.Remedy(e.Id, e),
        CheckEvent.RemedyJudged e => incident.Remedy(e.Id, e),
        CheckEvent.RemedyProposed e => incident.Remedy($"asks/{e.Index}", e),
        CheckEvent.RemedyRehearsed e => incident.Remedy($"rehearsed/{e.Index}", e),
        CheckEvent.RemedyHeld e => incident.Remedy($"held/{e.Index}", e),
        CheckEvent.RemedyExhausted e => incident.Remedy($"exhausted/{e.Index}", e),
        _ => incident,
    };

    private static IncidentRecord Raise(this IncidentRecord incident, CheckEvent.AlertRaised alert) => incident with
    {
        NotTold = null,
        Severity = alert.Severity,
        Alerts = incident.Alerts.Add(alert.Id),
        Channels = incident.Channels.SetItems(alert.Channels.Where(channel => !incident.HasTold(channel)).Select(channel => KeyValuePair.Create(channel, DeliveryState.Waiting))),
    };

    private static IncidentRecord Settle(this IncidentRecord incident, string alert, string channel, DeliveryState state) =>
        incident.Alerts.Contains(alert) && !incident.HasTold(channel) ? incident with { Channels = incident.Channels.SetItem(channel, state) } : incident;

    /// <summary>Once is enough: of what is told again it knows already.</summary>
    private static bool HasTold(this IncidentRecord incident, string channel) => incident.Channels.TryGetValue(channel, out var state) && state == DeliveryState.Delivered;

    private static IncidentRecord Remedy(this IncidentRecord incident, string id, CheckEvent happened)
    {
        var note = new RemedyNote(id, EventText.Of(happened));
        var known = incident.Remedies.FirstOrDefault(one => one.Id == id);
        return incident with { Remedies = known is null ? incident.Remedies.Add(note) : incident.Remedies.Replace(known, note) };
    }
}
