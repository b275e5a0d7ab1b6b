using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Monitor.Actors.Alerts.Rules;
using Monitor.Actors.Board;
using Monitor.Actors.History;

namespace Monitor.Actors.Checks;

/// <content>What people order and what is planned: pauses, maintenance, and whether held news may be told.</content>
public sealed partial class CheckActor
{
    /// <summary>News that is held is looked at so often, to be told soon after its reason is gone.</summary>
    private static readonly TimeSpan ReviewEvery = TimeSpan.FromSeconds(2);

    private ActiveMaintenance? _maintenance;
    private PlannedTime? _plan;
    private DateTimeOffset _planLookedAt;
    private FlapMeter _outcomes;
    private bool _reviewed;

    private bool IsResting => !_definition.Enabled || _state.Quiet?.Pause is not null;

    private bool IsInMaintenance => _maintenance is not null;

    /// <summary>Nothing is planned for it, and nobody has ordered anything.</summary>
    private bool IsPlain => _definition is { Enabled: true, Maintenance.IsEmpty: true } && _state.Quiet is not ({ Pause: not null } or { Maintenance: not null });

    private HoldingFacts Facts => new(_definition, _state, Parents(), Now) { Silence = _around.Silences.Of(_definition, Now) };

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
        if (_plan is { } plan && plan.Until > Now)
            Mark(plan with { Until = Now });
        _around.Standings.Forget(_definition.Name);
        Context.Stop(Self);
    }

    /// <summary>Looks what is planned now and writes down, for uptime, what has changed about it.</summary>
    private void MarkPlan()
    {
        if (IsPlain && _plan is null)
            return; // as for almost every check
        var now = Now;
        _maintenance = ActiveMaintenance.Of(_definition, _state, now);
        var (kind, since, until) = Planned(now);
        if (_plan is { } before && (since is null || before.Kind != kind || !IsSame(before.Since, since.Value)) && before.Until > now)
            Mark(before with { Until = now });
        _plan = since is null ? null : Continued(new PlannedTime(kind, since.Value, until));
        _planLookedAt = now;
        ArmPlan();
    }

    private (PlannedKind Kind, DateTimeOffset? Since, DateTimeOffset Until) Planned(DateTimeOffset now)
    {
        if (_state.Quiet?.Pause is { } pause)
            return (PlannedKind.Paused, pause.Since, pause.Until ?? DateTimeOffset.MaxValue);
        if (!_definition.Enabled)
            return (PlannedKind.Paused, _plan is { Kind: PlannedKind.Paused } already ? already.Since : now, DateTimeOffset.MaxValue);
        return _maintenance is { } active ? (PlannedKind.Maintenance, active.Since, active.Until) : (PlannedKind.Maintenance, null, now);
    }

    /// <summary>What was counted before the plan was known is not taken back: then it begins when it was seen.</summary>
    private bool IsSame(DateTimeOffset marked, DateTimeOffset since) => marked == since || (since < marked && marked <= _planLookedAt);

    private PlannedTime Continued(PlannedTime next)
    {
        if (_plan is { } before && before.Kind == next.Kind && IsSame(before.Since, next.Since))
            next = next with { Since = before.Since };
        else if (next.Since < _planLookedAt)
            next = next with { Since = Now };
        if (next != _plan)
            Mark(next);
        return next;
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

    private void ArmReview()
    {
        if (_state.Quiet?.Held is null)
            Timers.Cancel(ReviewDue.Key);
        else
            Timers.StartSingleTimer(ReviewDue.Key, ReviewDue.Instance, ReviewEvery);
    }

    /// <summary>A failure that lasts may have to be told again, or to others; a round looks whether it still lasts.</summary>
    private void ArmTelling()
    {
        if (_definition is { Routes.IsEmpty: true, RemindEvery: null })
            return; // as for almost every check
        var now = Now;
        if (LateTelling.NextAt(_state, _definition, _face.Last?.At ?? now) is { } at)
            Timers.StartSingleTimer(TellDue.Key, TellDue.Instance, at - now);
        else
            Timers.Cancel(TellDue.Key);
    }

    private void OnTellDue()
    {
        if (_round is null && !IsResting)
            StartRound(TimeSpan.Zero); // one under way arms this again if it ends too early to tell
    }

    /// <summary>When nothing holds the news any more, a round looks whether it is still true, and decides.</summary>
    private void OnReviewDue()
    {
        ArmReview();
        if (HoldingRules.Of(Facts) is not null)
            _reviewed = false;
        else if (_round is null && !_reviewed)
        {
            _reviewed = true; // once: a round that sees nothing decides nothing
            StartRound(TimeSpan.Zero);
        }
    }

    private ImmutableArray<ParentStanding> Parents() => _definition.DependsOn.IsEmpty
        ? []
        : [.. _definition.DependsOn.Select(name => new ParentStanding(name, _around.Standings.Of(name)))];

    private FlapMeter? Outcomes(CheckStatus status)
    {
        if (_definition.Flapping is null)
            return null;
        if (status != CheckStatus.Unknown)
            _outcomes = _outcomes.Add(status == CheckStatus.Fail);
        return _outcomes;
    }

    private void NoteStanding(Round round, CheckStatus status)
    {
        if (status != CheckStatus.Unknown)
            _around.Standings.NoteRound(_definition, status == CheckStatus.Fail || _state.Incident is not null, round.StartedAt);
    }

    private QuietTile? QuietTile() => Board.QuietTile.Of(
        _definition, _state, _maintenance, _definition.DependsOn.IsEmpty ? null : UnreachableRule.FailingParent(Facts),
        _around.Silences.Of(_definition, Now).Active);
}
