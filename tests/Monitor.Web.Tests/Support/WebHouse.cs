using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Board;
using Monitor.Actors.Hosting;
using Monitor.Web.Api;
using Monitor.Web.Engine;
using Monitor.Web.Status;

namespace Monitor.Web.Tests.Support;

/// <summary>The API with a real engine behind it, in a folder of its own; can be closed and opened again.</summary>
/// <param name="env">What stands in <c>.env</c>.</param>
internal sealed class WebHouse(string checks, string? env = null) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-web-").FullName;
    private WebApplication? _app;

    public HttpClient Client => _app!.GetTestClient(); // opened before

    public BoardSnapshot Board => _app!.Services.GetRequiredService<BoardHub>().Current; // opened before

    public async Task OpenAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "checks.yaml"), checks);
        if (env is not null)
            await File.WriteAllTextAsync(Path.Combine(_folder, ".env"), env);
        File.Copy(Repository("akka.hocon"), Path.Combine(_folder, "akka.hocon"), overwrite: true);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Monitor.Web" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddMonitorEngine(new EngineOptions(_folder, StartEmpty: false));
        builder.Services.AddSingleton<CheckControls>();
        builder.Services.AddSingleton<ChannelControls>();
        builder.Services.AddSingleton<SilenceControls>();
        builder.Services.AddSingleton<IReportDesk, ReportControls>();
        builder.Services.AddSingleton<IConfigDesk, ConfigDesk>();
        builder.Services.AddSingleton<IReplayDesk, ReplayDesk>();
        builder.Services.AddSingleton<TellingControls>();
        builder.Services.AddSingleton<ResendControls>();
        builder.Services.AddMonitorApi();
        builder.Services.AddStatusPage();
        _app = builder.Build();
        Assert.Empty(await _app.Services.GetRequiredService<EngineStart>().CheckAsync());
        _app.UseSameOrigin();
        _app.MapMonitorApi();
        _app.MapStatusPage();
        await _app.StartAsync();
        await BoardWhereAsync(board => board.Ready);
    }

    /// <summary>Saves another configuration, which the engine finds by itself.</summary>
    public Task SaveAsync(string yaml) => File.WriteAllTextAsync(Path.Combine(_folder, "checks.yaml"), yaml);

    public async Task CloseAsync()
    {
        if (_app is not null)
            await _app.StopAsync();
        if (_app is not null)
            await _app.DisposeAsync();
        _app = null;
    }

    public async Task<BoardSnapshot> BoardWhereAsync(Func<BoardSnapshot, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isSo(Board))
            await look.WaitForNextTickAsync(patience.Token);
        return Board;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The path of a file of the repository.</summary>
    public static string Repository(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? "", file);
    }
}
