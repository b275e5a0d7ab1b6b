namespace Monitor.Actors.Checks.Pings;

/// <summary>What a target says of itself.</summary>
/// <param name="At">When it came in.</param>
/// <param name="RunId">Tells runs apart that overlap; null for runs that do not.</param>
/// <param name="Message">For people: <c>exit status 3</c>, or what the target sent along.</param>
/// <param name="Took">How long the target says it took.</param>
/// <param name="ExitCode">Where the ping told an exit status.</param>
/// <param name="Output">The last lines of what it sent along.</param>
public sealed record Ping(
    PingKind Kind, DateTimeOffset At, Guid? RunId = null, string? Message = null, TimeSpan? Took = null, int? ExitCode = null, string? Output = null);

/// <summary>What a ping says; the words are those of the API and the history.</summary>
public enum PingKind
{
    Success,
    Fail,

    /// <summary>A run begins.</summary>
    Start,

    /// <summary>Something to be kept; says nothing about how the target is.</summary>
    Log,
}
