using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Actors.History;

namespace Monitor.Actors.Hosting;

/// <summary>Rolls results up every few minutes, and deletes once an hour what is older than it is kept.</summary>
public sealed class HistoryRunner(RollupLog rollups, TierRetention retention, TimeProvider time, ILogger<HistoryRunner> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private DateTimeOffset _cleanedFor;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
            await WorkAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        try
        {
            var rolled = await rollups.RollAsync(cancel);
            if (rolled == _cleanedFor)
                return;
            var deleted = await retention.DeleteOldAsync(rolled, cancel);
            _cleanedFor = rolled;
            if (deleted > 0)
                log.LogInformation("history: {Deleted} rows past their time were deleted", deleted);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning("history: results could not be rolled up or deleted, next try in {Minutes} minutes: {Why}", Every.TotalMinutes, e.Message);
        }
    }
}
