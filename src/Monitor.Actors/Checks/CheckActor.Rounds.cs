using Akka.Actor;
using Monitor.Actors.Board;

namespace Monitor.Actors.Checks;

/// <content>The rounds: when one is due, its attempts and retries, and what is made of its result.</content>
public sealed partial class CheckActor
{
    private void Arm(TimeSpan wait) => Timers.StartSingleTimer(RoundDue.Key, RoundDue.Instance, wait);

    private void OnRoundDue()
    {
        if (IsResting)
            return; // it was on its way when somebody paused the check
        var tick = _clock.Tick();
        Arm(tick.Wait);
        if (tick.Rest is { } rest)
            WaitOutside(rest);
        else if (tick.Skip || _round is not null)
            EngineMetrics.RoundsSkipped.Add(1);
        else
            StartRound(tick.Late);
    }

    private void StartRound(TimeSpan late)
    {
        _pulse.Started(_around.Time.GetTimestamp());
        Reoffer();
        _round = new Round(0, late, _lastStart = Now);
        Attempt();
    }

    private void OnRunNow()
    {
        if (_round is null && !IsResting)
            StartRound(TimeSpan.Zero);
        Sender.Tell(new Status.Success(null));
    }

    private void Attempt()
    {
        if (_round is null)
            return;
        if (Rules is not null)
        {
            LookForPings(_round);
            return;
        }

        var round = _round = _round with { Attempts = _round.Attempts + 1 };
        var context = new ProbeContext(_definition.Name, _state.Job.StartedId, _state.Job.StartedAt)
        {
            OpenRunId = OpenRun,
            Level = _definition.Level,
            Timeout = _definition.Timeout,
        };
        _ = TellAsync(Self, round, _around.Probes.AttemptAsync(_definition, context, _wasSlow, _stopped.Token));
    }

    /// <summary>As PipeTo does, which makes several objects more of it: this happens at every round.</summary>
    private static async Task TellAsync(IActorRef check, Round round, Task<Attempt> attempt)
    {
        Attempt? done;
        try
        {
            done = await attempt.ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            done = null; // cancelled, or the engine stops
        }

        check.Tell(new AttemptDone(round, done), ActorRefs.NoSender);
    }

    private void OnAttemptDone(AttemptDone done)
    {
        if (!ReferenceEquals(done.Round, _round))
            return; // of a round that a changed definition has ended
        if (done.Attempt is not { } attempt)
        {
            _round = null;
            _pulse.Dropped();
            return;
        }

        if (done.Round.Attempts == 1)
            EngineMetrics.Late(done.Round.Late + attempt.Waited, _wasSlow);
        _wasSlow = attempt.WasSlow;
        var first = RoundJudge.Judge(attempt.Seen, attempt.Latency, _definition);
        if (done.Round.Attempts <= _definition.Retries && RoundJudge.MayRetry(attempt.Seen, first, _definition))
            RetryLater(done.Round, first);
        else
            FinishRound(done.Round, new ProbeResult(attempt.Seen, attempt.Latency, done.Round.Attempts, attempt.At));
    }

    private void RetryLater(Round round, RoundVerdict verdict)
    {
        _face = _face with { Retry = new RetryProgress(round.Attempts, _definition.Retries, verdict.Reason ?? "failed") };
        Publish();
        Timers.StartSingleTimer(RetryDue.Key, RetryDue.Instance, _definition.RetryBackoff);
    }

    private void FinishRound(Round round, ProbeResult result)
    {
        _round = null;
        _pulse.Finished(_around.Time.GetTimestamp());
        EngineMetrics.RoundsFinished.Add(1);
        var verdict = RoundJudge.Judge(result, _state, _definition);
        MarkPlan();
        KeepRun(result);
        _around.History.Append(RoundRow.Of(_definition, result, verdict, IsInMaintenance));
        var streak = StreakAfter(verdict, result.At);
        _face = _face.After(result, verdict, streak);
        if (verdict.Status != CheckStatus.Unknown)
            CountFailing(verdict.Status == CheckStatus.Fail);
        var record = new CheckCommand.RecordResult(result.At, result, verdict, streak)
        {
            StartedAt = round.StartedAt,
            Remedies = Standing(verdict.Status == CheckStatus.Fail),
            Parents = Parents(),
            Silence = _around.Silences.Of(_definition, result.At),
            Outcomes = Outcomes(verdict.Status),
        };
        Handle(record, () => EndRound(round, verdict.Status));
    }

    /// <summary>What the round decided is stored by now: only that proves that the journal works.</summary>
    private void EndRound(Round round, CheckStatus status)
    {
        NoteStanding(round, status);
        ArmReview();
        ArmTelling();
        ArmVerify();
        if (!_journalProven)
            Tell(new JournalWorks(_definition.Name, Now));
        _journalProven = true;
        Hurry();
        Publish(status);
    }

    private void BeginAnew()
    {
        _round = null;
        _pulse.Begun(_around.Time.GetTimestamp());
        Timers.Cancel(RetryDue.Key);
        _face = _face.Anew(isDown: _state.Incident is not null);
        Listen();
        Follow();
        if (IsResting)
        {
            Rest();
            return;
        }

        Arm(Reschedule());
        WaitForFirst();
        ArmJobStart();
        ArmReview();
        ArmTelling();
        ArmVerify();
    }
}
