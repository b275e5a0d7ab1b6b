using System.Diagnostics;
using System.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.History;
using Monitor.Bench.Engine;

namespace Monitor.Bench.Modes;

/// <summary>The rounds of every day: the engine against a bare loop that makes the same requests, in one run.</summary>
public static class Steady
{
    /// <summary>What runtimeconfig.template.json changes for the engine, changed back.</summary>
    private static readonly (string, string)[] AsNetComes = [("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0x46"), ("DOTNET_GCConserveMemory", "0")];

    public static async Task<int> RunAsync(Workload work, int repeat, CancellationToken cancel)
    {
        var limit = TimeSpan.FromSeconds(repeat * (900 + (6 * work.Interval) + (3 * work.Duration) + (work.Checks / 500)));
        await using var run = await Run.BeginAsync(work, limit, cancel);
        await run.StartTargetAsync();
        for (var i = 0; i < repeat; i++)
        {
            var plain = await run.MeasureAsync("bare", environment: AsNetComes);
            var bare = await run.MeasureAsync("bare");
            var engine = await run.MeasureAsync("engine");
            Print(work, plain, bare, engine);
        }

        return 0;
    }

    /// <summary>The engine's side.</summary>
    public static async Task<int> EngineAsync(Workload work, int port, CancellationToken cancel)
    {
        await using var engine = await BenchEngine.StartAsync(work, ChecksYaml.Http(work, port), cancel);
        var figures = new Figures { ["recovered"] = await engine.RecoveredAsync(cancel), ["started"] = await engine.FirstRoundAsync(cancel) };
        await MeasureAsync(engine, figures, work, cancel);
        figures.Print();
        return 0;
    }

    internal static async Task MeasureAsync(BenchEngine engine, Figures figures, Workload work, CancellationToken cancel)
    {
        var log = engine.Services.GetRequiredService<ResultLog>();
        await WarmUp.EndAsync(work.WarmUp, cancel);
        engine.Meter.Reset();
        var (at, cpu, written) = (Stopwatch.GetTimestamp(), BenchEngine.CpuMs, log.Health.Written);
        var (allocated, paused, compiled) = (GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration(), JitInfo.GetCompilationTime());
        var (gen0, gen1, gen2) = (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
        await Task.Delay(TimeSpan.FromSeconds(work.Duration), cancel);
        figures["seconds"] = Stopwatch.GetElapsedTime(at).TotalSeconds;
        figures["cpu_ms"] = BenchEngine.CpuMs - cpu;
        figures["run"] = log.Health.Written - written;
        figures["allocated"] = GC.GetTotalAllocatedBytes() - allocated;
        figures["paused_ms"] = (GC.GetTotalPauseDuration() - paused).TotalMilliseconds;
        (figures["gen0"], figures["gen1"], figures["gen2"]) = (GC.CollectionCount(0) - gen0, GC.CollectionCount(1) - gen1, GC.CollectionCount(2) - gen2);
        figures["compiled_ms"] = (JitInfo.GetCompilationTime() - compiled).TotalMilliseconds;
        figures["rss"] = Environment.WorkingSet;
        (figures["late_p50"], figures["late_p99"], figures["late_max"]) = (engine.Meter.Lateness.At(0.5), engine.Meter.Lateness.At(0.99), engine.Meter.Lateness.At(1));
        (figures["slow_late_p99"], figures["slow_run"]) = (engine.Meter.SlowLateness.At(0.99), engine.Meter.SlowLateness.Count);
        (figures["skipped"], figures["dropped"]) = (engine.Meter.Skipped, log.Health.Dropped);
        await log.FlushAsync(cancel);
        figures["heap"] = GC.GetTotalMemory(forceFullCollection: true);
        figures["written"] = log.Health.Written;
        if (work.DatabaseUrl is null)
            figures["bytes"] = new DirectoryInfo(Path.Combine(work.Folder, "data")).EnumerateFiles("monitor.db*").Sum(file => file.Length);
    }

    internal static void PrintLoad(Workload work, Figures engine)
    {
        Table.Row("checks x interval", $"{work.Checks} x {work.Interval} s, {(work.Reuse ? "keep-alive" : "new connection each")}");
        Table.Row("failing / hanging", $"{work.Failing} % / {work.Hanging} %");
        Table.Row("due / run", $"{work.PerSecond * engine["seconds"]:0} / {engine["run"]:0}");
        Table.Row("rounds per second", $"{engine["run"] / engine["seconds"]:0.0}");
        Table.Row("cpu-ms per check", $"{engine.CpuPerCheck:0.000}");
        Table.Row("cores used", $"{engine["cpu_ms"] / 1000 / engine["seconds"]:0.00}");
        Table.Row("bytes allocated per check", $"{engine["allocated"] / engine["run"]:0}");
        Table.Row("GC pauses, ms per second", $"{engine["paused_ms"] / engine["seconds"]:0.0}");
        Table.Row("collections gen 0 / 1 / 2", $"{engine["gen0"]:0} / {engine["gen1"]:0} / {engine["gen2"]:0}");
        Table.Row("compiler, ms per second", $"{engine["compiled_ms"] / engine["seconds"]:0.0}");
        Table.Row("RSS MB / KB per check", $"{engine["rss"] / 1e6:0} / {engine["rss"] / 1e3 / work.Checks:0.0}");
        Table.Row("live heap MB / KB per check", $"{engine["heap"] / 1e6:0} / {engine["heap"] / 1e3 / work.Checks:0.0}");
        Table.Row("lateness ms p50 / p99 / max", $"{engine["late_p50"]:0} / {engine["late_p99"]:0} / {engine["late_max"]:0}");
        Table.Row("rounds skipped / results dropped", $"{engine["skipped"]:0} / {engine["dropped"]:0}");
        Table.Row("all recovered after, s", $"{engine["recovered"]:0.0}");
        Table.Row("first round complete after, s", $"{engine["started"]:0.0}");
    }

    private static void Print(Workload work, Figures plain, Figures bare, Figures engine)
    {
        PrintLoad(work, engine);
        Table.Row("bare loop as .NET comes: run, cpu-ms", $"{plain["run"]:0}, {plain.CpuPerCheck:0.000}");
        Table.Row("  with the engine's settings", $"{bare["run"]:0}, {bare.CpuPerCheck:0.000}");
        Table.Row("engine / bare loop", $"{engine.CpuPerCheck / plain.CpuPerCheck:0.00}, and with the same settings {engine.CpuPerCheck / bare.CpuPerCheck:0.00}");
        Table.Row("database MB per million results", $"{engine["bytes"] / engine["written"]:0.0}");
        Console.WriteLine();
    }
}
