using Akka.Actor;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Checks;

/// <content>Remedies: asking for them, and looking soon whether they have helped.</content>
public sealed partial class CheckActor
{
    private bool? _countedAs;

    private void RequestRemedy(CheckEvent.RemedyRequested request)
    {
        var run = new RemedyRun(request.Id, _definition.OutboundLevel, _definition.Name)
        {
            Incident = request.Incident,
            Reason = _face.Verdict?.Reason ?? _state.Incident?.Reason,
            Try = _state.Incident?.TreatedBy(request.Index).Runs ?? 1,
        };
        _around.Remedies.Tell(new RunRemedy(run, _definition.Remedies[request.Index]), _relay);
    }

    private void OnApproval(CheckCommand.ApproveRemedy order)
    {
        var (asker, before) = (Sender, _state.OpenRemedies);
        Handle(order with { At = Now }, () =>
        {
            Publish();
            asker.Tell(_state.OpenRemedies.Values.FirstOrDefault(open => !before.ContainsKey(open.Id)) is { } runs
                ? new OrderDone(_definition.Name, $"{runs.Action} runs")
                : new OrderRefused(_definition.Name, "no such remedy waits for approval: it was approved already, it may not run now, its time is over, or the incident is"));
        });
    }

    private void OnRemedySettled(CheckEvent.RemedySettled settled)
    {
        if (settled.Verdict != RemedyVerdict.Refused)
            _around.History.Append(RemedyRow.Of(_definition.Name, settled));
        ArmVerify();
    }

    /// <param name="fails">Null when it does not count: it is paused, or gone.</param>
    private void CountFailing(bool? fails)
    {
        if (fails != _countedAs)
            _around.Failing.Change(_countedAs, fails);
        _countedAs = fails;
    }

    private RemedyStanding Standing(bool fails) => _definition.Remedies.IsEmpty || !(fails || _state.Incident is not null)
        ? RemedyStanding.Free
        : new RemedyStanding { Failures = _face.ConsecutiveFailures, FailingPercent = _around.Failing.Percent, Traffic = _around.RemedyBook.Current };

    /// <summary>Who asks for it is looked at soon after a remedy; the round decides whether it has helped.</summary>
    private void ArmVerify()
    {
        if (_state.Incident is null || _definition.Remedies.IsEmpty)
            return; // as almost always
        if (!IsResting && RemedyJudge.LookAt(_state, _definition, _lastStart) is { } at)
            Timers.StartSingleTimer(VerifyDue.Key, VerifyDue.Instance, at - Now is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        else
            Timers.Cancel(VerifyDue.Key);
    }

    private void OnVerifyDue()
    {
        if (_round is null && !IsResting)
            StartRound(TimeSpan.Zero); // one under way arms this again when it ends
    }
}
