using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using static Monitor.Actors.Checks.CheckCommand;
using static Monitor.Actors.Checks.CheckEvent;

namespace Monitor.Actors.Remedies;

/// <summary>That remedies have done what they may and it still fails: found out once, told once to those who know of the failure; pure.</summary>
internal static class ExhaustedTelling
{
    /// <summary>Which remedies have used up what their guards allow them in the incident.</summary>
    public static IEnumerable<CheckEvent> Found(CheckState state, RecordResult round, CheckDefinition definition)
    {
        if (round.Verdict.Status != CheckStatus.Fail || state.Incident is not { } incident || incident.Treatments.IsEmpty)
            yield break;
        foreach (var (index, treatment) in incident.Treatments)
        {
            if (treatment.Exhausted is not null || treatment.Trial is not null || index >= definition.Remedies.Length)
                continue;
            if (state.OpenRemedies.Values.All(open => open.Index != index) && Used(treatment, definition.Remedies[index]) is { } used)
                yield return new RemedyExhausted(round.At, index, definition.Remedies[index].Type.Name, incident.Id, used);
        }
    }

    public static IEnumerable<CheckEvent> News(CheckState state, RecordResult round, CheckDefinition definition)
    {
        if (round.Verdict.Status != CheckStatus.Fail || state.Incident is not { Acknowledged: null } incident || state.Quiet?.Held is not null)
            yield break;
        var untold = incident.Treatments.Values.Where(treatment => treatment is { Exhausted: not null, ExhaustedTold: false }).Select(treatment => treatment.Exhausted).ToArray();
        if (untold.Length == 0 || !definition.NotifyOn.Contains(AlertKind.FirstFail) || Telling.HoldingOf(state, round, definition) is not null)
            yield break;
        var channels = definition.KnowingNow(incident, round.At);
        if (!channels.IsEmpty)
            yield return Telling.Of(AlertKind.RemediationExhausted, incident.KnownAs, round, definition, channels, Telling.MomentOf(round)) with
            {
                Reason = $"{string.Join("; ", untold)}; {round.Verdict.Reason ?? "it fails"}",
            };
    }

    private static string? Used(Treatment treatment, RemedyDefinition remedy) =>
        treatment.Ineffective >= remedy.Guard.StopAfterIneffective ? $"{remedy.Type.Name} ran {Times(treatment.Runs)} in this incident without helping"
        : treatment.Runs >= remedy.Guard.MaxPerIncident && !remedy.DryRun ? $"{remedy.Type.Name} ran {Times(treatment.Runs)} in this incident, which is its limit"
        : null;

    private static string Times(int number) => number == 1 ? "once" : $"{number} times";
}
