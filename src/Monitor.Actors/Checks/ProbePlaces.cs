using System.Collections.Concurrent;

namespace Monitor.Actors.Checks;

/// <summary>How many probes may be under way at once.</summary>
/// <param name="InFlight">Over all checks.</param>
/// <param name="Prompt">How many of them are kept for targets that answer promptly.</param>
/// <param name="PerHost">To one host and port; prompt and slow ones count apart.</param>
/// <param name="SlowAfter">A probe that takes longer is slow.</param>
public sealed record ProbeLimits(int InFlight, int Prompt, int PerHost, TimeSpan SlowAfter);

/// <summary>Hands out places for probes so that slow targets wait for each other, and prompt ones do not wait for them.</summary>
/// <remarks>
/// Thread-safe. There are two lanes. A probe starts in the lane of the check's last attempt; one that turns out slow
/// leaves the prompt lane as soon as the slow one has room. Who waits is served in the order of coming, so that all
/// checks slow down evenly (FAULTS R-30).
/// </remarks>
public sealed class ProbePlaces(ProbeLimits limits, TimeProvider time) : IDisposable
{
    private readonly Lanes _all = new(limits.Prompt, limits.InFlight - limits.Prompt);
    private readonly ConcurrentDictionary<string, Lanes> _hosts = [];

    /// <summary>Waits for a place; dispose it when the probe is over.</summary>
    /// <param name="host">Null when nobody else is asked.</param>
    /// <param name="slow">The check's last attempt was slow.</param>
    public async ValueTask<Place> TakeAsync(string? host, bool slow, CancellationToken cancel)
    {
        // A probe that waits for its own host must not hold a place that another could use.
        var ofHost = host is null ? null : _hosts.GetOrAdd(host, _ => new Lanes(limits.PerHost, limits.PerHost));
        await EnterAsync(ofHost?.Of(slow), cancel);
        try
        {
            await EnterAsync(_all.Of(slow), cancel);
        }
        catch (OperationCanceledException)
        {
            ofHost?.Of(slow).Release();
            throw;
        }

        return new Place(_all, ofHost, slow, limits.SlowAfter, time);
    }

    public bool IsSlow(TimeSpan latency) => latency >= limits.SlowAfter;

    public void Dispose()
    {
        _all.Dispose();
        foreach (var host in _hosts.Values)
            host.Dispose();
    }

    private static async ValueTask EnterAsync(SemaphoreSlim? lane, CancellationToken cancel)
    {
        if (lane is null || lane.Wait(0, CancellationToken.None))
            return;
        EngineMetrics.ProbesWaiting.Add(1);
        try
        {
            await lane.WaitAsync(cancel);
        }
        finally
        {
            EngineMetrics.ProbesWaiting.Add(-1);
        }
    }

    /// <summary>A probe's place, in the lanes of all and of its host.</summary>
    public sealed class Place : IDisposable
    {
        private readonly Lock _moving = new();
        private readonly Lanes _all;
        private readonly Lanes? _ofHost;
        private readonly ITimer? _timer;
        private bool _slow;
        private bool _left;

        internal Place(Lanes all, Lanes? ofHost, bool slow, TimeSpan slowAfter, TimeProvider time)
        {
            (_all, _ofHost, _slow) = (all, ofHost, slow);
            _timer = slow ? null : time.CreateTimer(static place => ((Place)place!).MoveOver(), this, slowAfter, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            _timer?.Dispose();
            lock (_moving)
            {
                if (_left)
                    return;
                _left = true;
                Leave(_slow);
            }
        }

        private void MoveOver()
        {
            lock (_moving)
            {
                if (_left || !_all.Slow.Wait(0))
                    return;
                if (_ofHost?.Slow.Wait(0) == false)
                {
                    _all.Slow.Release();
                    return;
                }

                Leave(slow: false);
                _slow = true;
            }
        }

        private void Leave(bool slow)
        {
            _all.Of(slow).Release();
            _ofHost?.Of(slow).Release();
        }
    }

    /// <summary>The two lanes.</summary>
    internal sealed class Lanes(int prompt, int slow) : IDisposable
    {
        public SemaphoreSlim Prompt { get; } = new(prompt);

        public SemaphoreSlim Slow { get; } = new(slow);

        public SemaphoreSlim Of(bool slow) => slow ? Slow : Prompt;

        public void Dispose()
        {
            Prompt.Dispose();
            Slow.Dispose();
        }
    }
}
