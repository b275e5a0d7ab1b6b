using Monitor.Actors.Checks;
using Monitor.Actors.Config;

namespace Monitor.Bench;

/// <summary>A check type that asks nobody and answers what the run has switched it to: all of them fail in the same instant.</summary>
public sealed class SwitchedCheck() : CheckType<string>(TypeName)
{
    public const string TypeName = "switched";

    private static readonly Task<Observation> Good = Task.FromResult(new Observation(ObservationKind.Passed, StatusCode: 200));
    private static readonly Task<Observation> Bad = Task.FromResult(new Observation(ObservationKind.Failed, "HTTP 503, expected 200", 503));

    private volatile bool _fails;

    public override string Example => "{ name: any, type: switched }";

    public bool Fails
    {
        get => _fails;
        set => _fails = value;
    }

    protected override string Read(YamlSection keys) => "";

    protected override string Target(string spec) => "nobody";

    protected override Task<Observation> ProbeAsync(string spec, ProbeContext context, CancellationToken cancel) => Fails ? Bad : Good;
}
