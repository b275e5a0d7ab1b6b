using CsCheck;
using Monitor.Actors.History;

namespace Monitor.Actors.Tests.History;

/// <summary>Rollups of parts are worth as much as the rounds themselves.</summary>
public sealed class RollupProperties
{
    private static readonly Gen<(ResultKind Kind, int? LatencyMs)[]> Rounds = Gen.Select(
        Gen.Int[0, 3].Select(kind => (ResultKind)kind), Gen.Int[-200, 20_000].Select(ms => ms < 0 ? (int?)null : ms)).Array[0, 100];

    [Fact]
    public void Parts_add_up_to_the_whole_however_it_is_cut() =>
        Gen.Select(Rounds, Gen.Int[0, 100], Gen.Int[0, 100]).Sample((rounds, one, other) =>
        {
            var (first, second) = (Math.Min(Math.Min(one, other), rounds.Length), Math.Min(Math.Max(one, other), rounds.Length));
            var sum = new Rollup();
            foreach (var part in new[] { rounds[second..], rounds[..first], rounds[first..second] })
                sum.Add(Stored(Of(part)));
            Assert.Equal(Text(Of(rounds)), Text(sum));
        });

    [Fact]
    public void It_knows_what_the_rounds_know() => Rounds.Sample(rounds =>
    {
        var rollup = Of(rounds);
        int[] latencies = [.. rounds.Where(round => round.Kind != ResultKind.Unknown).Select(round => round.LatencyMs).OfType<int>()];
        Assert.All(Enum.GetValues<ResultKind>().Where(kind => kind <= ResultKind.Fail), kind => Assert.Equal(rounds.Count(round => round.Kind == kind), rollup[kind]));
        Assert.Equal(rounds.Length == 0 ? null : rounds.Max(round => round.Kind), rollup.Worst);
        var told = Latency.Of(rollup);
        Assert.Equal(latencies.Length == 0, told is null);
        if (told is not null)
            Assert.Equal((latencies.Min(), (int)Math.Round(latencies.Average()), latencies.Max()), (told.Min, told.Average, told.Max));
    });

    [Fact]
    public void Minutes_come_back_from_their_block_as_they_were() => Rounds.Sample(rounds =>
    {
        var minutes = rounds.Take(60).Select((round, minute) => (Minute: minute, Rollup: Of([round]))).ToArray();
        Assert.Equal(
            minutes.Select(minute => (minute.Minute, Text(minute.Rollup))),
            RollupBlob.ReadMinutes(RollupBlob.Of(minutes)).Select(minute => (minute.Minute, Text(minute.Rollup))));
    });

    [Fact]
    public void A_stable_hour_takes_some_tens_of_bytes()
    {
        var hour = Of([.. Enumerable.Range(0, 120).Select(i => (ResultKind.Ok, (int?)(120 + (i % 9))))]);
        Assert.InRange(RollupBlob.Of(hour).Length, 8, 40);
    }

    [Fact]
    public void A_format_of_the_future_is_not_guessed_at() => Assert.Throws<InvalidDataException>(() => RollupBlob.Read([2, 0]));

    private static Rollup Stored(Rollup rollup) => RollupBlob.Read(RollupBlob.Of(rollup));

    private static string Text(Rollup rollup) => Convert.ToHexString(RollupBlob.Of(rollup));

    private static Rollup Of((ResultKind Kind, int? LatencyMs)[] rounds)
    {
        var rollup = new Rollup();
        foreach (var (kind, latency) in rounds)
            rollup.Add(kind, latency);
        return rollup;
    }
}
