using Akka.Actor;
using Monitor.Actors.History;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Health;

/// <summary>What the health actor works with.</summary>
/// <param name="Results">How the writer of results does.</param>
/// <param name="DatabaseBytes">What the database takes on disk; null when it is not a file.</param>
/// <param name="MaxLateness">Above this the engine counts as overloaded.</param>
public sealed record HealthSurroundings(
    TimeProvider Time,
    RoundWatch Watch,
    EngineHub Hub,
    MeterWatch Meters,
    IActorRef Alerts,
    Func<ResultLogHealth> Results,
    Func<long?> DatabaseBytes,
    TimeSpan MaxLateness,
    int MaxProbesInFlight)
{
    /// <summary>Why nothing outside can be seen; null when something can.</summary>
    public Func<string?> Blind { get; init; } = () => null;
}
