using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Monitor.Actors.Alerts;

namespace Monitor.Actors.Checks;

/// <summary>One check: a persistent actor that owns its state machine, its rounds and its retries.</summary>
/// <remarks>
/// There may be a hundred thousand of them: handlers are a switch and not objects, there are no timers of Akka's, and what
/// is rarely needed is made when it is.
/// </remarks>
public sealed partial class CheckActor : UntypedPersistentActor
{
    /// <summary>A schedule is wall-clock time and timers are not: it is looked at again at least this often.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly CheckSurroundings _around;
    private readonly CancellationTokenSource _stopped = new();
    private IRoundClock _clock;
    private readonly RoundPulse _pulse;
    private readonly CheckRelay _relay;
    private readonly long _madeAt;
    private CheckDefinition _definition;
    private CheckState _state = CheckState.New;
    private CheckFace _face;
    private Round? _round;
    private DateTimeOffset _lastStart;
    private bool _journalProven;
    private bool _wasSlow;

    public CheckActor(CheckDefinition definition, TimeSpan spread, CheckSurroundings around, RoundPulse pulse, CheckRelay relay)
    {
        _relay = relay;
        _definition = definition;
        _around = around;
        _pulse = pulse;
        _madeAt = around.Time.GetTimestamp();
        _clock = RoundClocks.For(definition, spread, around.Time);
        _face = CheckFace.New;
        PersistenceId = IdOf(definition.Name);
        Timers = new CheckTimers(Context.System.Scheduler, Self);
    }

    public override string PersistenceId { get; }

    private CheckTimers Timers { get; }

    private DateTimeOffset Now => _around.Time.GetUtcNow();

    public const string IdPrefix = "check-";

    /// <summary>Part of the journal: it does not change.</summary>
    public static string IdOf(CheckName name) => $"{IdPrefix}{name}";

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case CheckTimers.Due due when Timers.Take(due): OnCommand(due.Message); break;
            case CheckTimers.Due: break;
            case RoundDue: OnRoundDue(); break;
            case RetryDue: Attempt(); break;
            case AttemptDone done: OnAttemptDone(done); break;
            case FailuresCounted counted: OnFailuresCounted(counted); break;
            case PastCounted counted: OnPastCounted(counted); break;
            case JobStartDue due: OnJobStartDue(due); break;
            case JobStartDone done: Handle(new CheckCommand.SettleJobStart(Now, done.JobId, done.Problem)); break;
            case ReviewDue: OnReviewDue(); break;
            case TellDue: OnTellDue(); break;
            case VerifyDue: OnVerifyDue(); break;
            case PlanDue: OnPlanDue(); break;
            case Order { Command: CheckCommand.ApproveRemedy approval }: OnApproval(approval); break;
            case Order order: OnOrder(order); break;
            case Redefine change: OnRedefine(change); break;
            case TakePing take: OnPing(take.Ping); break;
            case PastPings past: OnPastPings(past); break;
            case ReadPings: Listen(); break;
            case PingDue: OnPingDue(); break;
            case BoardMoved: OnBoardMoved(); break;
            case RunNow: OnRunNow(); break;
            case Redraw: Publish(); break;
            case ExplainTelling: Sender.Tell(new TellingExplained(_definition.Name, Outlook.Now(Facts), Outlook.IfItFailed(Facts, Standing(fails: true)))); break;
            case CheckCommand.Retire retire: Handle(retire, Leave); break;
            case CheckCommand command: Handle(command, Publish); break;
            default: Unhandled(message); break;
        }
    }

    protected override void PreStart()
    {
        _relay.MovesTo(Self);
        base.PreStart();
    }

    protected override void PostStop()
    {
        StopFollowing();
        CountFailing(null);
        _stopped.Cancel();
        _stopped.Dispose();
        base.PostStop();
    }

    private void Begin()
    {
        _pulse.Dropped(); // what an earlier life had under way
        EngineMetrics.RecoveryDuration.Record(_around.Time.GetElapsedTime(_madeAt).TotalSeconds);
        Handle(new CheckCommand.Define(Now), () =>
        {
            CountPast();
            Handle(new CheckCommand.CloseLost(Now), Publish);
        });
        if (_state.Incident is { } incident)
            _around.Results.FailuresAsync(_definition.Name, AsStored(incident.FailingSince ?? incident.OpenedAt), Now, _stopped.Token)
                .PipeTo(Self, success: count => new FailuresCounted(incident.Id, count), failure: _ => new FailuresCounted(incident.Id, 1));
        _around.Standings.NoteAtStart(_definition, _state);
        if (_state.Incident is not null)
            CountFailing(true);
        MarkPlan();
        Listen();
        Follow();
        if (IsResting)
        {
            Rest();
            return;
        }

        Arm(_clock.First());
        WaitForFirst();
        ArmJobStart();
        ArmReview();
        ArmTelling();
        ArmVerify();
    }

    /// <summary>The history keeps milliseconds; the round that opened the incident counts too.</summary>
    private static DateTimeOffset AsStored(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private void OnFailuresCounted(FailuresCounted counted)
    {
        if (_state.Incident?.Id == counted.Incident)
            _face = _face with { ConsecutiveFailures = _face.ConsecutiveFailures + Math.Max(1, counted.Count) };
        Publish();
    }

    private void OnRedefine(Redefine change)
    {
        var same = change.Definition.Fingerprint == _definition.Fingerprint;
        _definition = change.Definition;
        if (!same)
            BeginAnew();
        MarkPlan();
        Handle(new CheckCommand.Define(Now), Publish);
    }

    private void React(CheckEvent happened)
    {
        Tell(new EventJournaled(_definition.Name, happened));
        switch (happened)
        {
            case CheckEvent.WentDown e: Log.Warning("{0} is down: {1}", _definition.Name, e.Reason); break;
            case CheckEvent.Recovered: Log.Info("{0} has recovered", _definition.Name); break;
            case CheckEvent.AlertRaised e: Offer(e, e.Channels); break;
            case CheckEvent.RemedyRequested e: RequestRemedy(e); break;
            case CheckEvent.RemedySettled e: OnRemedySettled(e); break;
            case CheckEvent.Paused or CheckEvent.Resumed: OnPauseChanged(); break;
            case CheckEvent.MaintenanceSet or CheckEvent.MaintenanceEnded: MarkPlan(); break;
            case CheckEvent.DeadlineMissed e: KeepMissed(e.Window); break;
            case CheckEvent.JobStartRequested: StartJob(); break;
            case CheckEvent.JobStartSettled e: _around.History.Append(Remedies.RemedyRow.Of(_definition.Name, e)); break;
            default: break;
        }
    }

    private void Offer(CheckEvent.AlertRaised alert, IEnumerable<string> channels)
    {
        foreach (var channel in channels)
            _around.Alerts.Tell(new OfferAlert(_definition.Name, alert, channel) { Group = _definition.Group }, _relay);
    }

    /// <summary>What is unsettled is offered again, oldest first: a channel that is new sends the first at once. One that has it already says so or stays silent.</summary>
    private void Reoffer()
    {
        if (_state.OpenAlerts.IsEmpty)
            return; // as at almost every round
        foreach (var open in _state.OpenAlertsInOrder)
            Offer(open.Alert, open.Waiting.Keys);
    }

    private void Publish() => Publish(beat: null);

    private void Publish(CheckStatus? beat) =>
        Tell(new CheckChanged(_face.Tile(_definition, _state, IsResting ? null : _clock.NextDueAt(Now), _definition.Timetable?.ClosedUntil(Now), QuietTile()), beat));

    private static void Tell(object news) => Context.System.EventStream.Publish(news);
}
