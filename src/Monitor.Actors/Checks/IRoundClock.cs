namespace Monitor.Actors.Checks;

/// <summary>Says when a check's rounds are due.</summary>
internal interface IRoundClock
{
    /// <summary>The wait before the first round, or the first look at the clock on the wall.</summary>
    TimeSpan First();

    /// <summary>Called when the wait is over.</summary>
    RoundClock.RoundTick Tick();

    /// <summary>From now on so often from start to start, or as scheduled when null; the wait before the next tick.</summary>
    TimeSpan Hurry(TimeSpan? every);

    /// <summary>One round out of turn when the time is over, unless one is due before; the wait before the next tick.</summary>
    TimeSpan Sooner(TimeSpan within);

    /// <summary>When the next round is due; null when never.</summary>
    DateTimeOffset? NextDueAt(DateTimeOffset now);
}
