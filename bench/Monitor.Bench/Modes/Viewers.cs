using Microsoft.Playwright;
using Monitor.Bench.Engine;

namespace Monitor.Bench.Modes;

/// <summary>The monitor as users run it, first unwatched, then with browser tabs on its board, then unwatched again.</summary>
/// <remarks>The browser shares the machine and would take what it can get: it runs at the lowest priority.</remarks>
public static class Viewers
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>Sorts first, so that it is on the screen whatever its status.</summary>
    private const string Watched = "a-watched";

    /// <summary>Resolves with the moment of the frame in which the watched card shows the word.</summary>
    private const string Wait = """
        word => { window.shown = new Promise(resolve => {
            const look = () => {
                if (!document.querySelector(`[data-test='card'][data-name='a-watched'][data-status='${word}']`)) return false;
                requestAnimationFrame(() => resolve(Date.now()));
                return true;
            };
            if (look()) return;
            const watch = new MutationObserver(() => { if (look()) watch.disconnect(); });
            watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-status'] });
        }); }
        """;

    /// <summary>Scrolls down the board by half a card in every frame; resolves with how long each frame took, and how many elements there were at most.</summary>
    private const string Scroll = """
        () => new Promise(done => {
            const frames = [];
            let last, elements = 0;
            const step = now => {
                if (last) frames.push(now - last);
                last = now;
                elements = Math.max(elements, document.getElementsByTagName('*').length);
                window.scrollBy(0, 60);
                if (frames.length < 300) requestAnimationFrame(step);
                else done([...frames, elements]);
            };
            requestAnimationFrame(step);
        })
        """;

    public static async Task<int> RunAsync(Workload work, CancellationToken cancel)
    {
        if (!File.Exists(Chromium))
            throw new InvalidOperationException($"{Chromium} is missing: apt-get install chromium");
        await using var run = await Run.BeginAsync(work, TimeSpan.FromSeconds(900 + (4 * work.Interval) + (4 * work.Duration)), cancel);
        await run.StartTargetAsync();
        await WriteFilesAsync(run);
        using var monitor = MonitorProcess.Start(run, Run.FreePort());
        await monitor.ReadyAsync(work.Checks + 1, run.Cancel);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path.Combine(run.Work.Folder, "chromium.sh"),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"],
        });
        var first = await OpenAsync(browser, monitor.Url, 1, run.Cancel); // what the first visit compiles is no viewer's memory
        await first[0].Context.CloseAsync();
        await Task.Delay(TimeSpan.FromSeconds(10), run.Cancel);
        var alone = await monitor.MeasureAsync(work.Duration, run.Cancel);
        var pages = await OpenAsync(browser, monitor.Url, work.Viewers / 4, run.Cancel);
        var few = await monitor.MeasureAsync(work.Duration, run.Cancel);
        pages.AddRange(await OpenAsync(browser, monitor.Url, work.Viewers - pages.Count, run.Cancel));
        var watched = await monitor.MeasureAsync(work.Duration, run.Cancel);
        var shown = await PixelsAsync(run, monitor, pages);
        var scrolled = await pages[0].EvaluateAsync<double[]>(Scroll).WaitAsync(TimeSpan.FromMinutes(2), run.Cancel);
        await browser.CloseAsync();
        await Task.Delay(TimeSpan.FromSeconds(10), run.Cancel);
        Print(work, [alone, few, watched, await monitor.MeasureAsync(work.Duration, run.Cancel)], shown, scrolled);
        return 0;
    }

    private static async Task WriteFilesAsync(Run run)
    {
        var folder = run.Work.Folder;
        var flip = $"  - {{name: {Watched}, type: http, url: 'http://127.0.0.1:{run.Port}/flip', expect_status: 200}}\n";
        await File.WriteAllTextAsync(Path.Combine(folder, "checks.yaml"), ChecksYaml.Http(run.Work, run.Port) + flip, run.Cancel);
        if (run.Work.DatabaseUrl is { } url)
            await File.WriteAllTextAsync(Path.Combine(folder, ".env"), $"DB_URL={url}\n", run.Cancel);
        var script = Path.Combine(folder, "chromium.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\nexec nice -n 19 {Chromium} \"$@\"\n", run.Cancel);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Every tab has cookies and a circuit of its own.</summary>
    private static async Task<List<IPage>> OpenAsync(IBrowser browser, string url, int count, CancellationToken cancel)
    {
        var pages = new List<IPage>();
        for (var i = 0; i < count; i++)
        {
            var page = await (await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } })).NewPageAsync();
            page.SetDefaultTimeout(120_000);
            await page.GotoAsync(url);
            await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            pages.Add(page);
        }

        await Task.Delay(TimeSpan.FromSeconds(10), cancel);
        return pages;
    }

    /// <summary>Milliseconds from asking for a round until each tab has drawn what came of it, turn by turn.</summary>
    private static async Task<List<double>> PixelsAsync(Run run, MonitorProcess monitor, List<IPage> pages)
    {
        using var target = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{run.Port}") };
        var times = new List<double>();
        for (var turn = 0; turn < Math.Max(6, 40 / pages.Count); turn++)
        {
            var word = turn % 2 == 0 ? "FAIL" : "OK";
            foreach (var page in pages)
                await page.EvaluateAsync(Wait, word);
            await target.GetAsync(new Uri($"/control/flip/{word}", UriKind.Relative), run.Cancel);
            var start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await monitor.RunAsync(Watched, run.Cancel);
            foreach (var page in pages)
                times.Add(await page.EvaluateAsync<double>("() => window.shown").WaitAsync(TimeSpan.FromSeconds(60), run.Cancel) - start);
        }

        times.Sort();
        return times;
    }

    private static void Print(Workload work, WebFigures[] measured, List<double> shown, double[] scrolled)
    {
        Table.Row("checks x interval / viewers", $"{work.Checks} x {work.Interval} s / {work.Viewers}");
        foreach (var (name, one) in ((string[])["unwatched", $"{work.Viewers / 4} viewers", "all of them", "unwatched again"]).Zip(measured))
        {
            Table.Row($"{name}: lateness ms mean / p99", $"{one.LateMeanMs:0.0} / {one.LateAt(0.99):0}");
            Table.Row("  cores / RSS MB / rounds", $"{one.CpuMs / 1000 / work.Duration:0.00} / {one.Rss / 1e6:0} / {one.Rounds:0}");
        }

        var (alone, few, watched, after) = (measured[0], measured[1], measured[2], measured[3]);
        var before = (alone.LateMeanMs + after.LateMeanMs) / 2;
        Table.Row("mean lateness, watched to unwatched", $"{(watched.LateMeanMs / before) - 1:+0.0 %;-0.0 %}", "± 10 %");
        Table.Row("RSS per circuit, MB", $"{(watched.Rss - few.Rss) / 1e6 / Math.Max(1, work.Viewers - (work.Viewers / 4)):0.00}", "1");
        Table.Row("event to pixel ms p50 / p99 / max", $"{shown[shown.Count / 2]:0} / {shown[(int)(shown.Count * 0.99)]:0} / {shown[^1]:0}", "1000");
        var frames = scrolled[..^1].Order().ToArray();
        Table.Row("scrolling, ms per frame p50 / p99 / max", $"{frames[frames.Length / 2]:0.0} / {frames[(int)(frames.Length * 0.99)]:0} / {frames[^1]:0}", "16.7");
        Table.Row("elements on the page at most", $"{scrolled[^1]:0}");
    }
}
