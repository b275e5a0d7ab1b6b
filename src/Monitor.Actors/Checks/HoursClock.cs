namespace Monitor.Actors.Checks;

/// <summary>When rounds are due that run by interval, within the hours of a timetable.</summary>
/// <remarks>
/// Hours are wall-clock time and timers are not: outside of them the wall is looked at again at least each minute, so
/// that a clock that was set makes nobody wait for the future.
/// </remarks>
internal sealed class HoursClock(CheckName name, Timetable timetable, TimeSpan interval, TimeSpan spread, TimeProvider time) : IRoundClock
{
    /// <summary>All checks with the same hours begin in the same second: their first rounds are spread over so long.</summary>
    private static readonly TimeSpan OpeningSpread = TimeSpan.FromMinutes(1);

    private RoundClock _within = new(name, interval, spread, time);
    private bool _isClosed;

    public TimeSpan First()
    {
        if (timetable.ClosedUntil(time.GetUtcNow()) is { } opens)
            return Close(opens).Wait;
        return _within.First();
    }

    public RoundClock.RoundTick Tick()
    {
        if (timetable.ClosedUntil(time.GetUtcNow()) is { } opens)
            return Close(opens);
        return _isClosed ? Open() : _within.Tick();
    }

    public TimeSpan Hurry(TimeSpan? every) => Unless(_within.Hurry(every));

    public TimeSpan Sooner(TimeSpan within) => Unless(_within.Sooner(within));

    public DateTimeOffset? NextDueAt(DateTimeOffset now)
    {
        if (timetable.ClosedUntil(now) is { } opens)
            return opens;
        var due = _within.NextDueAt(now);
        return timetable.ClosedUntil(due ?? now) ?? due;
    }

    private RoundClock.RoundTick Close(DateTimeOffset opens)
    {
        _isClosed = true;
        var rest = opens - time.GetUtcNow();
        return new(Skip: false, TimeSpan.Zero, rest < Timetable.Grain ? rest : Timetable.Grain) { Rest = rest };
    }

    private RoundClock.RoundTick Open()
    {
        _isClosed = false;
        _within = new RoundClock(name, interval, OpeningSpread, time);
        var wait = _within.First();
        return new(Skip: false, TimeSpan.Zero, wait) { Rest = wait };
    }

    /// <summary>A round that was asked for outside the hours ends there too: nothing follows from it before they begin.</summary>
    private TimeSpan Unless(TimeSpan wait) =>
        _isClosed && timetable.ClosedUntil(time.GetUtcNow()) is { } opens ? Close(opens).Wait : wait;
}
