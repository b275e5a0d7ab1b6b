using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Event;
using Akka.Persistence;
using Akka.Persistence.Sql.Journal;
using LinqToDB;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>The SQL journal, answering the first recovery of every check from one scan made at the start.</summary>
/// <remarks>
/// A recovery by itself costs several queries, which for many checks at once adds up to minutes; one scan takes seconds
/// for all of them. Right only while this process is the journal's single writer: a check writes nothing before it has
/// recovered, so what the scan saw of it is all there is. Everything after the first recovery, and everything at all if
/// the scan fails, goes to the database.
/// </remarks>
public sealed class WarmJournal : SqlWriteJournal, IWithTimers
{
    /// <summary>Checks that have not asked by then are no longer configured.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(2);

    private readonly HashSet<string> _recovered = [];
    private readonly Lock _reading = new();
    private readonly Task<JournalScan> _scan;

    public WarmJournal(Akka.Configuration.Config config)
        : base(config)
    {
        var log = Context.GetLogger();
        var options = Context.System.Settings.Setup.Get<WarmJournalSetup>().Value.Database;
        _scan = Task.Run(() => JournalScan.Read(options, problem => log.Warning("the journal is read cold: {0}", problem)));
    }

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before PreStart

    protected override void PreStart()
    {
        base.PreStart();
        Timers.StartSingleTimer(Drop.Instance, Drop.Instance, KeepFor);
    }

    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken)
    {
        var scan = await _scan;
        if (!IsFirst(persistenceId, scan))
            return await base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr, cancellationToken);
        var highest = scan.HighestSequenceNr(persistenceId);
        if (highest == 0)
            Recovered(persistenceId); // there is nothing to replay, so it is not asked to
        return highest;
    }

    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        var scan = await _scan;
        if (!IsFirst(persistenceId, scan))
        {
            await base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
            return;
        }

        Recovered(persistenceId);
        foreach (var stored in scan.Take(persistenceId, fromSequenceNr, toSequenceNr, max))
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

    private void Recovered(string persistenceId)
    {
        lock (_reading)
            _recovered.Add(persistenceId);
    }

    private bool IsFirst(string persistenceId, JournalScan scan)
    {
        if (!scan.IsOpen || !persistenceId.StartsWith(CheckActor.IdPrefix, StringComparison.Ordinal))
            return false;
        lock (_reading)
            return !_recovered.Contains(persistenceId);
    }

    private sealed class Drop : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Drop Instance = new();
    }
}

/// <summary>Tells the journal where to read its scan; akka.hocon cannot, because the address may hold a password.</summary>
public sealed class WarmJournalSetup(DataOptions database) : Setup
{
    public DataOptions Database => database;
}
