using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Hosting;
using Monitor.Bench.Engine;

namespace Monitor.Bench.Modes;

/// <summary>Reading: a day of all checks' results, page by page, and a month of one check as a chart.</summary>
public static class Queries
{
    private const int Times = 7;

    public static async Task<int> RunAsync(Workload work, CancellationToken cancel)
    {
        await using var run = await Run.BeginAsync(work, TimeSpan.FromMinutes(40), cancel);
        var figures = await run.MeasureAsync("queries");
        Table.Row("checks / results / rollups", $"{work.Checks} / {figures["results"]:0} / {figures["rollups"]:0}");
        Table.Row("filled in, s / database MB", $"{figures["fill"]:0} / {figures["bytes"] / 1e6:0}");
        Table.Row("24 h, first page, ms median / worst", $"{figures["page"]:0} / {figures["page_worst"]:0}", "100");
        Table.Row("24 h of one check, first page, ms", $"{figures["page_of_one"]:0} / {figures["page_of_one_worst"]:0}", "100");
        Table.Row("24 h, failures only, first page, ms", $"{figures["page_of_failures"]:0} / {figures["page_of_failures_worst"]:0}", "100");
        Table.Row("30-day chart of one check, ms", $"{figures["chart"]:0} / {figures["chart_worst"]:0}", "200");
        Table.Row("30-day uptime of one check, ms", $"{figures["uptime"]:0} / {figures["uptime_worst"]:0}", "200");
        return 0;
    }

    /// <summary>Fills a database and asks it; no checks run meanwhile.</summary>
    public static async Task<int> EngineAsync(Workload work, CancellationToken cancel)
    {
        var figures = new Figures();
        await using var engine = await BenchEngine.StartAsync(work with { Checks = 0 }, "checks: []\n", cancel);
        var store = engine.Services.GetRequiredService<EngineStart>().Store;
        var start = Stopwatch.GetTimestamp();
        await HistoryFill.FillAsync(store, work, engine.Services.GetRequiredService<RollupLog>(), figures, cancel);
        figures["fill"] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (work.DatabaseUrl is null)
            figures["bytes"] = new DirectoryInfo(Path.Combine(work.Folder, "data")).EnumerateFiles("monitor.db*").Sum(file => file.Length);
        await AskAsync(engine.Services.GetRequiredService<ResultQueries>(), figures, cancel);
        figures.Print();
        return 0;
    }

    private static async Task AskAsync(ResultQueries results, Figures figures, CancellationToken cancel)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (day, month, one) = (now.AddDays(-1), now.AddDays(-30), CheckName.Of("c1"));
        await TimeAsync("page", () => results.PageAsync(new ResultFilter(day), 0, 50, cancel));
        await TimeAsync("page_of_one", () => results.PageAsync(new ResultFilter(day, Check: one), 0, 50, cancel));
        await TimeAsync("page_of_failures", () => results.PageAsync(new ResultFilter(day, Kinds: [ResultKind.Fail]), 0, 50, cancel));
        await TimeAsync("chart", () => results.LatencySeriesAsync(one, month, now, 720, cancel));
        await TimeAsync("uptime", () => results.UptimeAsync(one, month, now, cancel));

        async Task TimeAsync(string name, Func<Task> ask)
        {
            await ask(); // compiled by now
            var times = new List<double>();
            for (var i = 0; i < Times; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await ask();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            times.Sort();
            (figures[name], figures[$"{name}_worst"]) = (times[Times / 2], times[^1]);
        }
    }
}
