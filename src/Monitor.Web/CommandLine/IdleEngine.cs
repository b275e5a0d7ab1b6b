using Monitor.Actors.Config;
using Monitor.Actors.Hosting;
using Monitor.Web.Hosting;

namespace Monitor.Web.CommandLine;

/// <summary>The engine's parts, plugged together as for the monitor, with nothing of it running and nothing taken.</summary>
internal sealed class IdleEngine : IAsyncDisposable
{
    private readonly ServiceProvider _parts;

    /// <param name="file">The main file; null for the usual one.</param>
    public IdleEngine(Terminal terminal, string? file = null)
    {
        Paths = file is null ? new ConfigPaths(terminal.Folder) : ConfigPaths.Around(terminal.Folder, file);
        var folder = Path.GetDirectoryName(Paths.Full(Paths.Checks)) ?? terminal.Folder;
        var settings = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().Build();
        _parts = new ServiceCollection()
            .AddLogging()
            .AddMonitorEngine(new EngineOptions(folder, StartEmpty: false)
            {
                Files = Paths,
                BoardPorts = [.. LoopbackOnly.Ports(LoopbackOnly.Urls(settings))],
            })
            .BuildServiceProvider();
    }

    public ConfigPaths Paths { get; }

    public bool HasFile => File.Exists(Paths.Full(Paths.Checks));

    public ConfigReading Read() => Part<EngineStart>().Look();

    /// <summary>A good configuration; else every problem is told, and <paramref name="code"/> is what to exit with.</summary>
    public MonitorConfig? ReadOrTell(Terminal terminal, out int code)
    {
        var reading = Read();
        code = reading.Config is not null ? ExitCodes.Good : HasFile ? ExitCodes.BadConfig : ExitCodes.Usage;
        if (reading.Config is null)
            foreach (var problem in reading.Problems)
                terminal.Error.WriteLine(ProblemLines.Of(problem));
        return reading.Config;
    }

    public T Part<T>()
        where T : notnull => _parts.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _parts.DisposeAsync();
}
