using System.Collections.Immutable;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Once;

/// <summary>Looks at checks once, as the engine does in a round, and does nothing else: no history, no alert, no remedy, no job start.</summary>
public sealed class OnceRunner(ProbeRunner probes, NetworkPolicy network, TimeProvider time)
{
    private const string WaitsForPings = "waits for pings: only a running monitor knows whether they came";
    private const string StartsRuns = "no run is known here: only a running monitor knows those that it started";

    /// <param name="checks">Of <paramref name="config"/>, the members of groups among them.</param>
    public async Task<ImmutableArray<OnceResult>> RunAsync(MonitorConfig config, ImmutableArray<CheckDefinition> checks, CancellationToken cancel)
    {
        network.Follow(config.Network);
        var plain = await Task.WhenAll(checks.Where(check => !OnceGroups.IsGroup(check)).Select(check => RoundAsync(check, cancel)));
        var all = OnceGroups.Judge(config, checks, plain, time.GetUtcNow());
        return [.. checks.Select(check => all[check.Name])];
    }

    private Task<OnceResult> RoundAsync(CheckDefinition check, CancellationToken cancel) => check.Type.Pings(check.Spec) is null
        ? LookAsync(check, cancel)
        : Task.FromResult(Untold(check, WaitsForPings));

    private async Task<OnceResult> LookAsync(CheckDefinition check, CancellationToken cancel)
    {
        var result = await AttemptsAsync(check, cancel);
        return result.Observation.Run is { Id: null } && check.Type.Trigger(check.Spec) is not null
            ? Untold(check, StartsRuns)
            : new OnceResult(check, result, RoundJudge.Judge(result, CheckState.New, check), CanTell: true);
    }

    private async Task<ProbeResult> AttemptsAsync(CheckDefinition check, CancellationToken cancel)
    {
        var context = new ProbeContext(check.Name) { Level = check.Level, Timeout = check.Timeout };
        var wasSlow = false;
        for (var attempts = 1; ; attempts++)
        {
            var attempt = await probes.AttemptAsync(check, context, wasSlow, cancel);
            var verdict = RoundJudge.Judge(attempt.Seen, attempt.Latency, check);
            if (attempts > check.Retries || !RoundJudge.MayRetry(attempt.Seen, verdict, check))
                return new ProbeResult(attempt.Seen, attempt.Latency, attempts, attempt.At);
            wasSlow = attempt.WasSlow;
            await Task.Delay(check.RetryBackoff, time, cancel);
        }
    }

    private OnceResult Untold(CheckDefinition check, string why)
    {
        var seen = ErrorDetails.NotObserved(why) with { Timed = false };
        return new OnceResult(check, new ProbeResult(seen, TimeSpan.Zero, 1, time.GetUtcNow()), RoundJudge.Judge(seen, TimeSpan.Zero, check), CanTell: false);
    }
}
