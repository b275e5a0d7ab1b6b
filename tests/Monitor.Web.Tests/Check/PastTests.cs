using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Web.Check;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Check;

public sealed class PastTests
{
    private static readonly DateTimeOffset Until = Some.Noon;
    private static readonly DateTimeOffset Since = Until.AddHours(-1);

    [Fact]
    public void Latencies_are_summed_up_per_stretch_and_gaps_stay_gaps()
    {
        ResultRow[] rows = [.. Enumerable.Range(1, 20).Select(i => Some.Row(latency: i * 10, at: Since.AddMinutes(1))), Some.Row(latency: null, at: Until.AddMinutes(-1))];
        Assert.Equal(
            [new LatencyPoint(Since, 100, 190), new LatencyPoint(Since.AddMinutes(20), null, null), new LatencyPoint(Since.AddMinutes(40), null, null)],
            PastBuckets.Latency(rows, Since, Until, 3));
    }

    [Fact]
    public void A_slot_shows_the_worst_that_happened_in_it() => Assert.Equal(
        [CheckStatus.Fail, null, CheckStatus.Ok],
        PastBuckets.Worst(
            [Some.Row(at: Since), Some.Row(kind: ResultKind.Fail, at: Since), Some.Row(kind: ResultKind.Warn, at: Since), Some.Row(at: Until.AddSeconds(-1)), Some.Row(at: Until)],
            Since, Until, 3));

    [Fact]
    public void What_was_not_observed_counts_neither_way()
    {
        Assert.Equal(0.75, PastBuckets.Uptime([Some.Row(), Some.Row(kind: ResultKind.Warn), Some.Row(kind: ResultKind.Fail), Some.Row(), Some.Row(kind: ResultKind.Unknown)]));
        Assert.Null(PastBuckets.Uptime([Some.Row(kind: ResultKind.Unknown)]));
    }

    [Fact]
    public void The_band_has_a_sentence()
    {
        ImmutableArray<CheckStatus?> slots = [CheckStatus.Ok, null, CheckStatus.Fail, CheckStatus.Ok];
        Assert.Equal("Worst result in each 10 minutes of the last 24 hours: FAIL in 1, OK in 2 of 3 with results.", BandLook.Sentence(slots));
        Assert.Equal("M0 9h5v18h-5zM18 9h5v18h-5z", BandLook.Path(slots, CheckStatus.Ok));
        Assert.Equal("No results in the last 24 hours.", BandLook.Sentence([null, null]));
    }
}
