namespace Monitor.Actors.Checks.Pings;

/// <summary>How often one token may ping: so many at once, and so many a second after that.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class PingBudget
{
    public const int AtOnce = 60;

    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(100);

    private readonly Lock _taking = new();
    private TimeSpan _paidUntil;

    /// <param name="now">On a clock that only goes forward.</param>
    public bool TryTake(TimeSpan now)
    {
        lock (_taking)
        {
            var from = _paidUntil > now ? _paidUntil : now;
            if (from - now > Each * (AtOnce - 1))
                return false;
            _paidUntil = from + Each;
            return true;
        }
    }
}
