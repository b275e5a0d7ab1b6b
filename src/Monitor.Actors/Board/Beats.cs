using Monitor.Actors.Checks;

namespace Monitor.Actors.Board;

/// <summary>Up to 32 recent results in 8 bytes, two bits each, the newest in the lowest bits.</summary>
public readonly record struct Beats(ulong Bits, int Count)
{
    public const int Capacity = 32;

    public Beats Add(CheckStatus status) => new((Bits << 2) | (uint)status, Math.Min(Capacity, Count + 1));

    /// <summary>The statuses, oldest first.</summary>
    public IEnumerable<CheckStatus> OldestFirst()
    {
        for (var i = Count - 1; i >= 0; i--)
            yield return (CheckStatus)((Bits >> (2 * i)) & 3);
    }
}
