using Monitor.Bench.Modes;

namespace Monitor.Bench;

/// <summary>The processes of a run: the target, the bare loop, the engine.</summary>
public static class Roles
{
    public static Task<int> RunAsync(string role, Workload work, int port, CancellationToken cancel) => role switch
    {
        "target" => TargetServer.RunAsync(work, port, cancel),
        "bare" => BareLoop.RunAsync(work, port, cancel),
        "engine" => Steady.EngineAsync(work, port, cancel),
        "soak" => Soak.EngineAsync(work, port, cancel),
        "outage" => Outage.EngineAsync(work, cancel),
        "fill" => Restart.FillAsync(work, port, cancel),
        "restart" => Restart.EngineAsync(work, port, cancel),
        "hostile-targets" => Hostile.TargetsAsync(work, cancel),
        "hostile" => Hostile.EngineAsync(work, port, cancel),
        "queries" => Queries.EngineAsync(work, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
