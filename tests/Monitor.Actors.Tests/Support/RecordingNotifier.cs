using System.Collections.Concurrent;
using System.Threading.Channels;
using Monitor.Actors.Alerts;

namespace Monitor.Actors.Tests.Support;

/// <summary>A channel that remembers what it was given and answers what the test tells it to.</summary>
public sealed class RecordingNotifier(string name = "email") : INotifier
{
    private readonly ConcurrentQueue<Func<Task<Delivery>>> _script = [];
    private readonly Channel<Alert> _sent = Channel.CreateUnbounded<Alert>();

    public string Name => name;

    public bool IsForMachines { get; set; }

    /// <summary>What is answered when the script is at its end.</summary>
    public Delivery Otherwise { get; set; } = new Delivery.Sent();

    public RecordingNotifier Answers(params Delivery[] deliveries)
    {
        foreach (var one in deliveries)
            _script.Enqueue(() => Task.FromResult(one));
        return this;
    }

    public RecordingNotifier Throws(Exception problem)
    {
        _script.Enqueue(() => Task.FromException<Delivery>(problem));
        return this;
    }

    /// <summary>The next attempt lasts until the test completes it.</summary>
    public TaskCompletionSource<Delivery> Hangs()
    {
        var pending = new TaskCompletionSource<Delivery>(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.Enqueue(() => pending.Task);
        return pending;
    }

    /// <summary>The next attempt, in the order they were made.</summary>
    public async Task<Alert> NextAsync()
    {
        using var patience = new CancellationTokenSource(Some.LongTime);
        return await _sent.Reader.ReadAsync(patience.Token);
    }

    public bool IsQuiet => _sent.Reader.Count == 0;

    public Task<Delivery> SendAsync(Alert alert, CancellationToken cancel)
    {
        _sent.Writer.TryWrite(alert);
        return _script.TryDequeue(out var next) ? next() : Task.FromResult(Otherwise);
    }
}
