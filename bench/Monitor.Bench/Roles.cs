namespace Monitor.Bench;

/// <summary>The processes of a run: the target, the bare loop, the engine.</summary>
public static class Roles
{
    public static Task<int> RunAsync(string role, Workload work, int port, CancellationToken cancel) => role switch
    {
        "target" => TargetServer.RunAsync(port, cancel),
        "bare" => BareLoop.RunAsync(work, port, cancel),
        "engine" => EngineUnderLoad.RunAsync(work, port, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
