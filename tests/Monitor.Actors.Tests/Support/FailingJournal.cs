using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Monitor.Actors.Tests.Support;

/// <summary>A journal in memory that refuses to write while the test's switch is on.</summary>
public sealed class FailingJournal(Akka.Configuration.Config config) : MemoryJournal
{
    private static readonly ConcurrentDictionary<string, FailingJournalSwitch> Switches = [];

    private readonly FailingJournalSwitch _switch = SwitchOf(config.GetString("switch"));

    public static FailingJournalSwitch SwitchOf(string id) => Switches.GetOrAdd(id, _ => new FailingJournalSwitch());

    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        if (_switch.Fails)
            throw new IOException("disk full");
        return await base.WriteMessagesAsync(messages, cancellationToken);
    }
}

/// <summary>Turns a <see cref="FailingJournal"/> on and off.</summary>
public sealed class FailingJournalSwitch
{
    private volatile bool _fails;

    public bool Fails
    {
        get => _fails;
        set => _fails = value;
    }
}
