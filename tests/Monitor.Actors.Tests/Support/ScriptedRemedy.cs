using System.Collections.Concurrent;
using Monitor.Actors.Config;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Tests.Support;

/// <summary>A remedy that does what the test tells it to and remembers its runs.</summary>
public sealed class ScriptedRemedy(string name = "restart") : IRemedyType
{
    public string Name => name;

    public string Example => $"{{ type: {name} }}";

    public ConcurrentQueue<string> Runs { get; } = [];

    public Func<CancellationToken, Task<RemedyOutcome>> Does { get; set; } = _ => Task.FromResult(new RemedyOutcome(true, "{}"));

    public object Read(YamlSection keys) => "";

    public string Target(object spec) => "somewhere";

    public Task<RemedyOutcome> RunAsync(object spec, RemedyRun run, CancellationToken cancel)
    {
        Runs.Enqueue(run.Id);
        return Does(cancel);
    }
}
