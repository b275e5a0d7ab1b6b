using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Monitor.Actors.Alerts;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Checks;

/// <summary>One check: a persistent actor that owns its state machine, its rounds and its retries.</summary>
public sealed partial class CheckActor : ReceivePersistentActor, IWithTimers
{
    /// <summary>A schedule is wall-clock time and timers are not: it is looked at again at least this often.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly CheckSurroundings _around;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stopped = new();
    private IRoundClock _clock;
    private readonly RoundPulse _pulse;
    private readonly CheckRef _address;
    private readonly long _madeAt;
    private CheckDefinition _definition;
    private CheckState _state = CheckState.New;
    private CheckFace _face;
    private Round? _round;
    private bool _journalProven;
    private bool _wasSlow;

    public CheckActor(CheckDefinition definition, TimeSpan spread, CheckSurroundings around, RoundPulse pulse, CheckRef address)
    {
        _address = address;
        _definition = definition;
        _around = around;
        _pulse = pulse;
        _madeAt = around.Time.GetTimestamp();
        _clock = RoundClocks.For(definition, spread, around.Time);
        _face = CheckFace.New;
        PersistenceId = IdOf(definition.Name);
        Recover<CheckEvent>(e => _state = _state.Apply(e));
        Recover<RecoveryCompleted>(_ => Begin());
        Command<RoundDue>(_ => OnRoundDue());
        Command<RetryDue>(_ => Attempt());
        Command<AttemptDone>(OnAttemptDone);
        Command<FailuresCounted>(OnFailuresCounted);
        Command<PastCounted>(counted => OnPastCounted(counted.Past));
        Command<JobStartDue>(OnJobStartDue);
        Command<JobStartDone>(done => Handle(new CheckCommand.SettleJobStart(Now, done.JobId, done.Problem)));
        Command<ReviewDue>(_ => OnReviewDue());
        Command<PlanDue>(_ => OnPlanDue());
        Command<Order>(OnOrder);
        Command<Redefine>(OnRedefine);
        Command<TakePing>(take => OnPing(take.Ping));
        Command<PastPings>(OnPastPings);
        Command<ReadPings>(_ => Listen());
        Command<PingDue>(_ => OnPingDue());
        Command<BoardMoved>(_ => OnBoardMoved());
        Command<RunNow>(_ => OnRunNow());
        Command<CheckCommand.Retire>(retire => Handle(retire, Leave));
        Command<CheckCommand>(command => Handle(command, Publish));
    }

    public override string PersistenceId { get; }

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before the constructor's handlers can run

    private DateTimeOffset Now => _around.Time.GetUtcNow();

    public const string IdPrefix = "check-";

    /// <summary>Part of the journal: it does not change.</summary>
    public static string IdOf(CheckName name) => $"{IdPrefix}{name}";

    protected override void PreStart()
    {
        _address.MovesTo(Self);
        base.PreStart();
    }

    protected override void PostStop()
    {
        StopFollowing();
        _stopped.Cancel();
        _stopped.Dispose();
        base.PostStop();
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        EngineMetrics.PersistFailures.Add(1);
        _log.Error("{0}: the journal did not store a decision, the check restarts: {1}", _definition.Name, cause.Message);
        Tell(new JournalFailed(_definition.Name, cause.Message, Now));
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        EngineMetrics.PersistFailures.Add(1);
        _log.Error(cause, "{0}: the journal rejected {1}", _definition.Name, @event.GetType().Name);
        Tell(new JournalFailed(_definition.Name, $"rejected {@event.GetType().Name}: {cause.Message}", Now));
        Context.Stop(Self);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        _log.Error("{0}: the journal could not be read: {1}", _definition.Name, reason.Message);
        Tell(new JournalFailed(_definition.Name, reason.Message, Now));
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
        MarkPlan();
        Listen();
        Follow();
        if (IsResting)
        {
            Rest();
            return;
        }

        Arm(_clock.First());
        ArmJobStart();
        ArmReview();
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

    private void Handle(CheckCommand command) => Handle(command, Publish);

    private void Handle(CheckCommand command, Action then)
    {
        var events = _state.Decide(command, _definition);
        var left = events.Count;
        if (left == 0)
        {
            then();
            return;
        }

        var asked = _around.Time.GetTimestamp();
        PersistAll(events, happened =>
        {
            if (left == events.Count)
                EngineMetrics.PersistDuration.Record(_around.Time.GetElapsedTime(asked).TotalSeconds);
            _state = _state.Apply(happened);
            React(happened);
            if (--left == 0)
                then();
        });
    }

    private void React(CheckEvent happened)
    {
        Tell(new EventJournaled(_definition.Name, happened));
        switch (happened)
        {
            case CheckEvent.WentDown e: _log.Warning("{0} is down: {1}", _definition.Name, e.Reason); break;
            case CheckEvent.Recovered: _log.Info("{0} has recovered", _definition.Name); break;
            case CheckEvent.AlertRaised e: Offer(e, e.Channels); break;
            case CheckEvent.RemedyRequested e: RequestRemedy(e); break;
            case CheckEvent.RemedySettled e: _around.History.Append(RemedyRow.Of(_definition.Name, e)); break;
            case CheckEvent.Paused or CheckEvent.Resumed: OnPauseChanged(); break;
            case CheckEvent.MaintenanceSet or CheckEvent.MaintenanceEnded: MarkPlan(); break;
            case CheckEvent.JobStartRequested: StartJob(); break;
            case CheckEvent.JobStartSettled e: _around.History.Append(RemedyRow.Of(_definition.Name, e)); break;
            default: break;
        }
    }

    private void Offer(CheckEvent.AlertRaised alert, IEnumerable<string> channels)
    {
        foreach (var channel in channels)
            _around.Alerts.Tell(new OfferAlert(_definition.Name, alert, channel), _address);
    }

    /// <summary>What is unsettled is offered again; a channel that has it already says so or stays silent.</summary>
    private void Reoffer()
    {
        if (_state.OpenAlerts.IsEmpty)
            return; // as at almost every round
        foreach (var open in _state.OpenAlerts.Values)
            Offer(open.Alert, open.Waiting.Keys);
    }

    private void RequestRemedy(CheckEvent.RemedyRequested request) =>
        _around.Remedies.Tell(new RunRemedy(request.Id, _definition.Remedies[request.Index]), _address);

    private void StartJob()
    {
        if (_definition.Type.Trigger(_definition.Spec) is { } trigger)
            _around.JobStarts.StartAsync(trigger.StartUrl, _definition.Timeout, _stopped.Token)
                .PipeTo(Self, success: start => new JobStartDone(start.JobId, start.Problem), failure: e => new JobStartDone(null, e.Message));
        else
            Self.Tell(new JobStartDone(null, "the check no longer starts its job"));
    }

    private void ArmJobStart()
    {
        Timers.Cancel(JobStartDue.Key);
        if (IsResting)
            return;
        if (_definition.Type.Trigger(_definition.Spec)?.Next(Now, _definition.Zone) is not { } next)
            return;
        var wait = next - Now;
        Timers.StartSingleTimer(JobStartDue.Key, new JobStartDue(next), wait < LongestWait ? wait : LongestWait);
    }

    private void OnJobStartDue(JobStartDue due)
    {
        ArmJobStart();
        if (Now >= due.Occurrence)
            Handle(new CheckCommand.StartJob(Now, due.Occurrence));
    }

    private void Publish() => Publish(beat: null);

    private void Publish(CheckStatus? beat) =>
        Tell(new CheckChanged(_face.Tile(_definition, _state, IsResting ? null : _clock.NextDueAt(Now), _definition.Timetable?.ClosedUntil(Now)) with
        {
            Quiet = QuietTile(),
        }, beat));

    private static void Tell(object news) => Context.System.EventStream.Publish(news);
}
