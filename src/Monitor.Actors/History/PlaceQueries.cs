using System.Diagnostics;
using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;

namespace Monitor.Actors.History;

/// <summary>Knows where the next row of each check goes: the check's number, and the first free place in a millisecond.</summary>
/// <remarks>Used by the writing thread alone. Forget everything when a transaction was rolled back.</remarks>
internal sealed class PlaceQueries
{
    private readonly Dictionary<CheckName, Place> _places = [];
    private readonly Dictionary<(int Check, long At), int> _backdated = [];

    public void Forget() => _places.Clear();

    /// <summary>Before each batch; reads the numbers of all known checks at once when nothing is remembered.</summary>
    public void Begin(DataConnection db)
    {
        _backdated.Clear();
        if (_places.Count > 0)
            return;
        var paces = new Dictionary<int, long>();
        foreach (var pace in db.GetTable<StoredPace>().OrderBy(pace => pace.Since))
            paces[pace.CheckId] = pace.LongestMs;
        foreach (var check in db.GetTable<StoredCheck>())
            if (CheckName.TryParse(check.Name, out var name, out _))
                _places[name] = new Place { CheckId = check.Id, LongestMs = paces.TryGetValue(check.Id, out var longest) ? longest : null };
    }

    public StoredResult Put(DataConnection db, ResultRow row)
    {
        if (!_places.TryGetValue(row.Check, out var place))
            _places[row.Check] = place = Enter(db, row.Check);
        else if (place.LastAt is null)
            LookUp(db, place);
        if (row.NextWithin is { } within)
            KeepPace(db, place, row.At.ToUnixTimeMilliseconds(), (long)within.TotalMilliseconds);
        return StoredResult.Of(row, place.CheckId, SeqAt(db, place, row.At.ToUnixTimeMilliseconds()));
    }

    /// <summary>Writes down what is no result; what is known already is changed.</summary>
    public void Put(DataConnection db, CheckName check, HistoryNote note)
    {
        if (!_places.TryGetValue(check, out var place))
            _places[check] = place = Enter(db, check);
        switch (note)
        {
            case PlannedTime planned: Plan(db, place.CheckId, planned); break;
            case RunRecord run: RunQueries.Put(db, place.CheckId, run); break;
            default: throw new UnreachableException($"{note.GetType().Name} has no table");
        }
    }

    private static void Plan(DataConnection db, int check, PlannedTime planned) =>
        db.Execute(
            """
            INSERT INTO planned (check_id, since, kind, until) VALUES (@check, @since, @kind, @until)
            ON CONFLICT (check_id, since, kind) DO UPDATE SET until = excluded.until
            """,
            new DataParameter("check", check), new DataParameter("since", planned.Since.ToUnixTimeMilliseconds()),
            new DataParameter("kind", (int)planned.Kind), new DataParameter("until", planned.Until.ToUnixTimeMilliseconds()));

    private static Place Enter(DataConnection db, CheckName check) => new()
    {
        CheckId = db.InsertWithInt32Identity(new StoredCheck { Name = check.Value }),
        LastAt = long.MinValue,
    };

    private static void KeepPace(DataConnection db, Place place, long since, long longestMs)
    {
        if (place.LongestMs == longestMs)
            return;
        place.LongestMs = longestMs;
        db.Execute(
            """
            INSERT INTO paces (check_id, since, longest_ms) VALUES (@check, @since, @longest)
            ON CONFLICT (check_id, since) DO UPDATE SET longest_ms = excluded.longest_ms
            """,
            new DataParameter("check", place.CheckId), new DataParameter("since", since), new DataParameter("longest", longestMs));
    }

    private static void LookUp(DataConnection db, Place place)
    {
        var newest = db.GetTable<StoredResult>()
            .Where(r => r.CheckId == place.CheckId)
            .OrderByDescending(r => r.At).ThenByDescending(r => r.Seq)
            .Select(r => new { r.At, r.Seq })
            .FirstOrDefault();
        (place.LastAt, place.LastSeq) = (newest?.At ?? long.MinValue, newest?.Seq ?? 0);
    }

    private int SeqAt(DataConnection db, Place place, long at)
    {
        if (at < place.LastAt)
            return BackdatedSeq(db, place.CheckId, at);
        place.LastSeq = at == place.LastAt ? place.LastSeq + 1 : 0;
        place.LastAt = at;
        return place.LastSeq;
    }

    /// <summary>The clock went back, or somebody imports: the table is asked, and so are the rows of this batch.</summary>
    private int BackdatedSeq(DataConnection db, int check, long at)
    {
        if (!_backdated.TryGetValue((check, at), out var last))
            last = db.GetTable<StoredResult>().Where(r => r.CheckId == check && r.At == at).Max(r => (int?)r.Seq) ?? -1;
        return _backdated[(check, at)] = last + 1;
    }

    private sealed record Place
    {
        public required int CheckId { get; init; }

        /// <summary>Of the newest row; null until it has been looked up.</summary>
        public long? LastAt { get; set; }

        public int LastSeq { get; set; }

        /// <summary>The last one kept; null when none is.</summary>
        public long? LongestMs { get; set; }
    }
}
