namespace Monitor.Actors.Checks;

/// <summary>When a check's rounds are due: start to start, on the monotonic clock, at the check's own phase.</summary>
/// <remarks>
/// Wall-clock jumps do not move it. After a freeze the rounds that were missed are not made up for: each check comes
/// back at its phase, so a thousand of them do not fire together (FAULTS ).
/// </remarks>
public sealed class RoundClock(CheckName name, TimeSpan interval, TimeSpan spread, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _interval = interval;
    private TimeSpan _due;

    /// <summary>What a tick means: how late it came, whether to let this round pass, and how long to wait for the next.</summary>
    public readonly record struct RoundTick(bool Skip, TimeSpan Late, TimeSpan Wait);

    private TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>The wait before the first round.</summary>
    public TimeSpan First()
    {
        _due = Elapsed + Phase(name, spread < _interval ? spread : _interval);
        return _due - Elapsed;
    }

    public RoundTick Tick()
    {
        var now = Elapsed;
        var late = now > _due ? now - _due : TimeSpan.Zero;
        if (late >= _interval)
        {
            _due = now + Phase(name, _interval);
            return new RoundTick(Skip: true, late, _due - now);
        }

        _due += _interval;
        return new RoundTick(Skip: false, late, _due - now);
    }

    /// <summary>The wait before the next round under a new interval.</summary>
    public TimeSpan Change(TimeSpan next)
    {
        var now = Elapsed;
        _interval = next;
        _due = _due - now > next || _due < now ? now + Phase(name, next < TimeSpan.FromSeconds(1) ? next : TimeSpan.FromSeconds(1)) : _due;
        return _due - now;
    }

    public DateTimeOffset NextDueAt(DateTimeOffset now) => now + (_due - Elapsed);

    /// <summary>The same for the same name on every machine, spread evenly over the span.</summary>
    /// <remarks>FNV-1a, then MurmurHash3's finalizer: alone, FNV leaves names that differ in their last letters together.</remarks>
    internal static TimeSpan Phase(CheckName name, TimeSpan span)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in name.Value)
            hash = (hash ^ c) * 1099511628211UL;
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return span * ((hash >> 32) / (double)0x1_0000_0000);
    }
}
