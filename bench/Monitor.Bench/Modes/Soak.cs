using System.Diagnostics;
using Monitor.Bench.Engine;

namespace Monitor.Bench.Modes;

/// <summary>The same for long: does memory grow?</summary>
public static class Soak
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(Workload work, CancellationToken cancel)
    {
        await using var run = await Run.BeginAsync(work, TimeSpan.FromSeconds(600 + (4 * work.Interval) + work.Duration), cancel);
        await run.StartTargetAsync();
        var engine = await run.MeasureAsync("soak");
        Steady.PrintLoad(work, engine);
        Table.Row("RSS slope, MB per hour", $"{engine["slope"] / 1e6:0.0}");
        Table.Row("RSS first / last sample, MB", $"{engine["rss_first"] / 1e6:0} / {engine["rss_last"] / 1e6:0}");
        return 0;
    }

    /// <summary>The engine's side.</summary>
    public static async Task<int> EngineAsync(Workload work, int port, CancellationToken cancel)
    {
        await using var engine = await BenchEngine.StartAsync(work, ChecksYaml.Http(work, port), cancel);
        var figures = new Figures { ["recovered"] = await engine.RecoveredAsync(cancel), ["started"] = await engine.FirstRoundAsync(cancel) };
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var sampling = SampleAsync(done.Token);
        await Steady.MeasureAsync(engine, figures, work, cancel);
        await done.CancelAsync();
        var samples = await sampling;
        (figures["slope"], figures["rss_first"], figures["rss_last"]) = (Slope(samples) * 3600, samples[0].Bytes, samples[^1].Bytes);
        figures.Print();
        return 0;
    }

    private static async Task<List<(double Seconds, double Bytes)>> SampleAsync(CancellationToken done)
    {
        var (start, samples) = (Stopwatch.GetTimestamp(), new List<(double, double)>());
        while (!done.IsCancellationRequested)
        {
            samples.Add((Stopwatch.GetElapsedTime(start).TotalSeconds, Environment.WorkingSet));
            await Task.Delay(Every, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return samples;
    }

    /// <summary>Of the straight line that fits best.</summary>
    private static double Slope(List<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}
