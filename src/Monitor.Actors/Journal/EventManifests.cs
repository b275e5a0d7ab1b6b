using System.Collections.Frozen;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>The short names under which events are stored; renaming one would make old journals unreadable.</summary>
public static class EventManifests
{
    private static readonly FrozenDictionary<string, Type> Types = new Dictionary<string, Type>
    {
        ["defined"] = typeof(CheckEvent.Defined),
        ["retired"] = typeof(CheckEvent.Retired),
        ["up"] = typeof(CheckEvent.CameUp),
        ["down"] = typeof(CheckEvent.WentDown),
        ["recovered"] = typeof(CheckEvent.Recovered),
        ["degraded"] = typeof(CheckEvent.Degraded),
        ["restored"] = typeof(CheckEvent.Restored),
        ["deadline-missed"] = typeof(CheckEvent.DeadlineMissed),
        ["run-seen"] = typeof(CheckEvent.RunSeen),
        ["run-succeeded"] = typeof(CheckEvent.RunSucceeded),
        ["job-start"] = typeof(CheckEvent.JobStartRequested),
        ["job-start-settled"] = typeof(CheckEvent.JobStartSettled),
        ["alert"] = typeof(CheckEvent.AlertRaised),
        ["alert-held"] = typeof(CheckEvent.AlertHeld),
        ["alert-delivered"] = typeof(CheckEvent.AlertDelivered),
        ["alert-abandoned"] = typeof(CheckEvent.AlertAbandoned),
        ["alert-suppressed"] = typeof(CheckEvent.AlertSuppressed),
        ["suppression-ended"] = typeof(CheckEvent.SuppressionEnded),
        ["flapping"] = typeof(CheckEvent.FlappingStarted),
        ["flapping-stopped"] = typeof(CheckEvent.FlappingStopped),
        ["acknowledged"] = typeof(CheckEvent.Acknowledged),
        ["acknowledgement-ended"] = typeof(CheckEvent.AcknowledgementEnded),
        ["paused"] = typeof(CheckEvent.Paused),
        ["resumed"] = typeof(CheckEvent.Resumed),
        ["maintenance"] = typeof(CheckEvent.MaintenanceSet),
        ["maintenance-ended"] = typeof(CheckEvent.MaintenanceEnded),
        ["remedy"] = typeof(CheckEvent.RemedyRequested),
        ["remedy-proposed"] = typeof(CheckEvent.RemedyProposed),
        ["remedy-rehearsed"] = typeof(CheckEvent.RemedyRehearsed),
        ["remedy-held"] = typeof(CheckEvent.RemedyHeld),
        ["remedy-settled"] = typeof(CheckEvent.RemedySettled),
        ["remedy-exhausted"] = typeof(CheckEvent.RemedyExhausted),
        ["remedy-judged"] = typeof(CheckEvent.RemedyJudged),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> Manifests = Types.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static IEnumerable<string> All => Types.Keys;

    public static string Of(CheckEvent happened) => Of(happened.GetType());

    public static string Of(Type kind) => Manifests[kind];

    /// <summary>Null for a manifest that this version does not know.</summary>
    public static Type? TypeOf(string manifest) => Types.GetValueOrDefault(manifest);
}
