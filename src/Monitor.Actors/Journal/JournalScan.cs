using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Persistence;
using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.History;

namespace Monitor.Actors.Journal;

/// <summary>Everything that was in the journal at one moment, handed out once.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class JournalScan
{
    private readonly ConcurrentDictionary<string, History> _histories;
    private volatile bool _open;

    private JournalScan(ConcurrentDictionary<string, History> histories, bool open) => (_histories, _open) = (histories, open);

    /// <summary>False when there is nothing to be had from the scan any more, or never was.</summary>
    public bool IsOpen => _open;

    /// <summary>Reads the whole journal; when that fails the scan is closed and recoveries ask the database.</summary>
    public static JournalScan Read(DataOptions options, Action<string> problem)
    {
        try
        {
            using var db = new DataConnection(options);
            return new JournalScan(HasJournal(db) ? ReadAll(db) : [], open: true);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            problem(e.Message);
            return new JournalScan([], open: false);
        }
    }

    /// <summary>Deleted events count: their numbers are taken.</summary>
    public long HighestSequenceNr(string persistenceId) => _histories.TryGetValue(persistenceId, out var history) ? history.Highest : 0;

    /// <summary>The events of one check, which the scan then forgets.</summary>
    public IEnumerable<IPersistentRepresentation> Take(string persistenceId, long from, long to, long max)
    {
        if (max <= 0 || !_histories.TryRemove(persistenceId, out var history))
            yield break;
        var wanted = history.Rows.Where(row => row.SequenceNr >= from && row.SequenceNr <= to).OrderBy(row => row.SequenceNr);
        foreach (var row in wanted.Take((int)Math.Min(max, int.MaxValue)))
            yield return new Persistent(
                EventJson.Read(row.Message, row.Manifest), row.SequenceNr, persistenceId, row.Manifest,
                isDeleted: false, ActorRefs.NoSender, row.Writer, row.Created);
    }

    public void Close()
    {
        _open = false;
        _histories.Clear();
    }

    private static bool HasJournal(DataConnection db) => db.Execute<int>(HistorySchema.IsSqlite(db.DataProvider.Name)
        ? "SELECT COUNT(*) FROM sqlite_master WHERE name = 'journal'"
        : "SELECT COUNT(to_regclass('journal'))") > 0;

    /// <summary>As the rows lie in the table: ordering them by check would cost the server a sort of all of them.</summary>
    private static ConcurrentDictionary<string, History> ReadAll(DataConnection db)
    {
        var histories = new ConcurrentDictionary<string, History>(StringComparer.Ordinal);
        foreach (var stored in db.GetTable<JournalRow>())
        {
            var history = histories.GetOrAdd(stored.PersistenceId, _ => new History());
            history.Highest = Math.Max(history.Highest, stored.SequenceNumber);
            if (!stored.IsDeleted)
                history.Rows.Add(new Row(stored.SequenceNumber, stored.Message, string.Intern(stored.Manifest), stored.Writer, stored.Created));
        }

        return histories;
    }

    private sealed class History
    {
        public List<Row> Rows { get; } = new(4);

        public long Highest { get; set; }
    }

    private readonly record struct Row(long SequenceNr, byte[] Message, string Manifest, string Writer, long Created);
}
