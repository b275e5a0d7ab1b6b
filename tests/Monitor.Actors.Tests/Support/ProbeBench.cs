using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Support;

/// <summary>Reads the keys of a check type and probes once, as the engine would.</summary>
public sealed class ProbeBench(NetworkRules? rules = null) : IDisposable
{
    private readonly ProbeRunner _probes = new(Some.Places(4), TimeProvider.System);

    public NetworkPolicy Policy { get; } = new() { Rules = rules ?? NetworkRules.Default };

    public WireRunner Wires => new(new Dialer(Policy), TimeProvider.System);

    public async Task<Observation> Probe(ICheckType type, string keys, TimeSpan? timeout = null, NetworkLevel level = NetworkLevel.Operator)
    {
        var section = YamlSection.Of($"{{ {keys} }}");
        var spec = type.Read(section);
        Assert.Empty(section.Problems());
        var definition = Some.Definition(type) with { Spec = spec, Timeout = timeout ?? TimeSpan.FromSeconds(30) };
        var context = new ProbeContext(Some.Name) { Level = level };
        return (await _probes.AttemptAsync(definition, context, wasSlow: false, TestContext.Current.CancellationToken)).Seen;
    }

    /// <summary>What is said of the keys, without their places.</summary>
    public static IEnumerable<string> Faults(ICheckType type, string keys)
    {
        var section = YamlSection.Of($"{{ {keys} }}");
        Assert.NotNull(type.Read(section));
        return section.Problems().Select(problem => $"{problem.Place}: {problem.Fault}");
    }

    public void Dispose() => _probes.Dispose();

    public static void Is(ObservationKind kind, string? reason, Observation seen) => Assert.Equal((kind, reason), (seen.Kind, seen.Reason));
}
