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
    private readonly ProbeLimits _limits = limits;
    private readonly TimeProvider _time = time;
    private readonly Lanes _all = new(limits.Prompt, limits.InFlight - limits.Prompt);
    private readonly ConcurrentDictionary<string, Lanes> _hosts = [];

    /// <summary>Held while places in the prompt lane come and go; they stand in line in the order of their coming.</summary>
    private readonly Lock _watching = new();
    private Place? _first;
    private Place? _last;
    private ITimer? _timer;

    /// <summary>Waits for a place; dispose it when the probe is over.</summary>
    /// <param name="host">Null when nobody else is asked.</param>
    /// <param name="slow">The check's last attempt was slow.</param>
    public async ValueTask<Place> TakeAsync(string? host, bool slow, CancellationToken cancel)
    {
        // A probe that waits for its own host must not hold a place that another could use.
        var ofHost = host is null ? null : _hosts.GetOrAdd(host, _ => new Lanes(_limits.PerHost, _limits.PerHost));
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

        return new Place(this, ofHost, slow);
    }

    public bool IsSlow(TimeSpan latency) => latency >= _limits.SlowAfter;

    public void Dispose()
    {
        _timer?.Dispose();
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

    private void Watch(Place place)
    {
        lock (_watching)
        {
            place.Follow(_last);
            _last = place;
            _first ??= place;
            if (_timer is null)
                Arm(_limits.SlowAfter);
        }
    }

    private void Unlink(Place place, Place? before, Place? after)
    {
        if (_first == place)
            _first = after;
        if (_last == place)
            _last = before;
    }

    /// <summary>One timer for all: they become slow in the order of their coming.</summary>
    private void MoveOver()
    {
        lock (_watching)
        {
            while (_first is { } place && place.Left <= TimeSpan.Zero)
                place.MoveOver();
            _timer?.Dispose();
            _timer = null;
            if (_first is { } next)
                Arm(next.Left);
        }
    }

    private void Arm(TimeSpan wait) =>
        _timer = _time.CreateTimer(static places => ((ProbePlaces)places!).MoveOver(), this, wait, Timeout.InfiniteTimeSpan);

    /// <summary>A probe's place, in the lanes of all and of its host.</summary>
    public sealed class Place : IDisposable
    {
        private readonly ProbePlaces _places;
        private readonly Lanes? _ofHost;
        private readonly long _takenAt;
        private Place? _before;
        private Place? _after;
        private bool _slow;
        private bool _watched;
        private bool _left;

        internal Place(ProbePlaces places, Lanes? ofHost, bool slow)
        {
            (_places, _ofHost, _slow, _takenAt) = (places, ofHost, slow, places._time.GetTimestamp());
            if (!slow)
                places.Watch(this);
        }

        public void Dispose()
        {
            lock (_places._watching)
            {
                if (_left)
                    return;
                _left = true;
                Forget();
            }

            Leave(_slow);
        }

        /// <summary>When it will have been prompt for as long as that is allowed.</summary>
        internal TimeSpan Left => _places._limits.SlowAfter - _places._time.GetElapsedTime(_takenAt);

        /// <summary>Called with the lock held, as are the next two.</summary>
        internal void Follow(Place? last)
        {
            (_before, _watched) = (last, true);
            if (last is not null)
                last._after = this;
        }

        internal void MoveOver()
        {
            Forget();
            if (!_places._all.Slow.Wait(0))
                return;
            if (_ofHost?.Slow.Wait(0) == false)
            {
                _places._all.Slow.Release();
                return;
            }

            Leave(slow: false);
            _slow = true;
        }

        private void Forget()
        {
            if (!_watched)
                return;
            _watched = false;
            _places.Unlink(this, _before, _after);
            if (_before is not null)
                _before._after = _after;
            if (_after is not null)
                _after._before = _before;
            (_before, _after) = (null, null);
        }

        private void Leave(bool slow)
        {
            _places._all.Of(slow).Release();
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
