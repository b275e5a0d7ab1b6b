using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Board;
using Monitor.Actors.Hosting;

namespace Monitor.Actors.Tests.Support;

/// <summary>The engine as production registers it, in a folder of its own; started and stopped as a host would.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;

    private EngineHost(ServiceProvider services) =>
        (_services, _hosted) = (services, [.. services.GetServices<IHostedService>()]);

    public IServiceProvider Services => _services;

    public BoardSnapshot Board => _services.GetRequiredService<BoardHub>().Current;

    /// <param name="root">Where checks.yaml is; gets the akka.hocon of the repository.</param>
    public static ServiceProvider Build(string root)
    {
        if (!File.Exists(Path.Combine(root, "akka.hocon")))
            File.Copy(Repository.File("akka.hocon"), Path.Combine(root, "akka.hocon"));
        return new ServiceCollection()
            .AddSingleton<IHostApplicationLifetime, NoLifetime>()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddMonitorEngine(new EngineOptions(root, StartEmpty: false))
            .BuildServiceProvider();
    }

    public static async Task<EngineHost> StartAsync(string root)
    {
        var engine = new EngineHost(await CheckedAsync(Build(root)));
        foreach (var one in engine._hosted)
            await one.StartAsync(CancellationToken.None);
        return engine;
    }

    /// <summary>The first board of which it is true.</summary>
    public async Task<BoardSnapshot> BoardWhere(Func<BoardSnapshot, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isSo(Board))
            await look.WaitForNextTickAsync(patience.Token);
        return Board;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _hosted.Reverse())
            await one.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private static async Task<ServiceProvider> CheckedAsync(ServiceProvider services)
    {
        Assert.Empty(await services.GetRequiredService<EngineStart>().CheckAsync()); // before anything asks for the storage it checks
        return services;
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
