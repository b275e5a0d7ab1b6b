using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>The past of one check as the scan of the journal found it, until the check has recovered from it.</summary>
/// <remarks>
/// Thread-safe. Good for one recovery: either the state is handed out, or the events are. Whatever is asked after that,
/// or does not fit what was handed out, is for the database to answer.
/// </remarks>
internal sealed class CheckPast(StoredState? stored = null)
{
    private readonly Lock _handing = new();
    private readonly List<JournalRow> _rows = new(4);
    private long _highest;
    private Stage _stage;

    private enum Stage
    {
        Untouched,
        Folded,
        Gone,
    }

    public void Add(JournalRow row)
    {
        _rows.Add(row);
        _highest = Math.Max(_highest, row.SequenceNumber); // deleted events count: their numbers are taken
    }

    /// <summary>Null when the events have to be replayed one by one, by whoever then says what is wrong with them.</summary>
    public (CheckState State, long Number)? Fold()
    {
        lock (_handing)
        {
            if (_stage != Stage.Untouched || _highest == 0)
                return null;
            if (Folded() is { } fold)
            {
                HandedOut(Stage.Folded);
                return (fold.State, fold.Number);
            }

            if (stored is not null)
                HandedOut(Stage.Gone); // the rows begin in the middle
            return null;
        }
    }

    /// <param name="known">Events up to this number are known to who asks.</param>
    public long? Highest(long known)
    {
        lock (_handing)
        {
            var fits = _stage == Stage.Untouched ? stored is null : _stage == Stage.Folded && known == _highest;
            if (!fits)
                return null;
            if (known >= _highest)
                HandedOut(Stage.Gone); // there is nothing to replay, so it is not asked to
            return _highest;
        }
    }

    /// <summary>All that was read of the check, in order; null when that is not all there is.</summary>
    public IReadOnlyList<JournalRow>? Take()
    {
        lock (_handing)
        {
            if (_stage != Stage.Untouched || stored is not null)
                return null;
            JournalRow[] rows = [.. _rows.OrderBy(row => row.SequenceNumber)];
            HandedOut(Stage.Gone);
            return rows;
        }
    }

    private StateFold? Folded()
    {
        try
        {
            var rows = _rows.OrderBy(row => row.SequenceNumber);
            if (stored is null)
                return StateFold.Nothing.Then(rows);
            var isOurs = _rows.Exists(row => row.SequenceNumber == stored.SequenceNumber && row.Created == stored.Created);
            return isOurs ? StateFold.Of(stored)?.Then(rows.Where(row => row.SequenceNumber > stored.SequenceNumber)) : null;
        }
        catch (JournalFormatException)
        {
            return null;
        }
    }

    private void HandedOut(Stage stage)
    {
        _stage = stage;
        _rows.Clear();
        _rows.TrimExcess();
    }
}
