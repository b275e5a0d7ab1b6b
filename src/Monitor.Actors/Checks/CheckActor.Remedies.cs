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

    private void OnApproval(CheckCommand.ApproveRemedy given)
    {
        var (asker, order) = (Sender, given with { At = Now, Traffic = _around.RemedyBook.Current });
        if (RemedyDecider.Refusal(_state, order, _definition) is { } refusal)
        {
            asker.Tell(new OrderRefused(_definition.Name, refusal));
            return;
        }

        var action = _state.Incident?.ProposalOf(order.Id)?.Action;
        Handle(order, () =>
        {
            Publish();
            asker.Tell(new OrderDone(_definition.Name, $"{action} runs"));
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
            Timers.StartSingleTimer(VerifyDue.Key, VerifyDue.Instance, at - Now);
        else
            Timers.Cancel(VerifyDue.Key);
    }

    private void OnVerifyDue()
    {
        if (_round is null && !IsResting)
            StartRound(TimeSpan.Zero); // one under way arms this again when it ends
    }
}
