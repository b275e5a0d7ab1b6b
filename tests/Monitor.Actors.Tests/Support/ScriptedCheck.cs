using System.Collections.Concurrent;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Support;

/// <summary>A check type that answers what the test tells it to.</summary>
public sealed class ScriptedCheck : ICheckType
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<Observation>>> _script = [];
    private int _probes;

    public string Name => "scripted";

    public string Example => "{ name: scripted, type: scripted }";

    public bool RunsPrograms => false;

    public bool MeasuresLatency => true;

    /// <summary>What is answered when the script is at its end.</summary>
    public Observation Otherwise { get; set; } = Some.Good;

    public JobDeadline? ItsDeadline { get; init; }

    public JobTrigger? ItsTrigger { get; init; }

    public string? ItsHost { get; init; }

    /// <summary>What the last attempt was told.</summary>
    public ProbeContext? LastContext { get; private set; }

    /// <summary>How many attempts were made.</summary>
    public int Probes => Volatile.Read(ref _probes);

    public ScriptedCheck Answers(params Observation[] seen)
    {
        foreach (var one in seen)
            _script.Enqueue(_ => Task.FromResult(one));
        return this;
    }

    public ScriptedCheck Throws(Exception problem)
    {
        _script.Enqueue(_ => Task.FromException<Observation>(problem));
        return this;
    }

    /// <summary>The next attempt lasts until the test completes it.</summary>
    public TaskCompletionSource<Observation> Hangs()
    {
        var pending = new TaskCompletionSource<Observation>(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.Enqueue(cancel => pending.Task.WaitAsync(cancel));
        return pending;
    }

    public object Read(YamlSection keys) => keys.TextOrNull("note") ?? "";

    public string Target(object spec) => "somewhere";

    public string? Host(object spec) => ItsHost;

    public JobDeadline? Deadline(object spec) => ItsDeadline;

    public JobTrigger? Trigger(object spec) => ItsTrigger;

    public Task<Observation> ProbeAsync(object spec, ProbeContext context, CancellationToken cancel)
    {
        LastContext = context;
        Interlocked.Increment(ref _probes);
        return _script.TryDequeue(out var next) ? next(cancel) : Task.FromResult(Otherwise);
    }
}
