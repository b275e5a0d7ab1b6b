using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.History;

namespace Monitor.Actors.Journal;

/// <summary>Stores what the events of each check come to, so that a start has to read only those that follow.</summary>
/// <remarks>
/// Derived from the journal alone: no check takes part. A step is one transaction and may be cut off at any moment. Steps
/// are small and rest four times as long as they worked.
/// </remarks>
public sealed class StateLog(HistoryDatabase database, TimeProvider time)
{
    /// <summary>With fewer new events, reading them costs a start as little as reading the state.</summary>
    internal const int Worthwhile = 10;

    private const int StepChecks = 50;

    private const string Behind = """
        SELECT h.persistence_id
        FROM (SELECT persistence_id, MAX(sequence_number) AS highest FROM journal WHERE persistence_id LIKE 'check-%' GROUP BY persistence_id) h
        LEFT JOIN states s ON s.persistence_id = h.persistence_id AND s.build = @build
        WHERE h.highest - COALESCE(s.sequence_number, 0) >= @behind
        """;

    private const string Put = """
        INSERT INTO states (persistence_id, sequence_number, created, build, state, sum) VALUES (@id, @number, @created, @build, @state, @sum)
        ON CONFLICT (persistence_id) DO UPDATE SET sequence_number = excluded.sequence_number, created = excluded.created,
            build = excluded.build, state = excluded.state, sum = excluded.sum
        """;

    /// <summary>Stores the states that are too far behind; throws when the database is away, and may simply be called again.</summary>
    /// <returns>How many that were.</returns>
    public async Task<int> CatchUpAsync(CancellationToken cancel = default)
    {
        var behind = await database.ReadAsync(
            db => db.Query<string>(Behind, new DataParameter("build", StoredState.ThisBuild), new DataParameter("behind", Worthwhile)).ToList(), cancel);
        using var db = database.OpenCreated();
        var written = 0;
        foreach (var some in behind.Chunk(StepChecks))
        {
            var began = time.GetTimestamp();
            written += await Task.Run(() => Step(db, some), cancel);
            await Task.Delay(time.GetElapsedTime(began) * 4, time, cancel);
        }

        return written;
    }

    private static int Step(DataConnection db, IEnumerable<string> ids)
    {
        var fresh = ids.Select(id => Fold(db, id)?.Stored(id)).OfType<StoredState>().ToList(); // read before the lock is taken
        using var transaction = db.BeginTransaction();
        foreach (var state in fresh)
            db.Execute(
                Put, new DataParameter("id", state.PersistenceId), new DataParameter("number", state.SequenceNumber), new DataParameter("created", state.Created),
                new DataParameter("build", state.Build), new DataParameter("state", state.State), new DataParameter("sum", state.Sum));
        transaction.Commit();
        return fresh.Count;
    }

    /// <summary>Null when the events cannot be folded: the check's own recovery says why.</summary>
    private static StateFold? Fold(DataConnection db, string id)
    {
        var stored = db.GetTable<StoredState>().FirstOrDefault(state => state.PersistenceId == id);
        var before = stored is not null && IsOf(db, stored) && StateFold.Of(stored) is { } usable ? usable : StateFold.Nothing;
        try
        {
            return before.Then(db.GetTable<JournalRow>().Where(row => row.PersistenceId == id && row.SequenceNumber > before.Number).OrderBy(row => row.SequenceNumber));
        }
        catch (JournalFormatException)
        {
            return null;
        }
    }

    /// <summary>The journal holds the event that is the last in the state.</summary>
    private static bool IsOf(DataConnection db, StoredState stored) => db.GetTable<JournalRow>()
        .Any(row => row.PersistenceId == stored.PersistenceId && row.SequenceNumber == stored.SequenceNumber && row.Created == stored.Created);
}
