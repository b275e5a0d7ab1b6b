using Monitor.Actors.History;

namespace Monitor.Actors.Checks;

/// <summary>A finished round as a row of the history.</summary>
public static class RoundRow
{
    /// <summary>An attempt that got no usable answer has the latency 0 of the original (PARITY H11) as null.</summary>
    public static ResultRow Of(CheckDefinition check, ProbeResult result, RoundVerdict verdict, bool inMaintenance = false) => new(
        check.Name,
        result.At,
        (ResultKind)verdict.Status,
        !result.Observation.Timed || result.Observation.Kind is ObservationKind.Error or ObservationKind.NotObserved ? null : result.LatencyMs,
        result.Attempts,
        result.Observation.StatusCode,
        verdict.Status == CheckStatus.Ok ? null : verdict.Reason,
        verdict.Details)
    {
        NextWithin = check.LongestSilence(result.At),
        InMaintenance = inMaintenance,
    };
}
