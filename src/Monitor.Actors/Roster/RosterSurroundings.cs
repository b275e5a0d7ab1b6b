using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Roster;

/// <summary>What the roster works with.</summary>
/// <param name="First">The configuration that was read before the engine started.</param>
/// <param name="Routing">Which channels carry whose alerts under a configuration.</param>
public sealed record RosterSurroundings(
    ConfigLoader Loader,
    ConfigReading First,
    Func<MonitorConfig, AlertRouting> Routing,
    CheckSurroundings Checks,
    TimeSpan PollInterval)
{
    /// <summary>Told which connections a configuration allows.</summary>
    public NetworkPolicy Network { get; init; } = new();

    /// <summary>Told which checks should be running.</summary>
    public RoundWatch Watch { get; init; } = new(Checks.Time);

    /// <summary>Told which reports are wanted.</summary>
    public ReportBook Reports { get; init; } = new(Checks.Time.GetUtcNow());

    /// <summary>Told which checks wait for pings.</summary>
    public PingRunner Pings { get; init; } = new(Checks.History, Checks.Time);
}
