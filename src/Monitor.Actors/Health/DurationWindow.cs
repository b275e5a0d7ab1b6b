namespace Monitor.Actors.Health;

/// <summary>Durations of the last minutes, second by second, for percentiles.</summary>
/// <remarks>
/// <see cref="Record"/> may be called by anyone at any rate; <see cref="Turn"/> and <see cref="Over"/> have one caller.
/// Buckets grow by a fifth, so a percentile is at most 20 % too high; the maximum is exact.
/// </remarks>
public sealed class DurationWindow
{
    public const int Seconds = 300;

    private const int Buckets = 84; // up to an hour
    private const double Growth = 1.2;
    private const double Smallest = 0.001;

    private static readonly double LogGrowth = Math.Log(Growth);

    private readonly Second[] _past = new Second[Seconds];
    private readonly int[] _sum = new int[Buckets];
    private Second _now = new();
    private int _turns;

    public void Record(double seconds)
    {
        var now = Volatile.Read(ref _now);
        var bucket = seconds <= Smallest ? 0 : (int)Math.Ceiling(Math.Log(seconds / Smallest) / LogGrowth);
        Interlocked.Increment(ref now.Counts[Math.Min(bucket, Buckets - 1)]);
        for (var most = Volatile.Read(ref now.Most); seconds > most;)
            most = Interlocked.CompareExchange(ref now.Most, seconds, most) is var seen && seen == most ? seconds : seen;
    }

    /// <summary>Ends the current second.</summary>
    public void Turn() => _past[_turns++ % Seconds] = Interlocked.Exchange(ref _now, new Second());

    /// <summary>What was recorded in so many of the last ended seconds.</summary>
    public DurationSummary Over(int seconds)
    {
        Array.Clear(_sum);
        var (count, most) = (0, 0.0);
        for (var i = 1; i <= Math.Min(Math.Min(seconds, Seconds), _turns); i++)
        {
            var second = _past[(_turns - i) % Seconds];
            for (var bucket = 0; bucket < Buckets; bucket++)
                _sum[bucket] += second.Counts[bucket];
            most = Math.Max(most, second.Most);
        }

        foreach (var bucket in _sum)
            count += bucket;
        return new DurationSummary(count, At(0.5, count, most), At(0.99, count, most), most);
    }

    private double At(double share, int count, double most)
    {
        var left = (int)Math.Ceiling(count * share);
        for (var bucket = 0; bucket < Buckets && left > 0; bucket++)
            if ((left -= _sum[bucket]) <= 0)
                return Math.Min(most, Smallest * Math.Pow(Growth, bucket));
        return most;
    }

    private sealed class Second
    {
        public readonly int[] Counts = new int[Buckets];
        public double Most;
    }
}

/// <summary>How long something took, over some time; in seconds, 0 when nothing happened.</summary>
public sealed record DurationSummary(int Count, double P50, double P99, double Max)
{
    public static DurationSummary None { get; } = new(0, 0, 0, 0);
}
