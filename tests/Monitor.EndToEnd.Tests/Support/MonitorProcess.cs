using System.Text;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>The monitor in a folder of its own, at a port of its own: can be started, stopped, killed and started again.</summary>
public sealed class MonitorProcess : IAsyncDisposable
{
    /// <summary>Stopping is prompt, also with pages open and alerts waiting.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private readonly Workplace _place;
    private readonly StringBuilder _earlier = new();
    private ChildProgram? _program;

    public MonitorProcess(Workplace place, IReadOnlyDictionary<string, string>? environment = null)
    {
        _place = place;
        Environment = environment ?? new Dictionary<string, string>();
        Url = $"http://127.0.0.1:{Ports.Free()}";
        Api = new MonitorApi(Url);
    }

    public string Url { get; }

    public MonitorApi Api { get; }

    /// <summary>Added to the environment at the next start.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; }

    /// <summary>The output of all its lives.</summary>
    public string Output => $"{_earlier}{_program?.Output}";

    public string Errors => _program?.Errors ?? "";

    public static async Task<MonitorProcess> StartAsync(Workplace place, IReadOnlyDictionary<string, string>? environment = null)
    {
        var monitor = new MonitorProcess(place, environment);
        try
        {
            await monitor.StartAsync();
            return monitor;
        }
        catch
        {
            await monitor.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        await LaunchAsync();
        await Eventually.Passes(async () =>
        {
            Assert.False(_program!.HasExited, $"the monitor did not start:\n{_program.Output}\n{_program.Errors}"); // launched above
            Assert.Equal("ready", await Api.TextAsync("readyz"));
        });
    }

    /// <summary>Starts it and does not wait.</summary>
    public async Task LaunchAsync(params string[] arguments)
    {
        await PutAwayAsync();
        _program = new ChildProgram("monitor", "dotnet", [Repository.Program("Monitor.Web"), "--urls", Url, .. arguments], _place.Folder, Environment);
    }

    /// <returns>The exit code.</returns>
    public Task<int> ExitAsync() => _program?.ExitAsync() ?? Task.FromResult(0);

    public Task KillAsync() => _program?.KillAsync() ?? Task.CompletedTask;

    /// <param name="signal">Such as <c>STOP</c>.</param>
    public Task SignalAsync(string signal) => _program?.SignalAsync(signal) ?? Task.CompletedTask;

    /// <summary>As an operator or a service manager stops it.</summary>
    public async Task StopAsync()
    {
        if (_program is null)
            return;
        await _program.SignalAsync("TERM");
        Assert.Equal(0, await _program.ExitAsync(StopPatience));
    }

    public async ValueTask DisposeAsync()
    {
        await PutAwayAsync();
        Api.Dispose();
    }

    private async Task PutAwayAsync()
    {
        if (_program is null)
            return;
        await _program.KillAsync();
        _earlier.Append(_program.Output);
        await _program.DisposeAsync();
        _program = null;
    }
}
