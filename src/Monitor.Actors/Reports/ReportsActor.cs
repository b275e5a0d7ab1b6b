using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Monitor.Actors.Checks;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Reports;

/// <summary>Owns the reports: makes each when it is due, journals it, hands it to its channels, and has it signed off.</summary>
/// <remarks>A failed write stops it, as it stops any persistent actor; its supervisor makes it anew.</remarks>
public sealed partial class ReportsActor : ReceivePersistentActor, IWithTimers
{
    /// <summary>Part of the journal: it does not change.</summary>
    public const string Id = "reports";

    /// <summary>When reports are due is wall-clock time and timers are not: it is looked again at least so often.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stopped = new();
    private readonly ReportSurroundings _around;
    private ReportList _list = ReportList.None;

    public ReportsActor(ReportSurroundings around)
    {
        _around = around;
        Recover<ReportEvent>(happened => _list = _list.Apply(happened, LastSequenceNr));
        Recover<RecoveryCompleted>(_ => Look());
        Command<LookAgain>(_ => Look());
        Command<RosterChanged>(_ => OnRosterChanged());
        Command<ReportRequest.Make>(OnMake);
        Command<ReportRequest.SignOff>(OnSignOff);
        Command<CheckChanged>(OnCheckChanged);
        Command<GroupsDue>(_ => OnGroupsDue());
        Command<RoundOver>(_ => OnRoundOver());
        Command<ReportFacts>(OnGathered);
        Command<CheckCommand.SettleAlert>(OnSettled);
    }

    public override string PersistenceId => Id;

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before the first message

    private DateTimeOffset Now => _around.Time.GetUtcNow();

    private ReportWishes Wanted => _around.Book.Wanted ?? ReportWishes.None;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(RosterChanged));
        base.PreStart();
    }

    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _stopped.Cancel();
        _stopped.Dispose();
        base.PostStop();
    }

    private void OnRosterChanged()
    {
        FollowChecks();
        Look();
    }

    /// <summary>What has to be written down comes first; then what is due is begun, and what is open is offered.</summary>
    private void Look()
    {
        Publish();
        if (_around.Book.Wanted is not { Reports: var wanted })
            return; // the roster says when it has a configuration
        var now = Now; // once: what is due must not come between two looks at the clock
        var events = ReportDecider.Decide(_list, wanted, now);
        if (!events.IsEmpty)
        {
            PersistAll(events, Take);
            DeferAsync(LookAgain.Instance, _ => Look());
            return;
        }

        foreach (var report in wanted)
            if (ReportDecider.Owed(_list, report, now) is { } due)
                Begin(report, due);
        Reoffer();
        Timers.StartSingleTimer(LookAgain.Key, LookAgain.Instance, ReportDecider.Wait(_list, wanted, now, _list.Open.IsEmpty ? LongestWait : OfferAgain));
    }

    private void OnSignOff(ReportRequest.SignOff order)
    {
        var asker = Sender;
        if (_list.Find(order.Id) is not { } head)
            asker.Tell(new ReportReply(ReportOutcome.NotFound, $"there is no report {ErrorDetails.Short(order.Id)}"));
        else if (head.Signed is { } signed)
            asker.Tell(new ReportReply(ReportOutcome.Refused, $"{signed.By} has signed it off already", head.Id));
        else
            Persist(new ReportEvent.Signed(Now, head.Id, order.By, order.Note), happened =>
            {
                Take(happened);
                asker.Tell(new ReportReply(ReportOutcome.Done, "The report is signed off", head.Id));
            });
    }

    private void Take(ReportEvent happened)
    {
        _list = _list.Apply(happened, LastSequenceNr);
        Publish();
        switch (happened)
        {
            case ReportEvent.Made { Report: var report }: _log.Info("report {0}: {1}", report.Name, report.Headline); break;
            case ReportEvent.Skipped e: _log.Warning("report {0} of {1:u} was not made: {2}", e.Name, e.Due, e.Reason); break;
            default: break;
        }
    }

    private void Publish() => _around.Book.Publish(_list, [.. _makings.Select(making => making.Report.Name)]);

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        EngineMetrics.PersistFailures.Add(1);
        _log.Error("the journal did not store what became of a report: {0}", cause.Message);
        Sender.Tell(new ReportReply(ReportOutcome.NotStored, $"the journal did not store it: {cause.Message}"));
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => OnPersistFailure(cause, @event, sequenceNr);

    private sealed class LookAgain : INoSerializationVerificationNeeded
    {
        public const string Key = "look";
        public static readonly LookAgain Instance = new();
    }
}
