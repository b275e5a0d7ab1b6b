using Monitor.Actors.Checks;

namespace Monitor.Actors.Health;

/// <summary>Published when no round of a check ends any more; its next finished round tells that it is back.</summary>
public sealed record CheckStalled(CheckName Check, DateTimeOffset At);

/// <summary>Published when a problem of the monitor itself has begun, has changed its text, or has ended.</summary>
/// <param name="Problem">Null when it has ended.</param>
public sealed record EngineProblemChanged(EngineProblemKind Kind, EngineProblem? Problem);

/// <summary>Published after every attempt to write to the journal as a test.</summary>
/// <param name="Trouble">Null when it was stored.</param>
public sealed record JournalProbed(string? Trouble, DateTimeOffset At);

/// <summary>Published when the heartbeat out was sent, was not, or was configured.</summary>
/// <param name="Status">Null when none is configured.</param>
public sealed record HeartbeatChanged(HeartbeatStatus? Status);
