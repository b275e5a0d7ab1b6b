namespace Monitor.Actors.Checks;

/// <summary>When a check's rounds are due: start to start, on the monotonic clock, at the check's own phase.</summary>
/// <remarks>
/// Wall-clock jumps do not move it. After a freeze the rounds that were missed are not made up for: each check comes
/// back at its phase, so a thousand of them do not fire together (FAULTS ). Rounds in a hurry leave the phase
/// where it is: when the hurry is over, the check is back at its place among the others.
/// </remarks>
public sealed class RoundClock(CheckName name, TimeSpan interval, TimeSpan spread, TimeProvider time) : IRoundClock
{
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _interval = interval;

    /// <summary>A moment at the check's phase; the others are whole intervals away.</summary>
    private TimeSpan _regular;

    private TimeSpan _due;
    private TimeSpan? _hurry;

    /// <summary>What a tick means: how late it came, whether to let this round pass, and how long to wait for the next.</summary>
    public readonly record struct RoundTick(bool Skip, TimeSpan Late, TimeSpan Wait)
    {
        /// <summary>No round is due before so long: the clock on the wall was looked at, that is all.</summary>
        public TimeSpan? Rest { get; init; }
    }

    private TimeSpan Elapsed => time.GetElapsedTime(_start);

    public TimeSpan First()
    {
        _due = _regular = Elapsed + Phase(name, spread < _interval ? spread : _interval);
        return _due - Elapsed;
    }

    public RoundTick Tick()
    {
        var now = Elapsed;
        var late = now > _due ? now - _due : TimeSpan.Zero;
        var every = _hurry ?? _interval;
        if (late >= every)
        {
            _due = now + Phase(name, every);
            _regular = _hurry is null ? _due : _regular;
            return new RoundTick(Skip: true, late, _due - now);
        }

        _due = _hurry is { } hurry ? _due + hurry : _regular = After(Max(now, _due), _regular, _interval);
        return new RoundTick(Skip: false, late, _due - now);
    }

    public TimeSpan Hurry(TimeSpan? every)
    {
        var now = Elapsed;
        if (every != _hurry)
            _due = every is { } next ? Min(_due, After(now, LastRegular(now), next)) : After(now, _regular, _interval);
        _hurry = every;
        return _due - now;
    }

    public TimeSpan Sooner(TimeSpan within)
    {
        var now = Elapsed;
        _due = Min(_due, now + within + Phase(name, spread < _interval ? spread : _interval));
        return _due - now;
    }

    /// <summary>The wait before the next round under a new interval.</summary>
    public TimeSpan Change(TimeSpan next)
    {
        var now = Elapsed;
        _interval = next;
        _due = _due - now > next || _due < now ? now + Phase(name, next < TimeSpan.FromSeconds(1) ? next : TimeSpan.FromSeconds(1)) : _due;
        (_regular, _hurry) = (_due, null);
        return _due - now;
    }

    public DateTimeOffset? NextDueAt(DateTimeOffset now) => now + (_due - Elapsed);

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

    /// <summary>The last moment at the phase that is not in the future.</summary>
    private TimeSpan LastRegular(TimeSpan now) => After(now, _regular, _interval) - _interval;

    /// <summary>The first moment after now that is whole steps away from the anchor.</summary>
    private static TimeSpan After(TimeSpan now, TimeSpan anchor, TimeSpan step) =>
        anchor + (step * (Math.Floor((now - anchor) / step) + 1));

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
