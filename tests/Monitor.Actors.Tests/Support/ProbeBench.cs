using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Support;

/// <summary>Reads the keys of a check type and probes once, as the engine would.</summary>
public sealed class ProbeBench : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly FakeTimeProvider _time = new();
    private readonly ProbeRunner _probes;

    public ProbeBench(NetworkRules? rules = null)
    {
        _probes = new ProbeRunner(Some.Places(4), _time);
        Policy = new NetworkPolicy { Rules = rules ?? NetworkRules.Default };
    }

    public NetworkPolicy Policy { get; }

    public WireRunner Wires => new(new Dialer(Policy), TimeProvider.System);

    /// <param name="endsAt">When this has happened, the time of the probe is over; without it, never.</param>
    public async Task<Observation> Probe(ICheckType type, string keys, Task? endsAt = null, NetworkLevel level = NetworkLevel.Operator)
    {
        var section = YamlSection.Of($"{{ {keys} }}");
        var spec = type.Read(section);
        Assert.Empty(section.Problems());
        var definition = Some.Definition(type) with { Spec = spec, Timeout = TimeSpan.FromSeconds(5) };
        var context = new ProbeContext(Some.Name) { Level = level };
        var attempt = _probes.AttemptAsync(definition, context, wasSlow: false, TestContext.Current.CancellationToken);
        if (endsAt is not null)
        {
            await Task.WhenAny(endsAt, attempt);
            _time.Advance(definition.Timeout);
        }

        return (await attempt.WaitAsync(Patience, TestContext.Current.CancellationToken)).Seen;
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
