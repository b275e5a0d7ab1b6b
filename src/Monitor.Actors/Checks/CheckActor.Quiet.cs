using Akka.Actor;
using Akka.Event;
using Monitor.Actors.History;

namespace Monitor.Actors.Checks;

/// <content>What people order and what is planned: pauses and maintenance.</content>
public sealed partial class CheckActor
{
    private ActiveMaintenance? _maintenance;
    private PlanMarks _plan;

    private bool IsResting => !_definition.Enabled || _state.Quiet?.Pause is not null;

    private bool IsInMaintenance => _maintenance is not null;

    /// <summary>Nothing is planned for it, and nobody has ordered anything.</summary>
    private bool IsPlain => _definition is { Enabled: true, Maintenance.IsEmpty: true } && _state.Quiet is not ({ Pause: not null } or { Maintenance: not null });

    private void OnOrder(Order order)
    {
        var asker = Sender;
        if (Refusal(order.Command) is { } refusal)
        {
            asker.Tell(new OrderRefused(_definition.Name, refusal));
            return;
        }

        Handle(order.Command with { At = Now }, () =>
        {
            ArmTelling();
            Publish();
            asker.Tell(new OrderDone(_definition.Name, Outcome(order.Command)));
        });
    }

    private string Outcome(CheckCommand done) => done switch
    {
        CheckCommand.Resend again => $"told again on {again.Channel}",
        CheckCommand.AddNote => "noted",
        _ => QuietTile()?.InWords(Now, _definition.Zone) ?? "checked as usual",
    };

    private string? Refusal(CheckCommand command) => command switch
    {
        CheckCommand.Resend resend => Resending.Refusal(_state, resend),
        CheckCommand.Acknowledge when _state.Incident is null => "it is not failing; there is nothing to acknowledge",
        _ => null,
    };

    private void OnPauseChanged()
    {
        MarkPlan();
        BeginAnew();
        if (!IsResting)
            Log.Info("{0} is checked again", _definition.Name);
    }

    /// <summary>No rounds and no job starts until somebody or the end of the pause wakes it.</summary>
    private void Rest()
    {
        Timers.Cancel(RoundDue.Key);
        Timers.Cancel(ReviewDue.Key);
        Timers.Cancel(TellDue.Key);
        Timers.Cancel(VerifyDue.Key);
        Timers.Cancel(JobStartDue.Key);
        Timers.Cancel(PingDue.Key);
        _pulse.Rests();
        _around.Standings.NoteRest(_definition);
        CountFailing(null);
        Log.Info("{0} is paused", _definition.Name);
        ArmPlan();
    }

    private void Leave()
    {
        if (_plan.End(Now) is { } end)
            Mark(end);
        _around.Standings.Forget(_definition.Name);
        Context.Stop(Self);
    }

    /// <summary>Looks what is planned now and writes down, for uptime, what has changed about it.</summary>
    private void MarkPlan()
    {
        if (IsPlain && _plan.Going is null)
            return; // as for almost every check
        _maintenance = ActiveMaintenance.Of(_definition, _state, Now);
        (_plan, var marks) = _plan.Look(_definition, _state, _maintenance, Now);
        foreach (var mark in marks)
            Mark(mark);
        ArmPlan();
    }

    private void Mark(PlannedTime plan) => _around.History.Append(ResultRow.Of(_definition.Name, Now, plan));

    private void ArmPlan()
    {
        if (IsPlain)
        {
            Timers.Cancel(PlanDue.Key);
            return;
        }

        var end = _state.Quiet?.Pause?.Until ?? _maintenance?.Until;
        var wait = end - Now is { } left && left < LongestWait ? left : LongestWait;
        Timers.StartSingleTimer(PlanDue.Key, PlanDue.Instance, wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
    }

    private void OnPlanDue()
    {
        if (_state.Quiet?.Pause?.Until <= Now)
        {
            Handle(new CheckCommand.Resume(Now, Orders.Schedule));
            return;
        }

        var before = _maintenance;
        MarkPlan();
        if (before != _maintenance)
            Publish();
    }
}
