using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Slow targets wait for each other and nobody waits for them (FAULTS R-30 in small).</summary>
public sealed class ProbePlacesTests : IDisposable
{
    private readonly JumpingTime _time = new();
    private readonly ScriptedCheck _type = new();
    private readonly ProbeRunner _probes;

    public ProbePlacesTests() => _probes = new ProbeRunner(new ProbeLimits(InFlight: 5, Prompt: 2, PerHost: 4, SlowAfter: TimeSpan.FromSeconds(1)), _time);

    public void Dispose() => _probes.Dispose();

    [Fact]
    public async Task Targets_that_begin_to_hang_make_way_for_others()
    {
        var hanging = new[] { Hang(), Hang() };
        var healthy = Probe();
        Assert.False(healthy.IsCompleted); // both places for prompt ones are taken
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((Some.Good, TimeSpan.FromSeconds(1)), ((await healthy).Seen, (await healthy).Waited));
        Assert.DoesNotContain(hanging, one => one.Attempt.IsCompleted);
    }

    [Fact]
    public async Task Targets_that_hung_before_take_no_place_from_prompt_ones()
    {
        var hanging = new[] { Hang(wasSlow: true), Hang(wasSlow: true), Hang(wasSlow: true) };
        var next = Probe(wasSlow: true);
        var healthy = await Probe();
        Assert.Equal((TimeSpan.Zero, false), (healthy.Waited, healthy.WasSlow));
        Assert.False(next.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(3));
        hanging[0].End.SetResult(Some.Good);
        Assert.Equal((TimeSpan.FromSeconds(3), true), ((await hanging[0].Attempt).Latency, (await hanging[0].Attempt).WasSlow));
        Assert.Equal(TimeSpan.FromSeconds(3), (await next).Waited);
    }

    [Fact]
    public async Task When_slow_ones_have_no_room_a_slow_probe_keeps_its_place_until_it_ends()
    {
        for (var i = 0; i < 3; i++)
            Hang(wasSlow: true);
        var stays = Hang();
        Hang();
        _time.Advance(TimeSpan.FromSeconds(1));
        var healthy = Probe();
        Assert.False(healthy.IsCompleted);
        stays.End.SetResult(Some.Good);
        Assert.Equal(Some.Good, (await healthy).Seen);
    }

    [Fact]
    public async Task A_host_that_hangs_is_asked_a_few_times_at_once_and_other_hosts_do_not_wait()
    {
        using var probes = new ProbeRunner(new ProbeLimits(InFlight: 100, Prompt: 50, PerHost: 2, SlowAfter: TimeSpan.FromSeconds(1)), _time);
        var (sick, well) = (new ScriptedCheck { ItsHost = "sick:80" }, new ScriptedCheck { ItsHost = "well:80" });
        var first = sick.Hangs();
        sick.Hangs();
        var hanging = Take(probes, sick);
        _ = Take(probes, sick);
        var third = Take(probes, sick);
        Assert.Equal((TimeSpan.Zero, 2), ((await Take(probes, well)).Waited, sick.Probes));
        first.SetResult(Some.Good);
        await hanging;
        Assert.Equal(Some.Good, (await third).Seen);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_no_place_taken()
    {
        var hanging = new[] { Hang(), Hang() };
        using var stop = new CancellationTokenSource();
        var waiting = _probes.AttemptAsync(Definition(), new ProbeContext(Some.Name), wasSlow: false, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        foreach (var (attempt, end) in hanging)
        {
            end.SetResult(Some.Good);
            await attempt;
        }

        Hang();
        Assert.Equal(Some.Good, (await Probe()).Seen); // two places again, one of them taken
    }

    private (Task<Attempt> Attempt, TaskCompletionSource<Observation> End) Hang(bool wasSlow = false)
    {
        var end = _type.Hangs();
        return (Probe(wasSlow), end);
    }

    private Task<Attempt> Probe(bool wasSlow = false) =>
        _probes.AttemptAsync(Definition(), new ProbeContext(Some.Name), wasSlow, TestContext.Current.CancellationToken);

    private CheckDefinition Definition() => Some.Definition(_type) with { Timeout = TimeSpan.FromHours(1) };

    private static Task<Attempt> Take(ProbeRunner probes, ScriptedCheck type) => probes.AttemptAsync(
        Some.Definition(type) with { Timeout = TimeSpan.FromHours(1) }, new ProbeContext(Some.Name), wasSlow: false, TestContext.Current.CancellationToken);
}
