using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>Reads incidents from the journal, those that began last first, and all that is known of one.</summary>
/// <remarks>
/// A page costs what is on it: its incidents are found from the end of the journal backwards, and of each only the events of its
/// own check until the next one began. Reads the journal's own table, so it can neither lag behind it nor differ from it.
/// </remarks>
public sealed class IncidentLedger(DataOptions options)
{
    /// <summary>An incident has no more notes.</summary>
    public const int MostNotes = 200;

    private const int MaxLimit = 1_000;

    /// <summary>A page gives up after so many that do not match.</summary>
    private const int MostLooked = 20_000;

    /// <summary>An incident in which more was decided is told as far as that.</summary>
    private const int MostEvents = 500;

    /// <summary>An event is stored a moment after the time that it bears.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private static readonly string Prefix = CheckActor.IdPrefix;
    private static readonly string Down = EventManifests.Of(typeof(CheckEvent.WentDown));
    private static readonly string Noted = EventManifests.Of(typeof(CheckEvent.Noted));
    private static readonly string[] Ends = [Down, EventManifests.Of(typeof(CheckEvent.Recovered)), EventManifests.Of(typeof(CheckEvent.Retired))];

    public Task<IncidentRecords> ReadAsync(IncidentFilter filter, int limit, CancellationToken cancel = default) =>
        Task.Run(() => Read(filter, Math.Clamp(limit, 1, MaxLimit), cancel), cancel);

    /// <summary>Those of these ids that are there, by id.</summary>
    public Task<IReadOnlyDictionary<string, IncidentRecord>> FindAsync(IEnumerable<(string Check, string Id)> wanted, CancellationToken cancel = default) => Task.Run<IReadOnlyDictionary<string, IncidentRecord>>(
        () =>
        {
            using var db = new DataConnection(options);
            var found = new Dictionary<string, IncidentRecord>(StringComparer.Ordinal);
            foreach (var (check, id) in wanted)
            {
                cancel.ThrowIfCancellationRequested();
                if (Find(db, check, id) is var (row, down))
                    found[id] = Told(db, row, down);
            }

            return found;
        },
        cancel);

    /// <summary>Null when there is none of that id.</summary>
    public Task<IncidentStory?> StoryAsync(string check, string id, CancellationToken cancel = default) => Task.Run(
        () =>
        {
            using var db = new DataConnection(options);
            return Find(db, check, id) is var (row, down) ? Story(db, row, down) : null;
        },
        cancel);

    private IncidentRecords Read(IncidentFilter filter, int limit, CancellationToken cancel)
    {
        using var db = new DataConnection(options);
        var found = new List<(JournalRow Row, CheckEvent.WentDown Down)>();
        var (looked, last, next, isCut) = (0, 0L, (long?)null, false);
        foreach (var row in JournalStretches.Backwards(Wanted(db, filter), filter.Since, cancel))
        {
            isCut = looked == MostLooked;
            var down = Event(row) is CheckEvent.WentDown happened && filter.Takes(NameOf(row), happened) ? happened : null;
            if (isCut || (down is not null && found.Count == limit))
            {
                next = last;
                break;
            }

            (looked, last) = (looked + 1, row.Ordering);
            if (down is not null)
                found.Add((row, down));
        }

        return new IncidentRecords([.. found.Select(one => Told(db, one.Row, one.Down))], next, isCut);
    }

    private static IQueryable<JournalRow> Wanted(DataConnection db, IncidentFilter filter)
    {
        var rows = Stored(db).Where(row => row.Manifest == Down);
        if (filter.Check is { } check)
            rows = rows.Where(row => row.PersistenceId == Prefix + check);
        if (filter.Until is { } until && until < DateTimeOffset.MaxValue - Slack && (until + Slack).UtcTicks is var newest)
            rows = rows.Where(row => row.Created < newest);
        if (filter.Since is { } since && since > DateTimeOffset.MinValue + Slack && (since - Slack).UtcTicks is var oldest)
            rows = rows.Where(row => row.Created >= oldest);
        return filter.Before is { } before ? rows.Where(row => row.Ordering < before) : rows;
    }

    private static IncidentRecord Told(DataConnection db, JournalRow row, CheckEvent.WentDown down)
    {
        var told = IncidentRecordFold.Begin(row.Ordering, NameOf(row), down);
        var next = After(db, row).Take(MostEvents).AsEnumerable().Select(Event).OfType<CheckEvent>();
        foreach (var happened in next)
        {
            told = told.Then(happened);
            if (happened is CheckEvent.WentDown)
                break;
        }

        return WithEnd(db, row, told);
    }

    private static IncidentStory Story(DataConnection db, JournalRow row, CheckEvent.WentDown down)
    {
        var told = IncidentRecordFold.Begin(row.Ordering, NameOf(row), down);
        List<LoggedEvent> events = [EventLog.Logged(row)];
        var read = 0;
        foreach (var later in After(db, row).Take(MostEvents))
        {
            read++;
            var isOfIt = later.Manifest != Noted && (told.End is null || IsAfterwards(later.Manifest));
            if (Event(later) is { } happened)
                told = told.Then(happened);
            if (later.Manifest == Down)
                break;
            if (isOfIt)
                events.Add(EventLog.Logged(later));
        }

        var notes = After(db, row).Where(later => later.Manifest == Noted).AsEnumerable()
            .Select(Event).OfType<CheckEvent.Noted>().Where(note => note.Incident == down.Incident).Take(MostNotes);
        return new IncidentStory(WithEnd(db, row, told), [.. events], read == MostEvents, [.. notes]);
    }

    private static bool IsAfterwards(string manifest) =>
        manifest.StartsWith("alert", StringComparison.Ordinal) || manifest.StartsWith("remedy", StringComparison.Ordinal) || manifest.StartsWith("suppression", StringComparison.Ordinal);

    /// <summary>Its end may lie beyond what was read.</summary>
    private static IncidentRecord WithEnd(DataConnection db, JournalRow row, IncidentRecord told) =>
        told.End is null && After(db, row).FirstOrDefault(later => Ends.Contains(later.Manifest)) is { } end && Event(end) is { } happened ? told.Then(happened) : told;

    /// <summary>An incident's id ends in the millisecond of the round that opened it.</summary>
    private static (JournalRow Row, CheckEvent.WentDown Down)? Find(DataConnection db, string check, string id)
    {
        if (IncidentId.BeganAt(id) is not { } began || began < DateTimeOffset.UnixEpoch + Slack)
            return null;
        var from = (began - Slack).UtcTicks;
        foreach (var row in Of(db, check).Where(row => row.Manifest == Down && row.Created >= from).OrderBy(row => row.SequenceNumber).Take(MostEvents))
            if (Event(row) is CheckEvent.WentDown down && down.Incident == id)
                return (row, down);
        return null;
    }

    private static IQueryable<JournalRow> After(DataConnection db, JournalRow row) =>
        Stored(db).Where(later => later.PersistenceId == row.PersistenceId && later.SequenceNumber > row.SequenceNumber).OrderBy(later => later.SequenceNumber);

    private static IQueryable<JournalRow> Of(DataConnection db, string check) => Stored(db).Where(row => row.PersistenceId == Prefix + check);

    private static IQueryable<JournalRow> Stored(DataConnection db) => db.Journal().Where(row => !row.IsDeleted);

    private static CheckEvent? Event(JournalRow row) => EventJson.ReadOrNull(row.Message, row.Manifest);

    private static string NameOf(JournalRow row) => row.PersistenceId[Prefix.Length..];
}
