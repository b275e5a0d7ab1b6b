using Monitor.Actors.History;

namespace Monitor.Actors.Tests.History;

public sealed class SilencesTests
{
    private static readonly Paces Seventy = new([(0, 70)]);

    [Fact]
    public void A_silence_lasts_from_the_last_result_to_the_next() =>
        Assert.Equal([new Stretch(90, 200)], Find(30, [60, 90, 200, 260], Seventy));

    [Fact]
    public void Nothing_is_missing_before_the_first_result_or_where_no_pace_is_known()
    {
        Assert.Empty(Find(null, [500, 530], Seventy));
        Assert.Empty(Find(0, [500], new Paces([])));
    }

    [Fact]
    public void The_monitor_not_running_is_no_silence() =>
        Assert.Empty(Find(100, [1_000], Seventy, new Stretch(150, 960)));

    [Fact]
    public void What_is_left_beside_it_is() =>
        Assert.Equal([new Stretch(100, 300), new Stretch(800, 1_000)], Find(100, [1_000], Seventy, new Stretch(300, 500), new Stretch(550, 800)));

    [Fact]
    public void A_pace_that_changed_is_not_held_against_the_check()
    {
        var slower = new Paces([(0, 70), (200, 1_000)]);
        var faster = new Paces([(0, 1_000), (1_200, 70)]);
        Assert.Empty(Find(190, [900], slower));
        Assert.Empty(Find(300, [1_210, 1_270], faster));
        Assert.Equal([new Stretch(1_270, 1_400)], Find(1_210, [1_270, 1_400], faster));
    }

    [Fact]
    public void Between_runs_the_monitor_is_not_running()
    {
        Assert.Empty(EngineRuns.NotRunning([]));
        Assert.Empty(EngineRuns.NotRunning([(100, 130, null)]));
        Assert.Equal([new Stretch(150, long.MaxValue)], EngineRuns.NotRunning([(100, 130, 150)]));
        Assert.Equal(
            [new Stretch(150, 200), new Stretch(230, 400)],
            EngineRuns.NotRunning([(100, 130, 150), (200, 230, null), (400, 430, null)]));
    }

    private static IEnumerable<Stretch> Find(long? last, long[] rounds, Paces paces, params Stretch[] notRunning) =>
        Silences.Between(last, rounds, paces, notRunning);
}
