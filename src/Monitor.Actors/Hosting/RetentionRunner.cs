using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Actors.History;

namespace Monitor.Actors.Hosting;

/// <summary>Deletes raw results that are older than they are kept, once an hour.</summary>
public sealed class RetentionRunner(ResultRetention retention, TimeProvider time, ILogger<RetentionRunner> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(Every, time);
        do
            await DeleteAsync(stoppingToken);
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DeleteAsync(CancellationToken cancel)
    {
        try
        {
            var deleted = await retention.DeleteOldAsync(cancel);
            if (deleted > 0)
                log.LogInformation("history: {Deleted} results past their time were deleted", deleted);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning("history: old results could not be deleted, next try in an hour: {Why}", e.Message);
        }
    }
}
