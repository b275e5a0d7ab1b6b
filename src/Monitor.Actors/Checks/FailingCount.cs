namespace Monitor.Actors.Checks;

/// <summary>How many of all checks fail at this moment: each counts itself.</summary>
/// <remarks>Thread-safe; nobody asks an actor.</remarks>
public sealed class FailingCount
{
    private int _all;
    private int _failing;

    /// <summary>Of those that have been looked at, or whose incident is open.</summary>
    public double Percent => Volatile.Read(ref _all) is var all and > 0 ? 100.0 * Volatile.Read(ref _failing) / all : 0;

    /// <param name="before">What it counted as until now; null when it did not count.</param>
    /// <param name="now">Whether it fails; null when it does not count any more.</param>
    public void Change(bool? before, bool? now)
    {
        Interlocked.Add(ref _all, One(now is not null) - One(before is not null));
        Interlocked.Add(ref _failing, One(now == true) - One(before == true));
    }

    private static int One(bool counts) => counts ? 1 : 0;
}
