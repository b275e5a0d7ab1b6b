namespace Monitor.Actors.History;

/// <summary>Why rounds are not counted, or not made, on purpose.</summary>
/// <remarks>The numbers are stored and must not change.</remarks>
public enum PlannedKind
{
    Maintenance = 0,
    Paused = 1,
}

/// <summary>A stretch that does not count for uptime, as planned; written again under the same start when its end changes.</summary>
/// <param name="Until">Far away while nobody knows when it ends.</param>
public sealed record PlannedTime(PlannedKind Kind, DateTimeOffset Since, DateTimeOffset Until) : HistoryNote;
