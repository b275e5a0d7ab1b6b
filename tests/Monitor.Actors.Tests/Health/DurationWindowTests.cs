using Monitor.Actors.Checks;
using Monitor.Actors.Health;

namespace Monitor.Actors.Tests.Health;

public sealed class DurationWindowTests
{
    private readonly DurationWindow _window = new();

    [Fact]
    public void Percentiles_are_at_most_a_fifth_too_high_and_the_maximum_is_exact()
    {
        foreach (var ms in Enumerable.Range(1, 1000))
            _window.Record(ms / 1000.0);
        _window.Turn();
        var all = _window.Over(60);
        Assert.Equal((1000, 1.0), (all.Count, all.Max));
        Assert.InRange(all.P50, 0.5, 0.6);
        Assert.InRange(all.P99, 0.99, 1.0);
    }

    [Fact]
    public void What_is_older_than_asked_for_does_not_count()
    {
        _window.Record(9);
        _window.Turn();
        _window.Record(0.5);
        _window.Turn();
        Assert.Equal(0.5, _window.Over(1).Max);
        Assert.Equal(9, _window.Over(2).Max);
        for (var second = 0; second < DurationWindow.Seconds; second++)
            _window.Turn();
        Assert.Equal(DurationSummary.None, _window.Over(DurationWindow.Seconds));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e9)]
    public void Nothing_is_too_short_or_too_long(double seconds)
    {
        _window.Record(seconds);
        _window.Turn();
        Assert.Equal((1, seconds), (_window.Over(1).Count, _window.Over(1).Max));
    }

    [Fact]
    public async Task Nothing_is_lost_between_those_who_record_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
                _window.Record(i / 1000.0);
        })));
        _window.Turn();
        Assert.Equal((40_000, 9.999), (_window.Over(1).Count, _window.Over(1).Max));
    }

    /// <summary>Others may measure at the same time, so only what is certain is asserted: that ours arrives.</summary>
    [Fact]
    public void The_engines_instruments_are_heard()
    {
        using var meters = new MeterWatch();
        EngineMetrics.Lateness.Record(12_345);
        EngineMetrics.PersistDuration.Record(12_346);
        EngineMetrics.RoundsFinished.Add(3);
        EngineMetrics.DeadLetters.Add(2, new KeyValuePair<string, object?>("type", "Heard"));
        meters.Turn();
        Assert.Equal((12_345, 12_346), (meters.Lateness.Over(1).Max, meters.Persists.Over(1).Max));
        Assert.True(meters.Sum(EngineMetrics.RoundsFinished) >= 3);
        Assert.Equal(2, meters.ByTag(EngineMetrics.DeadLetters)["Heard"]);
    }

    [Fact]
    public void Beyond_fifty_types_dead_letters_are_others()
    {
        using var meters = new MeterWatch();
        var types = new DeadLetterTypes();
        for (var i = 0; i < DeadLetterTypes.Most + 5; i++)
            types.Count($"Many{i}");
        types.Count("Many0");
        var counted = meters.ByTag(EngineMetrics.DeadLetters);
        Assert.Equal(DeadLetterTypes.Most, counted.Count(one => one.Key.StartsWith("Many", StringComparison.Ordinal)));
        Assert.Equal((2, true), (counted["Many0"], counted["other"] >= 5));
    }
}
