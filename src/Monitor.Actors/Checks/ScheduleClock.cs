namespace Monitor.Actors.Checks;

/// <summary>When rounds are due at the occurrences of a schedule, exactly on the minute.</summary>
/// <remarks>
/// A schedule is wall-clock time and timers are not: the wall is looked at again at least each minute. An occurrence
/// that passed while nobody looked is one late round, however many passed; a clock that was set back does not bring one
/// back that has just run, nor makes it wait for the future (FAULTS ).
/// </remarks>
internal sealed class ScheduleClock(Timetable timetable, TimeProvider time) : IRoundClock
{
    private readonly long _start = time.GetTimestamp();
    private DateTimeOffset? _due;

    /// <summary>The occurrence that ran last, as long as the wall clock has not moved away from it.</summary>
    private DateTimeOffset? _ran;

    private TimeSpan _ranAt;
    private TimeSpan? _hurry;

    /// <summary>When a round out of turn is due, on the monotonic clock.</summary>
    private TimeSpan? _extra;

    private TimeSpan Elapsed => time.GetElapsedTime(_start);

    public TimeSpan First()
    {
        _due = timetable.NextAfter(time.GetUtcNow());
        return Wait();
    }

    public RoundClock.RoundTick Tick()
    {
        var (wall, now) = (time.GetUtcNow(), Elapsed);
        if (wall >= _due)
        {
            var late = wall - _due.Value;
            _ran = _due;
            return Run(late, wall, now);
        }

        LookAgain(wall);
        if (_extra <= now && timetable.ClosedUntil(wall) is null)
            return Run(now - _extra.Value, wall, now);
        _extra = _extra <= now ? null : _extra;
        return new(Skip: false, TimeSpan.Zero, Wait()) { Rest = Rest(wall, now) };
    }

    public TimeSpan Hurry(TimeSpan? every)
    {
        if (every != _hurry || (every is not null && _extra is null))
            _extra = every is { } next ? _ranAt + (next * (Math.Floor((Elapsed - _ranAt) / next) + 1)) : null;
        _hurry = every;
        return Wait();
    }

    public TimeSpan Sooner(TimeSpan within)
    {
        var at = Elapsed + within;
        _extra = _extra < at ? _extra : at;
        return Wait();
    }

    public DateTimeOffset? NextDueAt(DateTimeOffset now) =>
        _due is null && _extra is null ? null : now + Rest(now, Elapsed);

    private RoundClock.RoundTick Run(TimeSpan late, DateTimeOffset wall, TimeSpan now)
    {
        (_ranAt, _extra) = (now, now + _hurry);
        LookAgain(wall);
        return new(Skip: false, late, Wait());
    }

    private void LookAgain(DateTimeOffset wall)
    {
        var next = timetable.NextAfter(wall);
        if (next == _ran && next is { } again)
            _due = timetable.NextAfter(again);
        else
            (_due, _ran) = (next, next is { } due && _ran is { } ran && due > ran ? _ran : null);
    }

    private TimeSpan Wait()
    {
        var rest = Rest(time.GetUtcNow(), Elapsed);
        return rest < Timetable.Grain ? rest : Timetable.Grain;
    }

    /// <summary>How long until the next round is due; very long when none ever is.</summary>
    private TimeSpan Rest(DateTimeOffset wall, TimeSpan now)
    {
        var occurrence = _due is { } due ? due - wall : TimeSpan.FromDays(1);
        var rest = _extra is { } extra && extra - now < occurrence ? extra - now : occurrence;
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }
}
