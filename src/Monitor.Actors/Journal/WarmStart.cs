using Akka.Actor;
using Akka.Actor.Setup;
using LinqToDB;

namespace Monitor.Actors.Journal;

/// <summary>The one scan of the journal at a start, begun when first asked for; akka.hocon cannot say where, because the address may hold a password.</summary>
public sealed class WarmStart(DataOptions database, Action<string> problem) : Setup
{
    private readonly Lazy<Task<JournalScan>> _scan = new(() => Task.Run(() => JournalScan.Read(database, problem)));

    public Task<JournalScan> Scan => _scan.Value;

    internal static Task<JournalScan> ScanOf(ActorSystem system) => system.Settings.Setup.Get<WarmStart>().Value.Scan;
}
