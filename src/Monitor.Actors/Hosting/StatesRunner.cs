using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Hosting;

/// <summary>Stores once an hour what the events of the checks come to, for the next start.</summary>
public sealed class StatesRunner(StateLog states, TimeProvider time, ILogger<StatesRunner> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>A start has enough to do.</summary>
    private static readonly TimeSpan First = TimeSpan.FromMinutes(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, time, stoppingToken);
        using var timer = new PeriodicTimer(Every, time);
        do
            await WorkAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        try
        {
            await states.CatchUpAsync(cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning("journal: states could not be stored, so the next start reads more events; next try in an hour: {Why}", e.Message);
        }
    }
}
