using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Monitor.Actors.Tests.Support;

/// <summary>A journal in memory that fails or rejects what it is to write while the test's switch is on.</summary>
public sealed class FailingJournal(Akka.Configuration.Config config) : MemoryJournal
{
    private static readonly ConcurrentDictionary<string, FailingJournalSwitch> Switches = [];

    private readonly FailingJournalSwitch _switch = SwitchOf(config.GetString("switch"));

    public static FailingJournalSwitch SwitchOf(string id) => Switches.GetOrAdd(id, _ => new FailingJournalSwitch());

    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        if (_switch.Fails)
            throw new IOException("disk full");
        if (_switch.Rejects)
            return [.. messages.Select(_ => new NotSupportedException("no serializer"))];
        return await base.WriteMessagesAsync(messages, cancellationToken);
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr, CancellationToken cancellationToken)
    {
        _switch.Deleted.Enqueue(toSequenceNr);
        return base.DeleteMessagesToAsync(persistenceId, toSequenceNr, cancellationToken);
    }
}

/// <summary>Turns a <see cref="FailingJournal"/> on and off.</summary>
public sealed class FailingJournalSwitch
{
    private volatile bool _fails;
    private volatile bool _rejects;

    /// <summary>Up to which numbers somebody deleted what he had stored.</summary>
    public ConcurrentQueue<long> Deleted { get; } = [];

    public bool Fails
    {
        get => _fails;
        set => _fails = value;
    }

    public bool Rejects
    {
        get => _rejects;
        set => _rejects = value;
    }
}
