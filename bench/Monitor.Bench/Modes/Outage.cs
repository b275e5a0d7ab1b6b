using System.Diagnostics;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Bench.Engine;

namespace Monitor.Bench.Modes;

/// <summary>All checks fail in the same second, then all recover: how long until every decision is stored? (FAULTS R-21)</summary>
public static class Outage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(Workload work, CancellationToken cancel)
    {
        await using var run = await Run.BeginAsync(work, TimeSpan.FromMinutes(12) + (2 * TimeSpan.FromSeconds(work.Interval)), cancel);
        var engine = await run.MeasureAsync("outage");
        Table.Row("checks", $"{work.Checks}");
        Table.Row("all down: stored after, s", $"{engine["down"]:0.0}", work.Checks <= 10_000 ? "5" : "15");
        Table.Row("  longest from decision to disk, s", $"{engine["down_longest"] / 1000:0.0}");
        Table.Row("all up: stored after, s", $"{engine["up"]:0.0}", work.Checks <= 10_000 ? "5" : "15");
        Table.Row("  longest from decision to disk, s", $"{engine["up_longest"] / 1000:0.0}");
        Table.Row("persist failures", $"{engine["failures"]:0}", "0");
        Table.Row("alerts delivered / due after a minute", $"{engine["delivered"]:0} / {2 * work.Checks}");
        Table.Row("RSS MB", $"{engine["rss"] / 1e6:0}");
        return 0;
    }

    /// <summary>The engine's side; its targets are a switch, so that all of them fail in one instant.</summary>
    public static async Task<int> EngineAsync(Workload work, CancellationToken cancel)
    {
        await using var engine = await BenchEngine.StartAsync(work, ChecksYaml.Switched(work), cancel);
        var target = engine.Services.GetRequiredService<SwitchedCheck>();
        var events = EventCounter.In(engine.Services.GetRequiredService<ActorSystem>());
        await engine.RecoveredAsync(cancel);
        await engine.FirstRoundAsync(cancel);
        var figures = new Figures();
        (figures["down"], figures["down_longest"]) = await TurnAsync(engine, events, () => target.Fails = true, () => events.Down, work, cancel);
        (figures["up"], figures["up_longest"]) = await TurnAsync(engine, events, () => target.Fails = false, () => events.Recovered, work, cancel);
        figures["rss"] = Environment.WorkingSet;
        using var minute = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        minute.CancelAfter(TimeSpan.FromMinutes(1));
        await BenchEngine.UntilAsync(() => events.Delivered >= 2 * work.Checks || minute.IsCancellationRequested, Patience, cancel);
        (figures["delivered"], figures["failures"]) = (events.Delivered, engine.Meter.PersistFailures);
        figures.Print();
        return 0;
    }

    private static async Task<(double Seconds, double LongestMs)> TurnAsync(
        BenchEngine engine, EventCounter events, Action turn, Func<long> stored, Workload work, CancellationToken cancel)
    {
        engine.Meter.Reset();
        turn();
        var start = Stopwatch.GetTimestamp();
        engine.RunAll();
        await BenchEngine.UntilAsync(() => stored() >= work.Checks, Patience, cancel);
        return (Stopwatch.GetElapsedTime(start, events.LastAt).TotalSeconds, engine.Meter.Persists.At(1));
    }
}
