using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Monitor.Actors.History;

/// <summary>Takes rows without ever waiting, and writes them in order, in batches, on a thread of its own.</summary>
/// <remarks>
/// While writing fails the rows wait in memory and are tried again; beyond <see cref="BatchLimits.Capacity"/> the oldest
/// are dropped and counted. The write delegate is called by one thread only, writes a batch wholly or throws, and must
/// not keep the list.
/// </remarks>
internal sealed class BatchLog : IAsyncDisposable
{
    private readonly Action<IReadOnlyList<ResultRow>> _write;
    private readonly BatchLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<ResultRow> _queue;
    private readonly AutoResetEvent _wake = new(false);
    private readonly List<ResultRow> _batch = [];
    private readonly FlushPoints _flushes = new();
    private readonly Task _loop;
    private ResultLogHealth _reported = new(0, 0, 0);
    private TimeSpan _pause = BatchLimits.Every;
    private volatile bool _stopping;
    private volatile int _inHand;
    private long _appended;
    private long _written;
    private long _dropped;

    public BatchLog(Action<IReadOnlyList<ResultRow>> write, BatchLimits limits, TimeProvider time, ILogger logger)
    {
        (_write, _limits, _time, _logger) = (write, limits, time, logger);
        var options = new BoundedChannelOptions(limits.Capacity)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        };
        _queue = Channel.CreateBounded<ResultRow>(options, _ => Interlocked.Increment(ref _dropped));
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Raised on the writing thread when health turns: failing, shedding, well again.</summary>
    public event Action<ResultLogHealth>? Turned;

    public ResultLogHealth Health => Volatile.Read(ref _reported) with
    {
        Queued = _inHand + _queue.Reader.Count,
        Dropped = Interlocked.Read(ref _dropped),
        Written = Interlocked.Read(ref _written),
    };

    public void Append(ResultRow row)
    {
        // Counted first: a flush may then wait for a row too many, never for one too few.
        var number = Interlocked.Increment(ref _appended);
        if (_stopping || !_queue.Writer.TryWrite(row))
            Interlocked.Increment(ref _dropped);
        else if (number % BatchLimits.BatchSize == 0 && Volatile.Read(ref _reported).FailingSince is null)
            _wake.Set();
    }

    /// <summary>Completes when all rows appended before the call are written, or dropped for good.</summary>
    public Task FlushAsync(CancellationToken cancel)
    {
        var flushed = _flushes.Reached(Interlocked.Read(ref _appended));
        _wake.Set();
        return flushed.WaitAsync(cancel);
    }

    /// <summary>Tries once more to write what waits, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _wake.Set();
        await _loop;
    }

    private void Run()
    {
        while (!_stopping)
        {
            Drain();
            Rest();
        }

        Drain();
        if (Health.Queued is var lost and > 0)
            _logger.LogError("{Log}: {Lost} rows could not be written before the end and are lost", _limits.Name, lost);
        _flushes.End();
    }

    private void Rest()
    {
        using var timer = _time.CreateTimer(_ => _wake.Set(), null, _pause, Timeout.InfiniteTimeSpan);
        _wake.WaitOne();
    }

    private void Drain()
    {
        var full = true;
        while (full)
        {
            TakeBatch();
            full = _batch.Count >= BatchLimits.BatchSize;
            if (_batch.Count > 0 && !TryWrite())
                return;
            if (_batch.Count == 0 && !full && _reported.IsShedding)
                Report(null, _reported.LastError);
            _flushes.Settle(Interlocked.Read(ref _written) + Interlocked.Read(ref _dropped));
        }
    }

    private void TakeBatch()
    {
        // What is in hand is older than what is queued, so it goes first when there are too many.
        var excess = Math.Clamp(_batch.Count + _queue.Reader.Count - _limits.Capacity, 0, _batch.Count);
        _batch.RemoveRange(0, excess);
        Interlocked.Add(ref _dropped, excess);
        while (_batch.Count < BatchLimits.BatchSize && _queue.Reader.TryRead(out var row))
            _batch.Add(row);
        _inHand = _batch.Count;
    }

    private bool TryWrite()
    {
        try
        {
            _write(_batch);
        }
        catch (Exception e)
        {
            _pause = _reported.FailingSince is null ? BatchLimits.Every : BatchLimits.PauseAfter(_pause);
            Report(_reported.FailingSince ?? _time.GetUtcNow(), e.Message);
            return false;
        }

        Interlocked.Add(ref _written, _batch.Count);
        _batch.Clear();
        _inHand = 0;
        _pause = BatchLimits.Every;
        Report(null, _reported.LastError);
        return true;
    }

    private void Report(DateTimeOffset? failingSince, string? error)
    {
        var last = _reported;
        var dropping = Interlocked.Read(ref _dropped) > last.Dropped;
        var now = Health;
        var next = now with
        {
            FailingSince = failingSince,
            LastError = error,
            IsShedding = dropping || (last.IsShedding && (failingSince is not null || now.Queued > _limits.Capacity / 2)),
        };
        Volatile.Write(ref _reported, next);
        if (last.IsShedding == next.IsShedding && last.FailingSince == next.FailingSince)
            return;
        Log(next);
        try
        {
            Turned?.Invoke(next);
        }
        catch (Exception e)
        {
            _logger.LogError(e, "{Log}: a listener failed", _limits.Name);
        }
    }

    private void Log(ResultLogHealth now)
    {
        if (now.IsShedding)
            _logger.LogError("{Log}: more than {Capacity} rows wait ({Error}), the oldest are being dropped; {Dropped} so far",
                _limits.Name, _limits.Capacity, now.LastError ?? "writing is too slow", now.Dropped);
        else if (now.FailingSince is not null)
            _logger.LogWarning("{Log}: cannot be written, {Queued} rows wait in memory: {Error}",
                _limits.Name, now.Queued, now.LastError);
        else
            _logger.LogInformation("{Log}: is written again; {Dropped} rows were dropped since the start",
                _limits.Name, now.Dropped);
    }
}
