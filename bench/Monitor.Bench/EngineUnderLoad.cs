using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Board;
using Monitor.Actors.History;
using Monitor.Actors.Hosting;

namespace Monitor.Bench;

/// <summary>The whole engine as users run it, without the pages: actors, journal, history, board.</summary>
public static class EngineUnderLoad
{
    public static async Task<int> RunAsync(Workload work, int port, CancellationToken cancel)
    {
        var root = Directory.CreateTempSubdirectory("monitor-bench-").FullName;
        await File.WriteAllTextAsync(Path.Combine(root, "checks.yaml"), ChecksYaml(work, port), cancel);
        using var lateness = new LatenessMeter();
        var start = Stopwatch.GetTimestamp();
        using var host = Build(root);
        var refusals = await host.Services.GetRequiredService<EngineStart>().CheckAsync();
        if (refusals.Length > 0)
        {
            await Console.Error.WriteLineAsync(refusals[0]);
            return EngineStart.RefusedExitCode;
        }

        await host.StartAsync(cancel);
        var board = host.Services.GetRequiredService<BoardHub>();
        var started = await FirstRoundAsync(board, work.Checks, start, cancel);
        (await MeasureAsync(host, work, lateness, started, root, cancel)).Print();
        await host.StopAsync(cancel);
        Directory.Delete(root, recursive: true);
        return 0;
    }

    private static IHost Build(string root)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Error);
        builder.Services.AddMonitorEngine(new EngineOptions(root, StartEmpty: false));
        return builder.Build();
    }

    /// <summary>Seconds until every check had a result; at most two intervals are waited for.</summary>
    private static async Task<double> FirstRoundAsync(BoardHub board, int checks, long start, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var tiles = board.Current.Tiles;
            if ((tiles.Length == checks && tiles.All(tile => tile.LastCheckedAt is not null)) || Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(5))
                break;
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<Figures> MeasureAsync(
        IHost host, Workload work, LatenessMeter lateness, double started, string root, CancellationToken cancel)
    {
        var log = host.Services.GetRequiredService<ResultLog>();
        lateness.Reset();
        var (at, cpu, written) = (Stopwatch.GetTimestamp(), Cpu(), log.Health.Written);
        await Task.Delay(TimeSpan.FromSeconds(work.Duration), cancel);
        var (seconds, used, rows) = (Stopwatch.GetElapsedTime(at).TotalSeconds, Cpu() - cpu, log.Health.Written - written);
        await log.FlushAsync(cancel);
        var bytes = new DirectoryInfo(Path.Combine(root, "data")).EnumerateFiles("monitor.db*").Sum(file => file.Length);
        return new Figures(
            rows, seconds, used, Environment.WorkingSet / 1e6, lateness.At(0.5), lateness.At(0.99), lateness.At(1), started,
            lateness.Skipped, log.Health.Dropped, bytes * 1e6 / Math.Max(1, log.Health.Written));
    }

    private static double Cpu() => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    private static string ChecksYaml(Workload work, int port)
    {
        var text = new StringBuilder($"global:\n  interval: {work.Interval}\nchecks:\n");
        for (var i = 0; i < work.Checks; i++)
            text.Append("  - {name: c").Append(i).Append(", type: http, url: 'http://127.0.0.1:").Append(port).Append('/').Append(work.Path(i))
                .Append('/').Append(i).Append("', expect_status: 200, connection: ").Append(work.Reuse ? "reuse" : "fresh")
                .Append(", expect_jsonpath: [{path: $.ok, equals: true}], notify_on: [first_fail, recovered]}\n");
        return text.ToString();
    }
}
