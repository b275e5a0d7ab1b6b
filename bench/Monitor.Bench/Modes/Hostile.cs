using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Bench.Engine;

namespace Monitor.Bench.Modes;

/// <summary>A hundred targets of every hostile kind beside healthy ones: what is said of them, and whom does it harm? (FAULTS R-29)</summary>
public static class Hostile
{
    private const int OfEach = 100;
    private const int Healthy = 500;

    /// <summary>512 MB for the managed heap.</summary>
    private const string HeapLimit = "0x20000000";

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(Workload asked, CancellationToken cancel)
    {
        await using var run = await Run.BeginAsync(asked with { Checks = Healthy, Interval = 1 }, TimeSpan.FromSeconds(600 + asked.Duration), cancel);
        await run.StartTargetAsync();
        var opened = run.Work with { Interval = asked.Interval };
        run.Start("hostile-targets", opened, redirect: false);
        var engine = await run.MeasureAsync("hostile", opened, ("DOTNET_GCHeapHardLimit", HeapLimit));
        Table.Row("healthy checks x interval", $"{Healthy} x 1 s");
        Table.Row("hostile checks x interval", $"{Hostility.All.Count} kinds, {OfEach} of each x {asked.Interval} s, time-out {asked.Timeout} s");
        foreach (var kind in Hostility.All)
            Table.Row($"  {kind.Name}: as expected", $"{engine[kind.Name]:0} of {OfEach}");
        Table.Row("healthy: lateness ms p50 / p99 / max", $"{engine["late_p50"]:0} / {engine["late_p99"]:0} / {engine["late_max"]:0}", "p99 1000");
        Table.Row("healthy checks that failed", $"{engine["harmed"]:0}", "0");
        Table.Row("RSS MB alone / with them / after", $"{engine["rss_alone"] / 1e6:0} / {engine["rss_with"] / 1e6:0} / {engine["rss_after"] / 1e6:0}", "100 more");
        Table.Row("open files alone / with them / after", $"{engine["files_alone"]:0} / {engine["files_with"]:0} / {engine["files_after"]:0}", "none left");
        Table.Row("exceptions nobody handled", $"{engine["unhandled"]:0}", "0");
        return 0;
    }

    /// <summary>The targets' side.</summary>
    public static async Task<int> TargetsAsync(Workload work, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromHours(1));
        var targets = Hostility.All.ToDictionary(kind => kind.Name, kind => kind.Open());
        var draft = $"{Addresses(work)}.new";
        await File.WriteAllTextAsync(draft, JsonSerializer.Serialize(targets.ToDictionary(target => target.Key, target => target.Value.Url)), limit.Token);
        File.Move(draft, Addresses(work));
        await Task.Delay(Timeout.Infinite, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    /// <summary>The engine's side: alone with the healthy ones, then with all, then alone again.</summary>
    public static async Task<int> EngineAsync(Workload work, int port, CancellationToken cancel)
    {
        var unhandled = 0;
        TaskScheduler.UnobservedTaskException += (_, _) => Interlocked.Increment(ref unhandled);
        await BenchEngine.UntilAsync(() => File.Exists(Addresses(work)), TimeSpan.FromMinutes(1), cancel);
        var urls = JsonSerializer.Deserialize<Dictionary<string, Uri>>(await File.ReadAllTextAsync(Addresses(work), cancel))!; // written by the targets
        var alone = ChecksYaml.Http(work with { Interval = 1 }, port);
        await using var engine = await BenchEngine.StartAsync(work, alone, cancel);
        var figures = new Figures();
        await engine.FirstRoundAsync(cancel);
        await Task.Delay(Rest / 2, cancel);
        (figures["rss_alone"], figures["files_alone"]) = (Environment.WorkingSet, OpenFiles());

        await ChangeAsync(engine, work, alone + Entries(work, urls), Healthy + (urls.Count * OfEach), cancel);
        await Task.Delay(TimeSpan.FromSeconds(work.Interval + work.Timeout), cancel); // a blocked one has no round that could be waited for
        engine.Meter.Reset();
        await Task.Delay(TimeSpan.FromSeconds(work.Duration), cancel);
        (figures["late_p50"], figures["late_p99"], figures["late_max"]) = (engine.Meter.Lateness.At(0.5), engine.Meter.Lateness.At(0.99), engine.Meter.Lateness.At(1));
        (figures["rss_with"], figures["files_with"]) = (Environment.WorkingSet, OpenFiles());
        foreach (var kind in Hostility.All)
            figures[kind.Name] = AsExpected(engine.Board, kind, work);
        figures["harmed"] = engine.Board.Tiles.Count(tile => !urls.Keys.Any(kind => IsOf(tile, kind)) && tile.Status != CheckStatus.Ok);

        await ChangeAsync(engine, work, alone, Healthy, cancel);
        await Task.Delay(Rest, cancel);
        GC.Collect();
        GC.WaitForPendingFinalizers(); // a task that nobody asked for its exception tells it now
        (figures["rss_after"], figures["files_after"], figures["unhandled"]) = (Environment.WorkingSet, OpenFiles(), unhandled);
        figures.Print();
        return 0;
    }

    private static string Addresses(Workload work) => Path.Combine(work.Folder, "hostile.json");

    private static string Entries(Workload work, Dictionary<string, Uri> urls)
    {
        var text = new StringBuilder();
        foreach (var (name, url) in urls)
            for (var i = 0; i < OfEach; i++)
                text.Append(CultureInfo.InvariantCulture, $"  - {{name: {name}-{i}, type: http, url: '{url}', interval: {work.Interval}, {Hostility.Keys}}}\n");
        return text.ToString();
    }

    private static async Task ChangeAsync(BenchEngine engine, Workload work, string yaml, int checks, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(Path.Combine(work.Folder, "checks.yaml"), yaml, cancel);
        await BenchEngine.UntilAsync(() => engine.Board.Tiles.Length == checks, TimeSpan.FromMinutes(2), cancel);
    }

    private static bool IsOf(CheckTile tile, string kind) => tile.Name.Value.StartsWith($"{kind}-", StringComparison.Ordinal);

    private static int AsExpected(BoardSnapshot board, Hostility kind, Workload work)
    {
        var tiles = board.Tiles.Where(tile => IsOf(tile, kind.Name)).ToArray();
        var expected = new Regex($"^{kind.Expected.Replace("SECONDS", work.Timeout.ToString(CultureInfo.InvariantCulture) + @"(\.0)?", StringComparison.Ordinal)}$");
        if (tiles.FirstOrDefault(tile => !IsAsExpected(tile)) is { } other)
            Console.Error.WriteLine($"{other.Name.Value}: {other.Status}, {other.Reason}");
        return tiles.Count(IsAsExpected);

        bool IsAsExpected(CheckTile tile) => tile.Status == kind.Status && expected.IsMatch(tile.Reason ?? "");
    }

    private static int OpenFiles() => Directory.GetFileSystemEntries("/proc/self/fd").Length;
}
