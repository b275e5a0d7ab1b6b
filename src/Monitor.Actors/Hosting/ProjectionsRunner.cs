using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Board;
using Monitor.Actors.History;

namespace Monitor.Actors.Hosting;

/// <summary>Keeps state.json while the engine runs, and sees to it that the last results are written when it stops.</summary>
/// <remarks>Registered before Akka, so it stops after it: what the last rounds appended is still written.</remarks>
public sealed class ProjectionsRunner(EngineStart start, ResultLog results, BoardHub board, TimeProvider time, ILoggerFactory logs) : IHostedService
{
    private static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(5);

    private StateFile? _state;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (start.StatePath is not { } path)
            return Task.CompletedTask;
        _state = new StateFile(path, board, time, logs.CreateLogger<StateFile>());
        _state.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_state is not null)
            await _state.DisposeAsync();
        using var patience = new CancellationTokenSource(FlushPatience, time);
        await results.FlushAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
