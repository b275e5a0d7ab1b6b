using System.Text.Json;
using CsCheck;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What holds in every history, however things come about.</summary>
public sealed class HistoryProperties
{
    private static readonly CheckDefinition Check = (Some.Job(new TimeOnly(10, 0), TimeSpan.FromMinutes(20)) with
    {
        Channels = ["console", "email"],
        WarnAbove = TimeSpan.FromMilliseconds(1000),
        FailAbove = TimeSpan.FromMilliseconds(3000),
        DependsOn = [CheckName.Of("router")],
        Flapping = new FlapLimits(),
    }).With(Some.Remedy(), Some.Remedy(new ScriptedRemedy("page"), everyCycle: true, TimeSpan.FromMinutes(2), maxPerHour: 5));

    private static readonly CheckDefinition Patient = Check with { Patience = new Patience { FailureThreshold = 3, SuccessThreshold = 2 } };

    private static readonly CheckDefinition Strict = Some.Job(new JobDeadline(new TimeOnly(10, 0), TimeSpan.FromMinutes(20))
    {
        StartBy = new TimeOnly(9, 30),
        Schedule = new JobSchedule(CronTimes.Parse("*/20 * * * *")!, TimeSpan.FromMinutes(2)),
        FinishWithin = TimeSpan.FromMinutes(15),
        MinDuration = TimeSpan.FromMinutes(5),
    }) with
    {
        Channels = Check.Channels,
        WarnAbove = Check.WarnAbove,
        FailAbove = Check.FailAbove,
        DependsOn = Check.DependsOn,
        Flapping = Check.Flapping,
        Remedies = Check.Remedies,
    };

    /// <summary>Told to one at once, to another when it lasts; both are reminded.</summary>
    private static readonly CheckDefinition Escalating = Check with
    {
        RemindEvery = TimeSpan.FromMinutes(45),
        Routes =
        [
            new AlertRoute("1", ["console"]) { Continue = true, QuietHours = new ActiveHours([ActiveHours.SpanOf(0b111_1111, 10 * 60, 11 * 60)]) },
            new AlertRoute("2", ["email"]) { After = TimeSpan.FromMinutes(30) },
        ],
    };

    /// <summary>With every limit that a guard can have.</summary>
    private static readonly CheckDefinition Guarded = Check.With(
        Some.Remedy(cooldown: TimeSpan.FromMinutes(1), maxPerHour: 3) with
        {
            Guard = new RemedyGuard { AfterFailures = 2, StopAfterIneffective = 2, DoublesCooldown = true, Lock = "db" },
            Verify = new VerifyPlan(TimeSpan.FromMinutes(1), 2),
        },
        Some.Remedy(new ScriptedRemedy("page"), cooldown: TimeSpan.FromMinutes(5), maxPerHour: 2) with { Guard = new RemedyGuard { MaxPerIncident = 3 }, NeedsApproval = true });

    private static readonly Gen<ParentStanding> Parent = Gen.Select(Gen.Bool, Gen.Int[-1, 7200], (failing, lookedAt) => new ParentStanding(
        CheckName.Of("router"), lookedAt < 0 ? null : new Standing(failing && lookedAt % 2 == 0, Some.T0.AddSeconds(lookedAt), Story.Cycle)));

    /// <summary>One thing that happens; settlements aim at something open, or at nothing at all.</summary>
    private static readonly Gen<Step> Happening = Gen.Frequency(
        (8, Gen.Select(Gen.Int[1, 4000], Parent, (ms, parent) => Some.Success(ms).Behind(parent))),
        (8, Parent.Select(parent => Some.Failure().Behind(parent))),
        (2, Gen.Const(Some.NotObserved())),
        (2, Gen.Const(Some.NoRun())),
        (6, Gen.Select(Gen.Int[1, 4], OneOf("running", "succeeded", "failed"), (id, status) => Some.Run($"job_{id}", status))),
        (6, Gen.Select(Gen.Int[0, 3], Gen.Enum<AlertSettlement>(), OneOf("console", "email"), SettleAlert)),
        (4, Gen.Select(Gen.Int[0, 1], Gen.Enum<RemedyVerdict>(), SettleRemedy)),
        (4, Gen.Const<Step>((state, _, now) => new CheckCommand.ApproveRemedy(
            now, state.Incident?.Treatments.Values.Select(treatment => treatment.Proposal?.Id).FirstOrDefault(id => id is not null) ?? "none", "the board"))),
        (2, Gen.Int[0, 3].Select(hour => Some.StartJob(Some.T0.AddHours(hour)))),
        (2, OneOf<string?>("job_9", null).Select(id => Some.JobStarted(id, id is null ? "job start failed" : null))),
        (1, Gen.Const<Step>((_, _, now) => new CheckCommand.CloseLost(now))),
        (2, Gen.Int[1, 7200].Select(seconds => Some.Maintenance(TimeSpan.FromSeconds(seconds)))),
        (1, Gen.Const(Some.MaintenanceOver())),
        (1, Gen.Int[1, 7200].Select(seconds => Some.Acknowledge(TimeSpan.FromSeconds(seconds)))),
        (1, Gen.Const(Some.Unacknowledge())),
        (1, Gen.Int[1, 7200].Select(seconds => Some.Pause(TimeSpan.FromSeconds(seconds)))),
        (1, Gen.Const(Some.Resume())),
        (1, Gen.Const(Some.Define())),
        (1, Gen.Const(Some.Retire())));

    private static readonly Gen<(Step Step, int Seconds)[]> Histories = Gen.Select(Happening, Gen.Int[0, 3600]).Array[0, 80];

    private static void InAll(Action<History> holds) =>
        Gen.Select(Histories, OneOf(Check, Patient, Strict, Escalating, Guarded), (steps, check) => new History(steps, check)).Sample(holds, iter: 1_000);

    private sealed record History((Step Step, int Seconds)[] Steps, CheckDefinition Check)
    {
        public override string ToString() => $"{Steps.Length} steps with {Check.Patience}, {Check.Type.Deadline(Check.Spec)}";
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Step SettleAlert(int index, AlertSettlement how, string channel) => (state, _, now) =>
        new CheckCommand.SettleAlert(now, state.OpenAlerts.Keys.ElementAtOrDefault(index) ?? "none", channel, how, "because");

    private static Step SettleRemedy(int index, RemedyVerdict verdict) => (state, _, now) =>
        new CheckCommand.SettleRemedy(now, state.OpenRemedies.Keys.ElementAtOrDefault(index) ?? "none", verdict, "{}");

    private static IEnumerable<(CheckState Before, CheckCommand Command, IReadOnlyList<CheckEvent> Events, CheckState After)> Live(
        History history, RoundCount? count = null)
    {
        var (state, now, check, outcomes) = (CheckState.New, Some.T0, history.Check, default(FlapMeter));
        count ??= new RoundCount();
        foreach (var (step, seconds) in history.Steps.Prepend((Some.Define(), 0)))
        {
            now = now.AddSeconds(seconds);
            var command = count.Add(step(state, check, now), state, check);
            if (command is CheckCommand.RecordResult { Verdict.Status: not CheckStatus.Unknown } round)
                command = round with { Outcomes = outcomes = outcomes.Add(round.Verdict.Status == CheckStatus.Fail) };
            var events = state.Decide(command, check);
            var after = events.Aggregate(state, (before, happened) => before.Apply(happened));
            yield return (state, command, events, after);
            state = after;
        }
    }

    private static string Text(CheckState state) => JsonSerializer.Serialize(state);

    [Fact]
    public void Replay_equals_live() => InAll(history =>
    {
        var moments = Live(history).ToArray();
        var replayed = moments.SelectMany(moment => moment.Events).Select(Story.Stored)
            .Aggregate(CheckState.New, (state, happened) => state.Apply(happened));
        Assert.Equal(Text(moments[^1].After), Text(replayed));
    });

    /// <summary>Wherever the state was stored: what is read of it and the events after it come to what all events come to.</summary>
    [Fact]
    public void A_stored_state_and_the_events_after_it_equal_all_events() => InAll(history =>
    {
        var moments = Live(history).ToArray();
        JournalRow[] rows = [.. moments.SelectMany(moment => moment.Events).Select((happened, i) =>
            new JournalRow { SequenceNumber = i + 1, Created = happened.At.UtcTicks, Manifest = EventManifests.Of(happened), Message = EventJson.Write(happened) })];
        var all = StateFold.Nothing.Then(rows)!; // none is missing
        for (var cut = history.Steps.Length % 7; cut <= rows.Length; cut += 7)
        {
            var stored = StateFold.Nothing.Then(rows[..cut])!.Stored("check-db-health"); // the same
            var later = StateFold.Of(stored)!.Then(rows[cut..])!; // it was just written
            Assert.Equal((all.Number, all.Created, Text(all.State)), (later.Number, later.Created, Text(later.State)));
        }

        Assert.Equal(Text(moments[^1].After), Text(all.State));
    });

    [Fact]
    public void The_history_tells_after_a_restart_how_many_rounds_counted() => InAll(history =>
    {
        var count = new RoundCount();
        foreach (var (_, _, _, after) in Live(history, count))
            if (after.DefinedAt is not null)
                Assert.Equal(count.Streak, Streak.Unread(after).Complete(count.FromHistory(after, history.Check).Streak));
    });

    [Fact]
    public void Nothing_goes_down_or_recovers_before_enough_rounds_in_a_row_said_so() => InAll(history =>
    {
        var (failed, passed) = (0, 0);
        foreach (var (_, command, events, _) in Live(history))
        {
            if (command is CheckCommand.RecordResult { Verdict.Status: not CheckStatus.Unknown } round)
                (failed, passed) = round.Verdict.Status == CheckStatus.Fail ? (failed + 1, 0) : (0, passed + 1);
            foreach (var happened in events)
                Assert.True(happened switch
                {
                    CheckEvent.WentDown => failed >= history.Check.Patience.FailureThreshold || command is CheckCommand.RecordResult { Verdict.MissedWindow: not null },
                    CheckEvent.Recovered => passed >= history.Check.Patience.SuccessThreshold,
                    _ => true,
                });
        }
    });

    [Fact]
    public void Down_and_recovered_alternate() => InAll(history =>
    {
        string? open = null;
        foreach (var happened in Live(history).SelectMany(moment => moment.Events))
            switch (happened)
            {
                case CheckEvent.WentDown down:
                    Assert.Null(open);
                    open = down.Incident;
                    break;
                case CheckEvent.Recovered up:
                    Assert.Equal(open, up.Incident);
                    open = null;
                    break;
                case CheckEvent.Retired:
                    open = null;
                    break;
            }
    });

    [Fact]
    public void Settling_twice_changes_nothing() => InAll(history =>
    {
        foreach (var (_, command, _, after) in Live(history))
            if (command is CheckCommand.SettleAlert or CheckCommand.SettleRemedy or CheckCommand.SettleJobStart or CheckCommand.CloseLost
                or CheckCommand.Define or CheckCommand.Retire or CheckCommand.StartJob
                or CheckCommand.ApproveRemedy or CheckCommand.Acknowledge or CheckCommand.Unacknowledge or CheckCommand.Pause or CheckCommand.Resume or CheckCommand.SetMaintenance or CheckCommand.EndMaintenance)
                Assert.Empty(after.Decide(command, history.Check));
    });

    [Fact]
    public void Every_event_can_be_stored_and_told() => InAll(history =>
        Assert.All(Live(history).SelectMany(moment => moment.Events), happened =>
        {
            Assert.NotEmpty(EventManifests.Of(happened));
            Assert.NotEmpty(EventText.Of(happened));
        }));

    [Fact]
    public void A_remedy_is_requested_once_and_never_again_after_it_was_lost() => InAll(history =>
    {
        var requested = Live(history).SelectMany(moment => moment.Events).OfType<CheckEvent.RemedyRequested>().Select(e => e.Id).ToArray();
        Assert.Equal(requested.Distinct(), requested);
    });

    [Fact]
    public void No_limit_of_a_remedy_is_ever_exceeded_whatever_is_lost_and_replayed() => InAll(history =>
    {
        var runs = new List<CheckEvent.RemedyRequested>();
        foreach (var happened in Live(history).SelectMany(moment => moment.Events))
        {
            if (happened is CheckEvent.RemedySettled { Verdict: RemedyVerdict.Refused } refused)
                runs.RemoveAll(run => run.Id == refused.Id);
            if (happened is not CheckEvent.RemedyRequested e)
                continue;
            var (remedy, mine) = (history.Check.Remedies[e.Index], runs.Where(run => run.Index == e.Index).ToArray());
            Assert.True(mine.Count(run => e.At - run.At < TimeSpan.FromHours(1)) < remedy.MaxPerHour, "too many an hour");
            Assert.True(mine.Count(run => run.Incident == e.Incident) < remedy.MostInIncident, "too many in an incident");
            Assert.True(mine.Length == 0 || e.At - mine[^1].At >= remedy.Cooldown, "too soon");
            runs.Add(e);
        }
    });

    [Fact]
    public void One_that_did_not_help_often_enough_does_not_run_again_in_the_incident() => InAll(history =>
    {
        var (ineffective, told) = (new Dictionary<(string, int), int>(), new HashSet<(string, int)>());
        var open = new Dictionary<string, CheckEvent.RemedyRequested>();
        foreach (var happened in Live(history).SelectMany(moment => moment.Events))
            switch (happened)
            {
                case CheckEvent.RemedyRequested e:
                    Assert.False(ineffective.GetValueOrDefault((e.Incident, e.Index)) >= history.Check.Remedies[e.Index].Guard.StopAfterIneffective);
                    open[e.Id] = e;
                    break;
                case CheckEvent.RemedySettled { Verdict: RemedyVerdict.Failed } e:
                    ineffective[(open[e.Id].Incident, open[e.Id].Index)] = ineffective.GetValueOrDefault((open[e.Id].Incident, open[e.Id].Index)) + 1;
                    break;
                case CheckEvent.RemedyJudged { Effect: RemedyEffect.DidNotHelp or RemedyEffect.MadeWorse } e:
                    ineffective[(e.Incident, e.Index)] = ineffective.GetValueOrDefault((e.Incident, e.Index)) + 1;
                    break;
                case CheckEvent.RemedyExhausted e:
                    Assert.True(told.Add((e.Incident, e.Index)), "told twice");
                    break;
            }
    });

    [Fact]
    public void A_run_is_judged_once_at_most_and_only_after_it_was_asked_for() => InAll(history =>
    {
        var asked = new HashSet<string>();
        foreach (var happened in Live(history).SelectMany(moment => moment.Events))
            if (happened is CheckEvent.RemedyRequested e)
                asked.Add(e.Id);
            else if (happened is CheckEvent.RemedyJudged judged)
                Assert.True(asked.Remove(judged.Id));
    });

    [Fact]
    public void An_incident_is_open_exactly_while_it_fails() => InAll(history =>
    {
        foreach (var (_, _, _, after) in Live(history))
            Assert.Equal(after.Status == CheckStatus.Fail, after.Incident is not null);
    });

    [Fact]
    public void A_deadline_is_told_once_per_window_of_an_incident() => InAll(history =>
    {
        var told = Live(history).SelectMany(moment => moment.Events).OfType<CheckEvent.AlertRaised>().Select(e => e.Id).ToArray();
        Assert.Equal(told.Distinct(), told);
    });

    [Fact]
    public void A_day_or_an_occurrence_is_missed_once_whatever_restarts_and_runs_there_are() => InAll(history =>
    {
        var missed = new HashSet<string>();
        foreach (var happened in Live(history).SelectMany(moment => moment.Events))
            if (happened is CheckEvent.Retired)
                missed.Clear(); // nothing carries over to a namesake
            else if (happened is CheckEvent.DeadlineMissed { Window: var window } && !window.Contains("job_", StringComparison.Ordinal))
                Assert.True(missed.Add(window), $"{window} is missed twice");
    });

    [Fact]
    public void Nobody_hears_of_the_recovery_before_the_failure_was_raised_for_them() => InAll(history =>
    {
        var told = new HashSet<(string Incident, string Channel)>();
        foreach (var alert in Live(history).SelectMany(moment => moment.Events).OfType<CheckEvent.AlertRaised>())
            foreach (var channel in alert.Channels)
                if (AlertKinds.IsOfFailure(alert.Kind))
                    told.Add((alert.Incident, channel));
                else if (alert.Kind == AlertKind.Recovered)
                    Assert.Contains((alert.Incident, channel), told);
    });

    [Fact]
    public void On_every_channel_failures_and_recoveries_alternate_whatever_is_held_back() => InAll(history =>
    {
        var listeners = new Listeners();
        foreach (var happened in Live(history).SelectMany(moment => moment.Events))
            listeners.Hear(happened);
    });

    [Fact]
    public void When_nothing_is_held_people_know_how_it_stands() => InAll(history =>
    {
        var listeners = new Listeners();
        foreach (var (_, _, events, after) in Live(history))
        {
            foreach (var happened in events)
                listeners.Hear(happened);
            if (after.Quiet?.Held is null)
                Assert.Equal((history.Check.Routes.IsEmpty ? Check.Channels : after.Incident?.ToldChannels?.AsEnumerable() ?? []).Where(channel => after.Incident?.UntoldChannels.Contains(channel) == false), listeners.Told.Keys.Order(StringComparer.Ordinal));
        }
    });

    /// <summary>Keeps which failure each channel has heard of last, and holds what it hears to that.</summary>
    private sealed class Listeners
    {
        private readonly HashSet<(string Incident, string Channel)> _refused = [];

        public Dictionary<string, string> Told { get; } = [];

        public void Hear(CheckEvent happened)
        {
            switch (happened)
            {
                case CheckEvent.AlertRaised { Kind: AlertKind.FirstFail or AlertKind.Escalation } e:
                    Assert.All(e.Channels, channel => Assert.True(Told.TryAdd(channel, e.Incident), $"{channel} hears of a failure twice"));
                    break;
                case CheckEvent.AlertRaised { Kind: AlertKind.DeadlineMiss } e:
                    foreach (var channel in e.Channels.Where(channel => !_refused.Contains((e.Incident, channel))))
                        Told.TryAdd(channel, e.Incident); // it says that it fails, too
                    break;
                case CheckEvent.AlertRaised { Kind: AlertKind.Reminder or AlertKind.RemediationExhausted } e:
                    Assert.All(e.Channels, channel => Assert.Equal(e.Incident, Told.GetValueOrDefault(channel)));
                    break;
                case CheckEvent.AlertRaised { Kind: AlertKind.Recovered } e:
                    Assert.All(e.Channels, channel => Assert.True(Told.Remove(channel, out var of) && of == e.Incident, $"{channel} hears of a recovery from nothing"));
                    break;
                case CheckEvent.AlertAbandoned e when Told.TryGetValue(e.Channel, out var incident) && AlertKinds.Announces(e.Id, incident):
                    Told.Remove(e.Channel);
                    _refused.Add((incident, e.Channel));
                    break;
                case CheckEvent.Retired:
                    Told.Clear();
                    break;
            }
        }
    }
}
