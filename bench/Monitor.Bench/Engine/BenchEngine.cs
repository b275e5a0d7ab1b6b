using System.Diagnostics;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Hosting;

namespace Monitor.Bench.Engine;

/// <summary>The whole engine as users run it, without the pages: actors, journal, history, board.</summary>
public sealed class BenchEngine : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly int _checks;
    private readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow();
    private bool _stopped;

    private BenchEngine(IHost host, int checks) => (_host, _checks) = (host, checks);

    public IServiceProvider Services => _host.Services;

    public EngineMeter Meter { get; } = new();

    /// <summary>Of the whole process; 1 is one core.</summary>
    public static double CpuMs => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    /// <summary>Seconds.</summary>
    public static double SinceStart
    {
        get
        {
            using var me = Process.GetCurrentProcess();
            return (TimeProvider.System.GetLocalNow().DateTime - me.StartTime).TotalSeconds;
        }
    }

    public BoardSnapshot Board => Services.GetRequiredService<BoardHub>().Current;

    public static async Task<BenchEngine> StartAsync(Workload work, string yaml, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(Path.Combine(work.Folder, "checks.yaml"), yaml, cancel);
        if (work.DatabaseUrl is { } url)
            await File.WriteAllTextAsync(Path.Combine(work.Folder, ".env"), $"DB_URL={url}\n", cancel);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Error);
        builder.Services.AddMonitorEngine(new EngineOptions(work.Folder, StartEmpty: false));
        builder.Services.AddSingleton<SwitchedCheck>().AddSingleton<ICheckType>(sp => sp.GetRequiredService<SwitchedCheck>());
        var engine = new BenchEngine(builder.Build(), work.Checks);
        if (await engine.Services.GetRequiredService<EngineStart>().CheckAsync() is [var refusal, ..])
            throw new InvalidOperationException(refusal);
        await engine._host.StartAsync(cancel);
        return engine;
    }

    /// <summary>Waits until every check has read its journal.</summary>
    /// <returns>Seconds since the process started.</returns>
    public async Task<double> RecoveredAsync(CancellationToken cancel)
    {
        await UntilAsync(() => Meter.Recoveries >= _checks, TimeSpan.FromMinutes(10), cancel);
        return SinceStart - Stopwatch.GetElapsedTime(Meter.RecoveredAt).TotalSeconds;
    }

    /// <summary>Waits until every check has had a round.</summary>
    /// <returns>Seconds since the process started.</returns>
    public async Task<double> FirstRoundAsync(CancellationToken cancel)
    {
        await UntilAsync(() => Board.Tiles.Length == _checks && Board.Tiles.All(tile => tile.LastCheckedAt >= _from), TimeSpan.FromMinutes(10), cancel);
        return SinceStart;
    }

    /// <summary>Every check runs a round now.</summary>
    public void RunAll() => Services.GetRequiredService<ActorSystem>().ActorSelection("/user/roster/*").Tell(RunNow.Instance);

    /// <summary>Looks a few times a second.</summary>
    public static async Task UntilAsync(Func<bool> isSo, TimeSpan patience, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
                throw new TimeoutException("the engine did not get there in time");
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    public async Task StopAsync()
    {
        if (!_stopped)
            await _host.StopAsync();
        _stopped = true;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        Meter.Dispose();
    }

}
