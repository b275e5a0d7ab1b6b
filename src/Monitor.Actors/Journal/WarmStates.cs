using Akka.Persistence;
using Akka.Persistence.Snapshot;

namespace Monitor.Actors.Journal;

/// <summary>Hands every check the state that its events came to before the start, in place of the events.</summary>
/// <remarks>
/// To Akka it is a store of snapshots, of which there is one for a check's first recovery. Nobody stores any through it:
/// <see cref="StateLog"/> derives them from the journal. When there is none, the journal replays the events.
/// </remarks>
public sealed class WarmStates : SnapshotStore
{
    private readonly Task<JournalScan> _scan = WarmStart.ScanOf(Context.System);

    /// <summary>Folding is work for many threads, and this is called on one.</summary>
    protected override async Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken = default)
    {
        var scan = await _scan;
        return await Task.Run(() => scan.Fold(persistenceId), cancellationToken) is var (state, number)
            ? new SelectedSnapshot(new SnapshotMetadata(persistenceId, number, DateTime.MinValue), state)
            : null;
    }

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("states are derived from the journal");

    protected override Task DeleteAsync(SnapshotMetadata metadata, CancellationToken cancellationToken = default) => Task.CompletedTask;

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
