namespace Monitor.Actors.History;

/// <summary>A stretch of time cut into equal slots.</summary>
public sealed record TimeSlots
{
    private readonly long _since;
    private readonly long _length;

    public TimeSlots(DateTimeOffset since, DateTimeOffset until, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, since);
        (_since, Count) = (since.ToUnixTimeMilliseconds(), count);
        _length = Math.Max(1, until.ToUnixTimeMilliseconds() - _since);
    }

    public int Count { get; }

    /// <summary>The coarsest stretches of which none lies in two slots.</summary>
    internal Tier Coarsest => Count == 1 ? Tier.Day
        : new[] { Tier.Day, Tier.Hour, Tier.Minute }.FirstOrDefault(
            tier => _since % tier.Length() == 0 && _length % (Count * tier.Length()) == 0, Tier.Raw);

    /// <summary>The slot of a moment in Unix milliseconds; what lies outside belongs to the slot at that end.</summary>
    public int Of(long at) => (int)Int128.Clamp((Int128)(at - _since) * Count / _length, 0, Count - 1);

    public DateTimeOffset Start(int slot) =>
        DateTimeOffset.FromUnixTimeMilliseconds(_since + (long)((Int128)_length * slot / Count));
}
