using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Health;

/// <summary>A problem of the monitor as channels carry it: an alert with words of its own; pure.</summary>
public static class EngineAlert
{
    /// <summary>Appears in no list of checks: it only fills the place of a check's name.</summary>
    private static readonly CheckName Sender = CheckName.Of("monitor");

    public static OfferAlert Offer(EngineProblemChange change, AlertNotice notice, string channel)
    {
        var kind = change.HasEnded ? AlertKind.Recovered : AlertKind.FirstFail;
        var incident = $"engine-{change.Problem.Kind.ToString().ToLowerInvariant()}-{change.Problem.Since.UtcTicks}";
        var alert = new CheckEvent.AlertRaised(
            change.At, CheckDecider.AlertId(incident, kind), kind, incident, "MONITOR", change.Problem.Text, Details: null, [channel]);
        return new OfferAlert(Sender, alert, channel) { Notice = notice };
    }
}
