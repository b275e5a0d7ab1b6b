using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Akka.Persistence.Sql.Journal;

namespace Monitor.Actors.Journal;

/// <summary>The SQL journal, answering the first recovery of every check from one scan made at the start.</summary>
/// <remarks>
/// A recovery by itself costs several queries, which for many checks at once adds up to minutes; one scan takes seconds
/// for all of them. Right only while this process is the journal's single writer: a check writes nothing before it has
/// recovered, so what the scan saw of it is all there is. Everything after the first recovery, and everything at all if
/// the scan fails, goes to the database. As a rule <see cref="WarmStates"/> has handed out what the events come to, and
/// there is nothing left to replay.
/// </remarks>
public sealed class WarmJournal : SqlWriteJournal, IWithTimers
{
    /// <summary>Checks that have not asked by then are no longer configured.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(2);

    private readonly Task<JournalScan> _scan;

    public WarmJournal(Akka.Configuration.Config config)
        : base(config) => _scan = WarmStart.ScanOf(Context.System);

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before PreStart

    protected override void PreStart()
    {
        base.PreStart();
        Timers.StartSingleTimer(Drop.Instance, Drop.Instance, KeepFor);
    }

    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken) =>
        (await _scan).HighestSequenceNr(persistenceId, fromSequenceNr) ?? await base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr, cancellationToken);

    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        if ((await _scan).Take(persistenceId, fromSequenceNr, toSequenceNr, max) is not { } events)
        {
            await base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
            return;
        }

        foreach (var stored in events)
            recoveryCallback(stored);
    }

    protected override bool ReceivePluginInternal(object message)
    {
        if (message is not Drop)
            return base.ReceivePluginInternal(message);
        if (_scan.IsCompletedSuccessfully)
            _scan.Result.Close();
        return true;
    }

    private sealed class Drop : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Drop Instance = new();
    }
}
