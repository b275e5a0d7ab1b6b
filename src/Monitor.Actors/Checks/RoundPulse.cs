namespace Monitor.Actors.Checks;

/// <summary>When a check last started and last finished a round: written by the check, read by whoever watches over it.</summary>
/// <remarks>Thread-safe for one writer. Times are <see cref="TimeProvider.GetTimestamp"/>; the beginning counts as both.</remarks>
public sealed class RoundPulse(long now)
{
    private long _started = now;
    private long _finished = now;
    private volatile bool _running;
    private volatile bool _resting;

    public long StartedAt => Volatile.Read(ref _started);

    public long FinishedAt => Volatile.Read(ref _finished);

    public bool IsRunning => _running;

    /// <summary>No round is expected.</summary>
    public bool IsResting => _resting;

    public void Started(long now)
    {
        Volatile.Write(ref _started, now);
        _running = true;
    }

    public void Finished(long now)
    {
        _running = false;
        Volatile.Write(ref _finished, now);
    }

    /// <summary>The round under way came to nothing.</summary>
    public void Dropped() => _running = false;

    public void Rests()
    {
        Dropped();
        _resting = true;
    }

    /// <summary>The schedule begins anew, so nothing is overdue.</summary>
    public void Begun(long now)
    {
        Dropped();
        _resting = false;
        Volatile.Write(ref _started, now);
        Volatile.Write(ref _finished, now);
    }
}
