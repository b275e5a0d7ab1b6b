using System.Diagnostics;
using Monitor.Actors.Remedies;
using static Monitor.Actors.Checks.CheckCommand;
using static Monitor.Actors.Checks.CheckEvent;

namespace Monitor.Actors.Checks;

/// <summary>The whole judgement about a check: what follows from a command; pure.</summary>
public static class CheckDecider
{
    /// <summary>Why a recovery is given up where the failure was.</summary>
    public const string NeverAnnounced = "the failure was never announced there";

    /// <summary>The events that follow; none when the command changes nothing or comes a second time.</summary>
    public static IReadOnlyList<CheckEvent> Decide(this CheckState state, CheckCommand command, CheckDefinition definition) =>
        command switch
        {
            RecordResult c => Record(state, c, definition),
            Define c => Adopt(state, c, definition),
            Retire c => CloseDown(state, c),
            StartJob c => Start(state, c),
            SettleJobStart c => state.Job.Starting ? [new JobStartSettled(c.At, c.JobId, c.Problem)] : [],
            SettleAlert c => Settle(state, c),
            Resend c => Resending.Decide(state, c),
            SettleRemedy c => Settle(state, c),
            CloseLost c => Lose(state, c),
            Acknowledge c => Orders.Decide(state, c),
            Unacknowledge c => Orders.Decide(state, c),
            AddNote c => [new Noted(c.At, c.Incident, c.By, c.Text)],
            Pause c => Orders.Decide(state, c),
            Resume c => Orders.Decide(state, c),
            SetMaintenance c => Orders.Decide(state, c),
            EndMaintenance c => Orders.Decide(state, c),
            ApproveRemedy c => RemedyDecider.Approved(state, c, definition),
            _ => throw new UnreachableException($"{command.GetType().Name} has no Decide"),
        };

    /// <summary>The same for every attempt to deliver the same news.</summary>
    public static string AlertId(string incident, AlertKind kind, string? window = null) =>
        window is null ? $"{incident}/{AlertKinds.Word(kind)}" : $"{incident}/{AlertKinds.Word(kind)}/{window}";

    private static IReadOnlyList<CheckEvent> Record(CheckState state, RecordResult round, CheckDefinition definition)
    {
        if (round is { Verdict.Status: CheckStatus.Ok, Result.Observation.Run: null, Outcomes: null }
            && state is { Status: CheckStatus.Ok, Incident: null, Quiet: null })
            return []; // as almost every round ends
        var story = new Story(state);
        story.Add(Orders.Expired(story.Now, round.At));
        story.Add(RunNews(story.Now, round, definition));
        if (round.Streak is { IsSettled: false })
            return story.Events; // a soft state: shown, not decided
        story.Add(RemedyJudge.News(story.Now, round, definition));
        var recovered = story.Add(StatusNews(story.Now, round, definition)).OfType<Recovered>().FirstOrDefault();
        story.Add(FlapChange(story.Now, round, definition));
        story.Add(RemedyJudge.WithCure(Telling.StatusNews(state, story.Now, round, definition), recovered, definition));
        story.Add(Telling.FlapNews(state, story.Now, round, definition));
        story.Add(LateTelling.News(story.Now, round, definition));
        story.Add(Telling.DeadlineNews(story.Now, round, definition));
        story.Add(ExhaustedTelling.Found(story.Now, round, definition));
        story.Add(ExhaustedTelling.News(story.Now, round, definition));
        story.Add(RemedyDecider.Due(story.Now, round, definition));
        return story.Events;
    }

    private static IEnumerable<CheckEvent> RunNews(CheckState state, RecordResult round, CheckDefinition definition)
    {
        if (round.Result.Observation.Run is not { Id: { } id } run)
            yield break;
        if (run.HasSucceeded && id != state.Job.SucceededId && JobMoment.Of(run, state, definition.Zone, round.At).SucceededAt is { } at)
            yield return new RunSucceeded(round.At, id, at);
        if (id != state.Job.RunId)
            yield return new RunSeen(round.At, id, run.StartedAt);
    }

    private static IEnumerable<CheckEvent> StatusNews(CheckState state, RecordResult round, CheckDefinition definition) =>
        round.Verdict.Status switch
        {
            CheckStatus.Fail when state.Incident is null => GoDown(round, definition),
            CheckStatus.Ok or CheckStatus.Warn when state.Incident is { } incident => ComeBack(incident, round, definition),
            CheckStatus.Ok when state.Status == CheckStatus.Unknown => [new CameUp(round.At)],
            CheckStatus.Ok when state.Status == CheckStatus.Warn => [new Restored(round.At)],
            CheckStatus.Warn when state.Status != CheckStatus.Warn => [new Degraded(round.At, round.Verdict.Reason ?? "")],
            _ => [],
        };

    private static IEnumerable<CheckEvent> GoDown(RecordResult round, CheckDefinition definition)
    {
        yield return new WentDown(
            round.At, Telling.NewId(round, definition), round.Verdict.Reason ?? "failed", Telling.DetailsOf(round), FailingSince(round));
    }

    private static IEnumerable<CheckEvent> ComeBack(Incident incident, RecordResult round, CheckDefinition definition)
    {
        yield return new Recovered(round.At, incident.Id, RemedyJudge.After(incident, round, definition), incident.Cure);
        if (round.Verdict.Status == CheckStatus.Warn)
            yield return new Degraded(round.At, round.Verdict.Reason ?? "");
    }

    /// <summary>A check that flapped before a restart stays so until enough rounds are known to say otherwise.</summary>
    private static IEnumerable<CheckEvent> FlapChange(CheckState state, RecordResult round, CheckDefinition definition)
    {
        var flaps = state.Quiet?.FlappingSince is not null;
        if (definition.Flapping is not { } limits)
        {
            if (flaps)
                yield return new FlappingStopped(round.At, 0, 0); // nobody asks any more
        }
        else if (round.Outcomes is { } outcomes)
        {
            if (!flaps && outcomes.Percent >= limits.High)
                yield return new FlappingStarted(round.At, outcomes.Percent, limits.High);
            if (flaps && outcomes.IsFull && outcomes.Percent < limits.Low)
                yield return new FlappingStopped(round.At, outcomes.Percent, limits.Low);
        }
    }

    private static IReadOnlyList<CheckEvent> Adopt(CheckState state, Define define, CheckDefinition definition) =>
        state.Fingerprint == definition.Fingerprint
            ? []
            : [new Defined(define.At, definition.Source.ToString(), definition.Yaml, definition.Fingerprint)];

    private static IReadOnlyList<CheckEvent> CloseDown(CheckState state, Retire retire) => state.Fingerprint is null
        ? []
        :
        [
            .. state.OpenAlerts.Values.SelectMany(open => open.Waiting.Keys.Select(channel =>
                new AlertAbandoned(retire.At, open.Alert.Id, channel, "the check was removed"))),
            .. Lose(state, new CloseLost(retire.At)),
            new Retired(retire.At),
        ];

    private static IReadOnlyList<CheckEvent> Start(CheckState state, StartJob start) =>
        state.Job.Starting || start.Occurrence <= state.Job.LastOccurrence ? [] : [new JobStartRequested(start.At, start.Occurrence)];

    private static IReadOnlyList<CheckEvent> Settle(CheckState state, SettleAlert settle)
    {
        if (!state.OpenAlerts.TryGetValue(settle.Id, out var open) || !open.Waiting.TryGetValue(settle.Channel, out var heldFor))
            return [];
        return settle.Settlement switch
        {
            AlertSettlement.Delivered => [new AlertDelivered(settle.At, settle.Id, settle.Channel, settle.Reason)],
            AlertSettlement.Abandoned => [.. FallingBack.Decide(state, open, settle), .. Abandon(state, open, settle)],
            _ =>
            [
                .. settle.Reason == heldFor ? Array.Empty<CheckEvent>() : [new AlertHeld(settle.At, settle.Id, settle.Channel, settle.Reason ?? "")],
                .. FallingBack.Decide(state, open, settle),
            ],
        };
    }

    /// <summary>Who was never told of the failure is not told of the recovery (FAULTS R-23).</summary>
    private static IReadOnlyList<CheckEvent> Abandon(CheckState state, OpenAlert open, SettleAlert settle)
    {
        var abandoned = new AlertAbandoned(settle.At, settle.Id, settle.Channel, settle.Reason ?? "");
        var recovery = AlertId(open.Alert.Incident, AlertKind.Recovered);
        var withRecovery = AlertKinds.Announces(open.Alert.Kind)
            && state.OpenAlerts.TryGetValue(recovery, out var other) && other.Waiting.ContainsKey(settle.Channel);
        return withRecovery
            ? [abandoned, new AlertAbandoned(settle.At, recovery, settle.Channel, NeverAnnounced)]
            : [abandoned];
    }

    private static IReadOnlyList<CheckEvent> Settle(CheckState state, SettleRemedy settle) =>
        state.OpenRemedies.TryGetValue(settle.Id, out var open)
            ? [new RemedySettled(settle.At, settle.Id, open.Action, settle.Verdict, settle.Details)]
            : [];

    private static IReadOnlyList<CheckEvent> Lose(CheckState state, CloseLost lost) =>
    [
        .. state.OpenRemedies.Values.Select(open => new RemedySettled(lost.At, open.Id, open.Action, RemedyVerdict.Lost)),
        .. state.Job.Starting
            ? [new JobStartSettled(lost.At, null, "job start lost: the monitor stopped before it was answered", Lost: true)]
            : Array.Empty<CheckEvent>(),
    ];

    private static DateTimeOffset? FailingSince(RecordResult round) => round.Streak?.Since < round.At ? round.Streak.Since : null;

    /// <summary>Collects events, each decided on the state that the ones before it led to.</summary>
    private sealed class Story(CheckState start)
    {
        private readonly List<CheckEvent> _events = [];

        public CheckState Now { get; private set; } = start;

        public IReadOnlyList<CheckEvent> Events => _events;

        public CheckEvent[] Add(IEnumerable<CheckEvent> happened)
        {
            var added = happened.ToArray();
            foreach (var e in added)
            {
                _events.Add(e);
                Now = Now.Apply(e);
            }

            return added;
        }
    }
}
