using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Bench.Engine;

/// <summary>The program as users run it, board and all, in a process of its own; measured from outside.</summary>
public sealed partial class MonitorProcess(Process process, string url) : IDisposable
{
    private const double TicksPerSecond = 100; // of /proc, on every Linux that .NET runs on

    private readonly HttpClient _http = new() { BaseAddress = new Uri(url) };

    public string Url => url;

    public static MonitorProcess Start(Run run, int port)
    {
        var url = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo("dotnet", [Program, "--urls", url])
        {
            WorkingDirectory = run.Work.Folder,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!; // null only for documents
        run.Add(process);
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, run.Cancel);
        return new MonitorProcess(process, url);
    }

    /// <summary>Waits until every check has had a round.</summary>
    public async Task ReadyAsync(int checks, CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(500, cancel);
            if (process.HasExited)
                throw new InvalidOperationException("the monitor ended");
            if (await TryLookAsync(cancel) is { } now && now.Rounds >= checks)
                return;
        }
    }

    public Task RunAsync(string check, CancellationToken cancel) => _http.PostAsync(new Uri($"/api/checks/{check}/run", UriKind.Relative), null, cancel);

    /// <summary>How it went for so many seconds.</summary>
    public async Task<WebFigures> MeasureAsync(int seconds, CancellationToken cancel)
    {
        var before = await LookAsync(cancel);
        await Task.Delay(TimeSpan.FromSeconds(seconds), cancel);
        return (await LookAsync(cancel)).Since(before);
    }

    public async Task<WebFigures> LookAsync(CancellationToken cancel) =>
        await TryLookAsync(cancel) ?? throw new InvalidOperationException("the monitor does not answer");

    public void Dispose() => _http.Dispose();

    private async Task<WebFigures?> TryLookAsync(CancellationToken cancel)
    {
        try
        {
            var text = await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancel);
            var buckets = new SortedDictionary<double, double>();
            foreach (var bucket in Bucket().Matches(text).Cast<Match>())
            {
                var limit = bucket.Groups[1].Value == "+Inf" ? double.PositiveInfinity : Value(bucket.Groups[1]);
                buckets[limit] = buckets.GetValueOrDefault(limit) + Value(bucket.Groups[2]);
            }

            return new WebFigures(CpuMs(), Rss(), Rounds().Matches(text).Sum(match => Value(match.Groups[1])), Sum().Matches(text).Sum(match => Value(match.Groups[1])), buckets);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string Program
    {
        get
        {
            var built = new DirectoryInfo(AppContext.BaseDirectory); // bench/Monitor.Bench/bin/<configuration>/net10.0
            var root = built.Parent!.Parent!.Parent!.Parent!.Parent!; // that is how it is built
            return Path.Combine(root.FullName, "src", "Monitor.Web", "bin", built.Parent!.Name, built.Name, "Monitor.Web.dll");
        }
    }

    private double CpuMs()
    {
        var fields = File.ReadAllText($"/proc/{process.Id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) * 1000 / TicksPerSecond;
    }

    private long Rss()
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    private static double Value(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^monitor_round_lateness_seconds_bucket\{[^}\n]*le="([^"]+)"[^}\n]*\} (\S+)""", RegexOptions.Multiline)]
    private static partial Regex Bucket();

    [GeneratedRegex("""^monitor_round_lateness_seconds_sum\S* (\S+)""", RegexOptions.Multiline)]
    private static partial Regex Sum();

    [GeneratedRegex("""^monitor_rounds_finished_total\S* (\S+)""", RegexOptions.Multiline)]
    private static partial Regex Rounds();
}

/// <summary>What can be seen of a monitor from outside; totals since its start, or of a stretch.</summary>
/// <param name="LateSum">Seconds, of all rounds together.</param>
/// <param name="Buckets">Rounds by their lateness: not later than so many seconds.</param>
public sealed record WebFigures(double CpuMs, long Rss, double Rounds, double LateSum, IReadOnlyDictionary<double, double> Buckets)
{
    public double LateMeanMs => LateSum * 1000 / Buckets[double.PositiveInfinity];

    public WebFigures Since(WebFigures before) => new(
        CpuMs - before.CpuMs, Rss, Rounds - before.Rounds, LateSum - before.LateSum,
        Buckets.ToDictionary(bucket => bucket.Key, bucket => bucket.Value - before.Buckets.GetValueOrDefault(bucket.Key)));

    /// <summary>Milliseconds, taking rounds as evenly spread within their bucket.</summary>
    public double LateAt(double share)
    {
        var wanted = Buckets[double.PositiveInfinity] * share;
        var (below, count) = (0.0, 0.0);
        foreach (var (limit, rounds) in Buckets.OrderBy(bucket => bucket.Key))
        {
            if (rounds >= wanted)
                return double.IsInfinity(limit) ? below * 1000 : (below + ((limit - below) * (wanted - count) / Math.Max(1, rounds - count))) * 1000;
            (below, count) = (limit, rounds);
        }

        return below * 1000;
    }
}
