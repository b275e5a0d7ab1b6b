namespace Monitor.Actors.History;

/// <summary>How a log of results is doing, at one moment.</summary>
/// <param name="Queued">Rows that wait in memory.</param>
/// <param name="Dropped">Rows given up since the start because too many waited.</param>
/// <param name="Written">Rows written since the start.</param>
/// <param name="FailingSince">When writing began to fail; null while it works.</param>
/// <param name="LastError">What the last failed attempt said, even after it has passed.</param>
public sealed record ResultLogHealth(
    int Queued, long Dropped, long Written, DateTimeOffset? FailingSince = null, string? LastError = null)
{
    /// <summary>True when rows are written, and none has been dropped since they last were not.</summary>
    public bool IsWell => FailingSince is null && !IsShedding;

    /// <summary>True while more rows arrive than can be kept, so that the oldest are dropped.</summary>
    public bool IsShedding { get; init; }
}
