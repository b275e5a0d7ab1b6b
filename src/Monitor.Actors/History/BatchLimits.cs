namespace Monitor.Actors.History;

/// <summary>How much a <see cref="BatchLog"/> holds, and the name it goes by in logs.</summary>
/// <param name="Capacity">Rows that may wait; beyond it the oldest are dropped.</param>
internal sealed record BatchLimits(string Name, int Capacity = BatchLimits.DefaultCapacity)
{
    /// <summary>A minute of 100,000 checks at 30 s, in some 30 MB.</summary>
    public const int DefaultCapacity = 200_000;

    public const int BatchSize = 5_000;

    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>How long to rest before the next attempt, given the rest before the one that has just failed again.</summary>
    public static TimeSpan PauseAfter(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
