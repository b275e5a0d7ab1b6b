namespace Monitor.Bench.Modes;

/// <summary>Some targets accept and never answer: how late are the checks of the others? (FAULTS R-30)</summary>
public static class Hang
{
    public static async Task<int> RunAsync(Workload work, CancellationToken cancel)
    {
        await using var run = await Run.BeginAsync(work, TimeSpan.FromSeconds(420 + (4 * work.Interval) + work.Duration), cancel);
        await run.StartTargetAsync();
        var engine = await run.MeasureAsync("engine");
        Steady.PrintLoad(work, engine);
        Table.Row("of slow targets: rounds, p99 ms", $"{engine["slow_run"]:0}, {engine["slow_late_p99"]:0}");
        return 0;
    }
}
