using System.Globalization;
using Monitor.Actors.Alerts.Rules;
using Monitor.Actors.Checks;
using static Monitor.Actors.Checks.CheckCommand;
using static Monitor.Actors.Checks.CheckEvent;

namespace Monitor.Actors.Remedies;

/// <summary>Which remedies run after a failed round, and why others do not; pure.</summary>
internal static class RemedyDecider
{
    public static IEnumerable<CheckEvent> Due(CheckState state, RecordResult round, CheckDefinition definition)
    {
        if (round.Verdict.Status != CheckStatus.Fail || state.Incident is not { } incident)
            yield break;
        if (definition.Remedies.IsEmpty)
            yield break;
        var holding = Telling.HoldingOf(state, round, definition);
        for (var i = 0; i < definition.Remedies.Length; i++)
            if (Due(i, definition.Remedies[i], incident, state, round, holding) is { } due)
                yield return due;
    }

    /// <summary>Why it would not run now; null when it would.</summary>
    public static (string Rule, string Reason)? Forbidden(
        int index, RemedyDefinition remedy, CheckState state, Holding? holding, RemedyStanding standing, DateTimeOffset now) =>
        holding is { RemediesToo: true } ? (holding.Rule, holding.Reason)
        : standing.FailingPercent > remedy.Guard.MaxFailingPercent ? ("max_failing_percent", TooMany(standing, remedy))
        : state.Budget.Forbids(index, remedy, now, state.Incident?.TreatedBy(index).Ineffective ?? 0) ?? standing.Traffic.Forbids(remedy, now);

    private static string TooMany(RemedyStanding standing, RemedyDefinition remedy) => string.Create(
        CultureInfo.InvariantCulture,
        $"{standing.FailingPercent:0.#} % of all checks fail, more than {remedy.Guard.MaxFailingPercent} %: the fault may be elsewhere");

    private static CheckEvent? Due(int index, RemedyDefinition remedy, Incident incident, CheckState state, RecordResult round, Holding? holding)
    {
        var treatment = incident.TreatedBy(index);
        var isBusy = treatment.Trial is not null || state.OpenRemedies.Values.Any(open => open.Index == index);
        if (isBusy || treatment.Runs >= remedy.MostInIncident || treatment.Ineffective >= remedy.Guard.StopAfterIneffective)
            return null;
        if (round.Remedies.Failures < remedy.Guard.AfterFailures)
            return null;
        if (Forbidden(index, remedy, state, holding, round.Remedies, round.At) is not { } forbidden)
            return new RemedyRequested(
                round.At, $"{incident.Id}/remedy{index}/{round.At.ToUnixTimeMilliseconds()}", index, remedy.Type.Name, incident.Id,
                round.Result.Observation.Kind == ObservationKind.Failed);
        return treatment.Withheld.Contains(forbidden.Rule)
            ? null
            : new RemedyHeld(round.At, index, remedy.Type.Name, incident.Id, forbidden.Reason, forbidden.Rule);
    }
}
