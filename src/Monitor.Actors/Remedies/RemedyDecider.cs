using System.Globalization;
using Monitor.Actors.Alerts.Rules;
using Monitor.Actors.Checks;
using static Monitor.Actors.Checks.CheckCommand;
using static Monitor.Actors.Checks.CheckEvent;

namespace Monitor.Actors.Remedies;

/// <summary>Which remedies run after a failed round, and why others do not; pure.</summary>
internal static class RemedyDecider
{
    /// <summary>What was proposed longer ago has to be proposed anew: much may have changed.</summary>
    private static readonly TimeSpan ProposalLife = TimeSpan.FromHours(1);

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

    /// <summary>At most once: whoever comes second finds nothing that waits. What may not run now waits on.</summary>
    public static IReadOnlyList<CheckEvent> Approved(CheckState state, ApproveRemedy order, CheckDefinition definition) =>
        Refusal(state, order, definition) is null && state.Incident is { } incident && incident.ProposalOf(order.Id) is { } proposal
            ? [new RemedyRequested(order.At, RunId(incident, proposal.Index, proposal.At), proposal.Index, proposal.Action, incident.Id, proposal.Answered, order.By)]
            : [];

    /// <summary>Why what is approved does not run, in a sentence; null when it does.</summary>
    public static string? Refusal(CheckState state, ApproveRemedy order, CheckDefinition definition)
    {
        if (state.Incident is not { } incident)
            return "the failure is over; there is nothing left to mend";
        if (incident.ProposalOf(order.Id) is not { } proposal || proposal.Index >= definition.Remedies.Length)
            return "no such remedy waits for approval, or no longer";
        if (proposal.Until <= order.At)
            return $"{proposal.Action} waited for approval until {proposal.Until:u}; it is proposed anew if the check fails again";
        if (state.OpenRemedies.Values.Any(open => open.Index == proposal.Index))
            return $"{proposal.Action} runs already";
        var remedy = definition.Remedies[proposal.Index];
        var forbidden = state.Budget.Forbids(proposal.Index, remedy, order.At, incident.TreatedBy(proposal.Index).Ineffective) ?? order.Traffic.Forbids(remedy, order.At);
        return forbidden is { } rule ? $"{proposal.Action} may not run now, and waits on for approval: {rule.Reason}" : null;
    }

    private static CheckEvent Run(int index, RemedyDefinition remedy, Incident incident, RecordResult round)
    {
        var answered = round.Result.Observation.Kind == ObservationKind.Failed;
        return remedy.DryRun ? new RemedyRehearsed(round.At, index, remedy.Type.Name, incident.Id)
            : remedy.NeedsApproval ? new RemedyProposed(
                round.At, string.Create(CultureInfo.InvariantCulture, $"{index}-{round.At.ToUnixTimeMilliseconds()}"), index, remedy.Type.Name, incident.Id,
                round.At + ProposalLife, answered)
            : new RemedyRequested(round.At, RunId(incident, index, round.At), index, remedy.Type.Name, incident.Id, answered);
    }

    private static string RunId(Incident incident, int index, DateTimeOffset decidedAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{incident.Id}/remedy{index}/{decidedAt.ToUnixTimeMilliseconds()}");

    private static CheckEvent? Due(int index, RemedyDefinition remedy, Incident incident, CheckState state, RecordResult round, Holding? holding)
    {
        var treatment = incident.TreatedBy(index);
        var isBusy = treatment.Trial is not null || state.OpenRemedies.Values.Any(open => open.Index == index);
        if (isBusy || treatment.Runs >= remedy.MostInIncident || treatment.Ineffective >= remedy.Guard.StopAfterIneffective)
            return null;
        if (round.Remedies.Failures < remedy.Guard.AfterFailures)
            return null;
        if (treatment.Proposal?.Until > round.At)
            return null;
        if (Forbidden(index, remedy, state, holding, round.Remedies, round.At) is not { } forbidden)
            return Run(index, remedy, incident, round);
        return treatment.Withheld.Contains(forbidden.Rule)
            ? null
            : new RemedyHeld(round.At, index, remedy.Type.Name, incident.Id, forbidden.Reason, forbidden.Rule);
    }
}
