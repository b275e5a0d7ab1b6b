using Monitor.Actors.Checks;
using static Monitor.Actors.Checks.CheckCommand;
using static Monitor.Actors.Checks.CheckEvent;

namespace Monitor.Actors.Remedies;

/// <summary>Whether remedies have helped, by the rounds that started after they were done; pure.</summary>
internal static class RemedyJudge
{
    /// <summary>Before it is decided that the check recovers, so that the recovery can name what brought it about.</summary>
    public static IEnumerable<CheckEvent> News(CheckState state, RecordResult round, CheckDefinition definition)
    {
        if (state.Incident is not { } incident)
            yield break;
        var recovers = round.Verdict.Status is CheckStatus.Ok or CheckStatus.Warn;
        var last = recovers ? incident.Trials.MaxBy(trial => trial.DoneAt) : null;
        foreach (var trial in incident.Trials)
            if ((recovers ? Recovery(trial, last!, round, definition) : Look(trial, round, definition)) is { } seen) // of trials there is a last
                yield return Judged(trial.Request, round, incident, seen.Effect, seen.Reason);
        if (recovers)
            foreach (var open in state.OpenRemedies.Values.Where(open => open.Incident == incident.Id))
                yield return Judged(open, round, incident, RemedyEffect.Unknown, "the check recovered before it was done");
    }

    /// <summary>When the check has to be looked at to judge a run; null when there is none to judge, or no hurry.</summary>
    /// <param name="lookedAt">When its last round started.</param>
    public static DateTimeOffset? LookAt(CheckState state, CheckDefinition definition, DateTimeOffset lookedAt) => state.Incident?.Trials
        .Select(trial => NextLook(trial, definition.VerifyOf(trial.Request.Index), lookedAt)).Min();

    /// <summary>What may have brought a recovery about: an own remedy, or one of another check under the same lock (PARITY R6).</summary>
    public static string? After(Incident incident, RecordResult round, CheckDefinition definition) => incident.LastCure ?? definition.Remedies
        .Select(remedy => remedy.Guard.Lock is { } name ? round.Remedies.Traffic.Done.GetValueOrDefault(name) : null)
        .FirstOrDefault(use => use is not null && use.Check != definition.Name && use.At >= incident.OpenedAt && use.At <= round.LookedAt)?.ToString();

    /// <summary>Adds to the news of a recovery what has brought it about; to its details, and so to mails, only where <c>verify</c> asks (PARITY N2).</summary>
    public static IEnumerable<CheckEvent> WithCure(IEnumerable<CheckEvent> news, Recovered? ended, CheckDefinition definition) =>
        (ended is null ? null : RemedyWords.Cure(ended)) is not { } cure ? news
        : news.Select(happened => happened is AlertRaised { Kind: AlertKind.Recovered } alert
            ? alert with { Reason = alert.Reason is null ? cure : $"{cure}; {alert.Reason}", Details = definition.Remedies.Any(remedy => remedy.Verify is not null) ? WithCure(alert.Details, cure) : alert.Details }
            : happened);

    private static string WithCure(string? details, string cure)
    {
        var own = ErrorDetails.Json(("remedy", cure));
        return details is null or "{}" ? own : $"{details[..^1]},{own[1..]}";
    }

    private static DateTimeOffset? NextLook(RemedyTrial trial, VerifyPlan? plan, DateTimeOffset lookedAt)
    {
        if (plan is null)
            return null;
        if (lookedAt < trial.DoneAt)
            return trial.DoneAt;
        if (plan.Pace is not { } pace)
            return null;
        var next = Math.Floor((lookedAt - trial.DoneAt) / pace) + 1;
        return next < plan.Probes ? trial.DoneAt + (pace * next) : null;
    }

    private static (RemedyEffect Effect, string? Reason)? Recovery(RemedyTrial trial, RemedyTrial last, RecordResult round, CheckDefinition definition)
    {
        var patience = (definition.VerifyOf(trial.Request.Index)?.Within ?? TimeSpan.Zero)
            + (definition.LongestSilence(trial.DoneAt) * definition.Patience.SuccessThreshold);
        return trial != last ? (RemedyEffect.Unknown, $"{last.Request.Action} was done after it")
            : round.At - trial.DoneAt > patience ? (RemedyEffect.Unknown, "nobody could look at the check for too long")
            : (RemedyEffect.Fixed, null);
    }

    private static (RemedyEffect Effect, string? Reason)? Look(RemedyTrial trial, RecordResult round, CheckDefinition definition)
    {
        var plan = definition.VerifyOf(trial.Request.Index);
        var patience = plan?.Patience ?? TimeSpan.Zero;
        if (round.LookedAt < trial.DoneAt + patience)
            return null;
        if (round.Verdict.Status == CheckStatus.Unknown)
            return plan is not null ? (RemedyEffect.Unknown, round.Verdict.Reason ?? "nothing was observed") : null;
        var isWorse = trial.Request.Answered == true && round.Result.Observation.Kind == ObservationKind.Error;
        return (isWorse ? RemedyEffect.MadeWorse : RemedyEffect.DidNotHelp, round.Verdict.Reason ?? "it fails");
    }

    private static RemedyJudged Judged(RemedyRequested request, RecordResult round, Incident incident, RemedyEffect effect, string? reason) => new(
        round.At, request.Id, request.Index, request.Action, incident.Id, effect, incident.TreatedBy(request.Index).Runs,
        Math.Round((round.At - request.At).TotalSeconds, 3), reason);
}
