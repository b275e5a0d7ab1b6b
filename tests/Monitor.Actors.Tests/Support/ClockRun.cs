using Monitor.Actors.Checks;

namespace Monitor.Actors.Tests.Support;

/// <summary>Waits for a clock as a check does, tick for tick.</summary>
internal sealed class ClockRun(IRoundClock clock, JumpingTime time)
{
    private TimeSpan _wait = clock.First();

    public TimeSpan LongestWait { get; private set; }

    public IRoundClock Clock => clock;

    /// <summary>When rounds began within the time, by the clock on the wall.</summary>
    public List<DateTimeOffset> For(TimeSpan span)
    {
        var rounds = new List<DateTimeOffset>();
        var left = span;
        while (true)
        {
            LongestWait = _wait > LongestWait ? _wait : LongestWait;
            if (_wait > left)
            {
                time.Advance(left);
                _wait -= left;
                return rounds;
            }

            time.Advance(_wait);
            left -= _wait;
            _wait = Tick(rounds);
        }
    }

    public ClockRun Hurry(TimeSpan? every)
    {
        _wait = clock.Hurry(every);
        return this;
    }

    public ClockRun Sooner(TimeSpan within)
    {
        _wait = clock.Sooner(within);
        return this;
    }

    private TimeSpan Tick(List<DateTimeOffset> rounds)
    {
        var tick = clock.Tick();
        if (tick is { Skip: false, Rest: null })
            rounds.Add(time.GetUtcNow());
        return tick.Wait;
    }
}
