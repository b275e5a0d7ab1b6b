using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Actors.Replays;

/// <summary>What a definition makes of rounds that were recorded: the same decisions as live, over the past; pure.</summary>
/// <remarks>
/// Recorded is how a round ended and how long it took. So thresholds, latency limits, maintenance windows, flapping and what is
/// told can be decided anew; another target, other assertions, another interval or other retries cannot. Remedies, dependencies, silences
/// and people's orders are left out, of routes only that somebody is told.
/// </remarks>
public static class Replay
{
    private const string Somebody = "somebody";

    /// <summary>Why rounds of such a check cannot be decided anew; null when they can.</summary>
    public static string? Refusal(CheckDefinition definition) => definition.Type switch
    {
        var type when type.Deadline(definition.Spec) is not null || type.Pings(definition.Spec) is not null =>
            "what its deadlines would have come to depends on runs that are not recorded with its rounds",
        var type when type.Members(definition.Spec) is not null => "it is as well as other checks are",
        _ => null,
    };

    /// <param name="rounds">Oldest first, of that check.</param>
    public static ReplayOutcome Of(CheckDefinition definition, IEnumerable<ResultRow> rounds)
    {
        var check = definition with
        {
            Channels = [Somebody],
            Routes = [],
            Remedies = [],
            DependsOn = [],
            Patience = definition.Patience with { StartPeriod = TimeSpan.Zero, StartupGrace = TimeSpan.Zero },
        };
        var (state, streak, outcomes, told) = (CheckState.New, default(Streak), default(FlapMeter), new ReplayOutcome(0, 0, 0, TimeSpan.Zero));
        var last = default(DateTimeOffset);
        foreach (var row in rounds.Where(row => row.Kind <= ResultKind.Fail)) // what remedies did is no round
        {
            var result = new ProbeResult(Seen(row), TimeSpan.FromMilliseconds(row.LatencyMs ?? 0), row.Attempts, last = row.At);
            var verdict = RoundJudge.Judge(result.Observation, result.Latency, check);
            streak = Streak.After(streak, verdict, row.At, state, check.Patience, heldUntil: null);
            outcomes = verdict.Status == CheckStatus.Unknown ? outcomes : outcomes.Add(verdict.Status == CheckStatus.Fail);
            var round = new CheckCommand.RecordResult(row.At, result, verdict, streak) { Outcomes = check.Flapping is null ? null : outcomes };
            foreach (var happened in state.Decide(round, check))
            {
                told = told.With(happened, state);
                state = Delivered(state.Apply(happened), happened, check);
            }
        }

        return state.Incident is { } open ? told with { Down = told.Down + (last - open.OpenedAt) } : told;
    }

    /// <summary>A round that was only too slow may be fast enough by other limits, and the other way round.</summary>
    private static Observation Seen(ResultRow row) => row.Kind switch
    {
        ResultKind.Unknown => new(ObservationKind.NotObserved, row.Reason),
        ResultKind.Ok => new(ObservationKind.Passed),
        _ when RoundJudge.IsTooSlow(row.Reason, out var warning) => warning is null ? new(ObservationKind.Passed) : new(ObservationKind.Warned, warning),
        ResultKind.Warn => new(ObservationKind.Warned, row.Reason),
        _ => new(ObservationKind.Failed, row.Reason),
    };

    /// <summary>Every alert arrives at once.</summary>
    private static CheckState Delivered(CheckState state, CheckEvent happened, CheckDefinition check) => happened is CheckEvent.AlertRaised alert
        ? alert.Channels.Aggregate(state, (before, channel) => before
            .Decide(new CheckCommand.SettleAlert(alert.At, alert.Id, channel, AlertSettlement.Delivered, null), check)
            .Aggregate(before, (now, settled) => now.Apply(settled)))
        : state;
}

/// <summary>What rounds came to.</summary>
/// <param name="Failures">How often the check went down.</param>
/// <param name="Alerts">How many alerts of it there were, whoever got them; without reminders and escalations.</param>
/// <param name="Held">How much news was held back, by maintenance or flapping.</param>
/// <param name="Down">For how long it was down.</param>
public sealed record ReplayOutcome(int Failures, int Alerts, int Held, TimeSpan Down)
{
    internal ReplayOutcome With(CheckEvent happened, CheckState before) => happened switch
    {
        CheckEvent.WentDown => this with { Failures = Failures + 1 },
        CheckEvent.Recovered e when before.Incident is { } incident => this with { Down = Down + (e.At - incident.OpenedAt) },
        CheckEvent.AlertRaised => this with { Alerts = Alerts + 1 },
        CheckEvent.AlertSuppressed => this with { Held = Held + 1 },
        _ => this,
    };
}
