using System.Collections.Concurrent;
using Akka.Persistence;
using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>Everything that was in the journal of checks at one moment, as far as no stored state has it already; handed out once.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class JournalScan
{
    /// <summary>With a stored state, the event that is the last in it comes too: it proves that the state belongs to this journal.</summary>
    private const string Tails = """
        SELECT j.persistence_id, j.sequence_number, j.deleted, j.created, j.manifest, j.writer_uuid, j.message
        FROM journal j LEFT JOIN states s ON s.persistence_id = j.persistence_id AND s.build = @build
        WHERE j.persistence_id LIKE 'check-%' AND (s.sequence_number IS NULL OR j.sequence_number >= s.sequence_number)
        """;

    private readonly ConcurrentDictionary<string, CheckPast> _pasts;
    private volatile bool _open;

    private JournalScan(ConcurrentDictionary<string, CheckPast> pasts, bool open) => (_pasts, _open) = (pasts, open);

    /// <summary>Reads what is needed of the journal; when that fails the scan is closed and recoveries ask the database.</summary>
    public static JournalScan Read(DataOptions options, Action<string> problem)
    {
        try
        {
            using var db = new DataConnection(options);
            return new JournalScan(db.Has("journal") ? ReadAll(db) : [], open: true);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            problem(e.Message);
            return new JournalScan([], open: false);
        }
    }

    /// <summary>What the events of a check came to, and the number of the newest; null when they have to be replayed.</summary>
    public (CheckState State, long Number)? Fold(string persistenceId) => Of(persistenceId)?.Fold();

    /// <summary>The number of the newest event; null when the database has to say it.</summary>
    /// <param name="known">Events up to this number are known to who asks.</param>
    public long? HighestSequenceNr(string persistenceId, long known) => Of(persistenceId)?.Highest(known);

    /// <summary>The events of one check, which the scan then forgets; null when the database has to say them.</summary>
    public IEnumerable<IPersistentRepresentation>? Take(string persistenceId, long from, long to, long max) =>
        Of(persistenceId)?.Take() is { } rows
            ? rows.Where(row => !row.IsDeleted && row.SequenceNumber >= from && row.SequenceNumber <= to)
                .Take((int)Math.Min(max, int.MaxValue)).Select(row => row.ToPersistent())
            : null;

    public void Close()
    {
        _open = false;
        _pasts.Clear();
    }

    /// <summary>A check that is not in the journal has a past without events.</summary>
    private CheckPast? Of(string persistenceId) =>
        _open && persistenceId.StartsWith(CheckActor.IdPrefix, StringComparison.Ordinal) ? _pasts.GetOrAdd(persistenceId, _ => new CheckPast()) : null;

    /// <summary>As the rows lie in the table: ordering them by check would cost the server a sort of all of them.</summary>
    private static ConcurrentDictionary<string, CheckPast> ReadAll(DataConnection db)
    {
        var pasts = new ConcurrentDictionary<string, CheckPast>(StringComparer.Ordinal);
        var hasStates = db.Has("states");
        if (hasStates)
            foreach (var stored in db.GetTable<StoredState>().Where(state => state.Build == StoredState.ThisBuild))
                pasts[stored.PersistenceId] = new CheckPast(stored);
        var rows = hasStates ? db.Query<JournalRow>(Tails, new DataParameter("build", StoredState.ThisBuild)) : db.GetTable<JournalRow>().Where(row => row.PersistenceId.StartsWith(CheckActor.IdPrefix));
        foreach (var row in rows)
            pasts.GetOrAdd(row.PersistenceId, _ => new CheckPast()).Add(row);
        return pasts;
    }
}
