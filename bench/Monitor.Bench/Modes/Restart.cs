using System.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Hosting;
using Monitor.Actors.Journal;
using Monitor.Bench.Engine;

namespace Monitor.Bench.Modes;

/// <summary>Started again with a long past: how long until every check knows where it stood, and until every one was probed again?</summary>
public static class Restart
{
    public static async Task<int> RunAsync(Workload work, CancellationToken cancel)
    {
        await using var run = await Run.BeginAsync(work, TimeSpan.FromMinutes(20) + (4 * TimeSpan.FromSeconds(work.Interval)), cancel);
        await run.StartTargetAsync();
        var past = await run.MeasureAsync("fill");
        var engine = await run.MeasureAsync("restart");
        Table.Row("checks / events in the journal", $"{work.Checks} / {past["events"]:0}");
        Table.Row("states stored before", $"{past["states"]:0}");
        Table.Row("all recovered after, s", $"{engine["recovered"]:0.0}", work.Checks <= 10_000 ? "5" : "15");
        Table.Row("  of it until the engine had started, s", $"{engine["up"]:0.0}");
        Table.Row("  cpu seconds till then / GC pauses, s", $"{engine["recovered_cpu_ms"] / 1000:0.0} / {engine["paused_ms"] / 1000:0.0}");
        Table.Row("  compiler till then, cpu seconds / methods", $"{engine["compiled_ms"] / 1000:0.0} / {engine["methods"]:0}");
        Table.Row("every check probed again after, s", $"{engine["started"]:0.0}", $"the interval of {work.Interval}, from the recovery on");
        Table.Row("cpu seconds till then", $"{engine["cpu_ms"] / 1000:0.0}");
        Table.Row("RSS MB", $"{engine["rss"] / 1e6:0}");
        return 0;
    }

    /// <summary>Makes the past: the engine's own first start, then the incidents of a year.</summary>
    public static async Task<int> FillAsync(Workload work, int port, CancellationToken cancel)
    {
        var figures = new Figures();
        await using var engine = await BenchEngine.StartAsync(work, ChecksYaml.Http(work, port), cancel);
        await engine.RecoveredAsync(cancel);
        await engine.FirstRoundAsync(cancel);
        await engine.StopAsync();
        figures["events"] = JournalFill.Fill(engine.Services.GetRequiredService<EngineStart>().Store, work);
        figures["states"] = work.States ? await engine.Services.GetRequiredService<StateLog>().CatchUpAsync(cancel) : 0; // as it does once an hour
        figures.Print();
        return 0;
    }

    /// <summary>The engine's side of the second start.</summary>
    public static async Task<int> EngineAsync(Workload work, int port, CancellationToken cancel)
    {
        await using var engine = await BenchEngine.StartAsync(work, ChecksYaml.Http(work, port), cancel);
        var figures = new Figures { ["up"] = BenchEngine.SinceStart };
        figures["recovered"] = await engine.RecoveredAsync(cancel);
        (figures["recovered_cpu_ms"], figures["paused_ms"]) = (BenchEngine.CpuMs, GC.GetTotalPauseDuration().TotalMilliseconds);
        (figures["compiled_ms"], figures["methods"]) = (JitInfo.GetCompilationTime().TotalMilliseconds, JitInfo.GetCompiledMethodCount());
        figures["started"] = await engine.FirstRoundAsync(cancel);
        (figures["rss"], figures["cpu_ms"]) = (Environment.WorkingSet, BenchEngine.CpuMs);
        figures.Print();
        return 0;
    }
}
