using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Actors.History;

namespace Monitor.Actors.Hosting;

/// <summary>Marks in the history, twice a minute, that the monitor runs.</summary>
/// <remarks>Registered before Akka, so that a run begins before its first result and ends after its last.</remarks>
public sealed class RunMarksRunner(RunLog runs, TimeProvider time, ILogger<RunMarksRunner> log) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _beating = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Try(runs.Beat);
        _beating = BeatAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _beating;
        Try(runs.Stop);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(RunLog.Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
                await Task.Run(() => Try(runs.Beat));
        }
        catch (OperationCanceledException)
        {
            // The engine stops.
        }
    }

    private void Try(Action mark)
    {
        try
        {
            mark();
        }
        catch (Exception e)
        {
            log.LogWarning("history: the run of the monitor could not be marked: {Why}", e.Message);
        }
    }
}
