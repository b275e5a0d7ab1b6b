using BenchmarkDotNet.Attributes;
using Monitor.Actors.Checks;

namespace Monitor.Micro;

/// <summary>What follows from a round, and the state after it.</summary>
[MemoryDiagnoser]
public class Deciding
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    private readonly CheckDefinition _definition = Judging.Definition("expect_status: 200") with { Channels = ["console"] };
    private readonly CheckState _up = CheckState.New.Apply(new CheckEvent.CameUp(At));
    private readonly CheckEvent _down = new CheckEvent.WentDown(At, "shop/0", "HTTP 503, expected 200");
    private readonly ProbeResult _good = new(new Observation(ObservationKind.Passed, null, 200), TimeSpan.FromMilliseconds(12), 1, At);
    private readonly ProbeResult _bad = new(new Observation(ObservationKind.Failed, "HTTP 503, expected 200", 503), TimeSpan.FromMilliseconds(12), 1, At);

    /// <summary>As almost every round ends.</summary>
    [Benchmark]
    public IReadOnlyList<CheckEvent> OneMoreOk() => Decide(_good);

    [Benchmark]
    public IReadOnlyList<CheckEvent> GoingDown() => Decide(_bad);

    [Benchmark]
    public CheckState Apply() => _up.Apply(_down);

    private IReadOnlyList<CheckEvent> Decide(ProbeResult result) =>
        _up.Decide(new CheckCommand.RecordResult(At, result, RoundJudge.Judge(result, _up, _definition)), _definition);
}
