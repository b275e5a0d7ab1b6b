using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Actors.Health;

/// <summary>Keeps each check's uptime of 24 h at hand, a few checks a second, so that nobody who asks waits for a query.</summary>
/// <remarks>Works only while somebody asks: it rests an hour after the last <see cref="Of"/>.</remarks>
public sealed class UptimeRunner(ResultQueries results, BoardHub board, TimeProvider time, ILogger<UptimeRunner> log) : BackgroundService
{
    /// <summary>Each check is looked at again after about this long.</summary>
    public static readonly TimeSpan Cycle = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<CheckName, double?> _shares = [];
    private long _askedAt;
    private int _next;

    /// <summary>From 0 to 1; null when nothing was observed, or not looked at yet. Never waits.</summary>
    public double? Of(CheckName check)
    {
        Volatile.Write(ref _askedAt, time.GetTimestamp());
        return _shares.GetValueOrDefault(check);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var steps = new PeriodicTimer(Step, time);
        while (await steps.WaitForNextTickAsync(stoppingToken))
            if (Volatile.Read(ref _askedAt) is var asked and not 0 && time.GetElapsedTime(asked) < Rest)
                await StepAsync(stoppingToken);
    }

    private async Task StepAsync(CancellationToken cancel)
    {
        try
        {
            var tiles = board.Current.Tiles;
            var count = Math.Max(1, (int)Math.Ceiling(tiles.Length * (Step / Cycle)));
            for (var i = 0; i < count && !tiles.IsEmpty; i++)
            {
                var name = tiles[_next++ % tiles.Length].Name;
                var now = time.GetUtcNow();
                _shares[name] = (await results.UptimeAsync(name, now - Day, now, cancel)).Share;
            }

            if (_shares.Count > tiles.Length)
                foreach (var gone in _shares.Keys.Where(name => board.Current.Find(name.Value) is null))
                    _shares.TryRemove(gone, out _);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogDebug("uptime: not read, next try in a second: {Why}", e.Message);
        }
    }
}
