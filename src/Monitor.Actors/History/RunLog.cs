using LinqToDB;
using LinqToDB.Data;

namespace Monitor.Actors.History;

/// <summary>Marks when the monitor runs: one row a run, touched at every beat, so that a crash is known to the beat.</summary>
/// <remarks>Not thread-safe. After an exception it may be called again: the run is the same.</remarks>
public sealed class RunLog(HistoryDatabase database, TimeProvider time)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>Beats that are further apart were not late: the process, or the whole machine, stood still.</summary>
    private static readonly TimeSpan Frozen = Every * 4;

    private const string Mark = """
        INSERT INTO engine_runs (started_at, last_beat, stopped_at) VALUES (@start, @beat, @stop)
        ON CONFLICT (started_at) DO UPDATE SET last_beat = excluded.last_beat, stopped_at = excluded.stopped_at
        """;

    private long? _start;
    private long _beat;
    private bool _marked;

    /// <summary>Call it at the start, and <see cref="Every"/> so often from then on.</summary>
    public void Beat()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (_start is null || now - _beat > Frozen.TotalMilliseconds)
            (_start, _marked) = (now, false);
        _beat = Math.Max(now, _start.Value); // a clock that went back does not end a run before its start
        Write(stopped: false);
    }

    public void Stop()
    {
        if (_start is null)
            return;
        _beat = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), _start.Value);
        Write(stopped: true);
    }

    private void Write(bool stopped)
    {
        var start = _start!.Value; // a beat came before
        using var db = database.OpenCreated();
        using var transaction = db.BeginTransaction();
        if (!_marked)
            EndBefore(db, start);
        db.Execute(
            Mark, new DataParameter("start", start), new DataParameter("beat", _beat),
            new DataParameter("stop", stopped ? _beat : null, DataType.Int64));
        transaction.Commit();
        _marked = true;
    }

    /// <summary>A run that was cut off lived at least as long as it wrote results.</summary>
    private static void EndBefore(DataConnection db, long start)
    {
        var cut = db.GetTable<StoredRun>().Where(run => run.StartedAt < start).OrderByDescending(run => run.StartedAt).FirstOrDefault();
        if (cut is not { StoppedAt: null })
            return;
        var end = db.GetTable<StoredResult>().Where(r => r.At < start).Max(r => (long?)r.At) ?? 0;
        if (end > cut.LastBeat)
            db.GetTable<StoredRun>().Where(run => run.StartedAt == cut.StartedAt).Set(run => run.LastBeat, end).Update();
    }
}
