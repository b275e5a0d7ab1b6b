using System.Collections.Concurrent;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks;

/// <summary>Runs single attempts of checks: the one place with the clock, the time limit and the catch-all.</summary>
/// <remarks>Thread-safe. Waiting for a free place is not the target's latency, and the time limit does not include it.</remarks>
public sealed class ProbeRunner(ProbeLimits limits, TimeProvider time) : IDisposable
{
    private readonly ProbePlaces _places = new(limits, time);
    private readonly ConcurrentBag<CancellationTokenSource> _limits = [];

    /// <summary>Asked when something elsewhere cannot be reached; null when nobody is.</summary>
    public ControlTargetsRunner? Controls { get; init; }

    /// <summary>One attempt; while the monitor is blind, what cannot be reached was not observed.</summary>
    /// <param name="wasSlow">What <see cref="Attempt.WasSlow"/> said of the check's last attempt.</param>
    public Task<Attempt> AttemptAsync(CheckDefinition definition, ProbeContext context, bool wasSlow, CancellationToken cancel) =>
        Controls is { AsksAnybody: true } controls
            ? AttemptAsync(controls, definition, context, wasSlow, cancel)
            : ProbeAsync(definition, context, wasSlow, cancel);

    private async Task<Attempt> AttemptAsync(ControlTargetsRunner controls, CheckDefinition definition, ProbeContext context, bool wasSlow, CancellationToken cancel)
    {
        var attempt = await ProbeAsync(definition, context, wasSlow, cancel);
        if (attempt.Seen.Kind != ObservationKind.Error || !ControlTargetsRunner.IsElsewhere(definition.Host))
            return attempt;
        return await controls.LookAsync(cancel) is { } blind ? attempt with { Seen = ErrorDetails.NotObserved(blind) } : attempt;
    }

    private async Task<Attempt> ProbeAsync(CheckDefinition definition, ProbeContext context, bool wasSlow, CancellationToken cancel)
    {
        var asked = time.GetTimestamp();
        using var place = await _places.TakeAsync(definition.Host, wasSlow, cancel);
        var waited = time.GetElapsedTime(asked);
        var limit = RentLimit(definition.Timeout);
        var stop = cancel.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        EngineMetrics.ProbesInFlight.Add(1);
        try
        {
            var start = time.GetTimestamp();
            var seen = await ObserveAsync(definition, context, cancel, limit.Token);
            var latency = time.GetElapsedTime(start);
            return new Attempt(definition.Echo.Hide(seen), latency, time.GetUtcNow(), waited, _places.IsSlow(latency));
        }
        finally
        {
            EngineMetrics.ProbesInFlight.Add(-1);
            if (stop.Unregister() || !cancel.CanBeCanceled)
                ReturnLimit(limit);
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>Time limits are used again and again, but for those that have run out or may just be cancelled.</summary>
    private CancellationTokenSource RentLimit(TimeSpan timeout)
    {
        if (time != TimeProvider.System)
            return new CancellationTokenSource(timeout, time);
        if (!_limits.TryTake(out var limit))
            limit = new CancellationTokenSource();
        limit.CancelAfter(timeout);
        return limit;
    }

    private void ReturnLimit(CancellationTokenSource limit)
    {
        if (time == TimeProvider.System && limit.TryReset())
            _limits.Add(limit);
        else
            limit.Dispose();
    }

    private static async Task<Observation> ObserveAsync(
        CheckDefinition definition, ProbeContext context, CancellationToken stopped, CancellationToken limit)
    {
        try
        {
            return await definition.Type.ProbeAsync(definition.Spec, context, limit);
        }
        catch (PhaseCancelledException e) when (!stopped.IsCancellationRequested)
        {
            return ErrorDetails.Error($"timeout after {definition.Timeout.TotalSeconds:0.0##} s {e.Phase}");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stopped.IsCancellationRequested)
        {
            return ErrorDetails.Error($"timeout after {definition.Timeout.TotalSeconds:0.0##} s");
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ErrorDetails.NotObserved($"the probe itself failed: {e.GetType().Name}: {e.Message}");
        }
    }
}

/// <summary>One attempt: what was seen, how long it took, and when it ended.</summary>
/// <param name="Waited">For its place; not part of the latency.</param>
/// <param name="WasSlow">The next attempt waits with the slow ones.</param>
public sealed record Attempt(Observation Seen, TimeSpan Latency, DateTimeOffset At, TimeSpan Waited, bool WasSlow);
