using Monitor.Actors.Checks.Http;

namespace Monitor.Actors.Checks;

/// <summary>Runs single attempts of checks: the one place with the clock, the time limit and the catch-all.</summary>
/// <remarks>Thread-safe. Waiting for a free place is not the target's latency, and the time limit does not include it.</remarks>
public sealed class ProbeRunner(int maxInFlight, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(maxInFlight);

    public async Task<Attempt> AttemptAsync(CheckDefinition definition, ProbeContext context, CancellationToken cancel)
    {
        await _places.WaitAsync(cancel);
        EngineMetrics.ProbesInFlight.Add(1);
        try
        {
            return await MeasureAsync(definition, context, cancel);
        }
        finally
        {
            EngineMetrics.ProbesInFlight.Add(-1);
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<Attempt> MeasureAsync(CheckDefinition definition, ProbeContext context, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(definition.Timeout, time);
        await using var stop = cancel.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        var start = time.GetTimestamp();
        var seen = await ObserveAsync(definition, context, cancel, limit.Token);
        return new Attempt(seen, time.GetElapsedTime(start), time.GetUtcNow());
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
            return ErrorDetails.Error($"timeout after {definition.Timeout.TotalSeconds:0.0##} s ({e.Phase})");
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
public sealed record Attempt(Observation Seen, TimeSpan Latency, DateTimeOffset At);
