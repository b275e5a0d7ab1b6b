using System.Numerics;

namespace Monitor.Actors.History;

/// <summary>How many latencies fell into each bucket: the percentiles of any union, in tens of bytes.</summary>
/// <remarks>
/// Up to 63 ms a bucket is one millisecond wide; from there every doubling is cut into 32, so that a percentile is off by
/// 1/64 (1.6 %) at most. The buckets are fixed and made of integers: merged in any order, sketches equal the sketch of
/// all their values.
/// </remarks>
internal sealed class LatencySketch
{
    private const int Exact = 64;
    private const int PerDoubling = 32;

    private readonly List<(int Bucket, int Count)> _buckets = [];

    /// <summary>In ascending order; none is empty.</summary>
    public IReadOnlyList<(int Bucket, int Count)> Buckets => _buckets;

    public int Count { get; private set; }

    public void Add(int ms) => Add(BucketOf(ms), 1);

    public void Add(LatencySketch other)
    {
        foreach (var (bucket, count) in other._buckets)
            Add(bucket, count);
    }

    public void Add(int bucket, int count)
    {
        Count += count;
        var at = PlaceOf(bucket);
        if (at < _buckets.Count && _buckets[at].Bucket == bucket)
            _buckets[at] = (bucket, _buckets[at].Count + count);
        else
            _buckets.Insert(at, (bucket, count));
    }

    /// <summary>The smallest latency that at least so many percent of them do not exceed; null of nothing.</summary>
    public int? Percentile(int percent)
    {
        var rank = Math.Max(1, (((long)Count * percent) + 99) / 100);
        foreach (var (bucket, count) in _buckets)
            if ((rank -= count) <= 0)
                return MiddleOf(bucket);
        return null;
    }

    private static int BucketOf(int ms)
    {
        if (ms < Exact)
            return Math.Max(0, ms);
        var doublings = BitOperations.Log2((uint)ms) - 6;
        return Exact + (doublings * PerDoubling) + (ms >> (doublings + 1)) - PerDoubling;
    }

    private static int MiddleOf(int bucket)
    {
        if (bucket < Exact)
            return bucket;
        var (doublings, step) = Math.DivRem(bucket - Exact, PerDoubling);
        return ((step + PerDoubling) << (doublings + 1)) + (1 << doublings);
    }

    private int PlaceOf(int bucket)
    {
        var (low, high) = (0, _buckets.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_buckets[middle].Bucket < bucket)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
