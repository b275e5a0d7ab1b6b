using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

public sealed class RoundClockTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly JumpingTime _time = new();

    private RoundClock Clock(string name = "db-health", TimeSpan? spread = null) =>
        new(CheckName.Of(name), Interval, spread ?? Interval, _time);

    [Fact]
    public void First_rounds_are_spread_evenly_over_the_span()
    {
        var tenths = Enumerable.Range(0, 1000)
            .Select(i => Clock($"check-{i}").First())
            .GroupBy(wait => (int)(wait / (Interval / 10)))
            .ToDictionary(tenth => tenth.Key, tenth => tenth.Count());

        Assert.Equal(Enumerable.Range(0, 10), tenths.Keys.Order());
        Assert.All(tenths.Values, count => Assert.InRange(count, 60, 140));
    }

    [Fact]
    public void A_name_has_the_same_phase_always() => Assert.Equal(Clock().First(), Clock().First());

    [Fact]
    public void With_few_checks_the_first_round_comes_at_once() =>
        Assert.InRange(Clock(spread: TimeSpan.FromMilliseconds(80)).First(), TimeSpan.Zero, TimeSpan.FromMilliseconds(80));

    [Fact]
    public void The_spread_is_never_longer_than_the_interval() =>
        Assert.InRange(Clock(spread: TimeSpan.FromHours(1)).First(), TimeSpan.Zero, Interval);

    [Fact]
    public void Rounds_are_due_from_start_to_start_however_late_they_are()
    {
        var clock = Clock();
        var first = clock.First();
        _time.Advance(first);
        var due = first;
        for (var round = 0; round < 1000; round++)
        {
            var late = TimeSpan.FromMilliseconds(round * 37 % 500);
            _time.Advance(late);
            var tick = clock.Tick();
            Assert.Equal(new RoundClock.RoundTick(Skip: false, late, Interval - late), tick);
            _time.Advance(tick.Wait);
            due += Interval;
        }

        Assert.Equal(due, _time.GetUtcNow() - _time.Start);
    }

    [Fact]
    public void A_freeze_of_many_intervals_costs_one_skip_and_no_burst()
    {
        var clock = Clock();
        _time.Advance(clock.First());
        _time.Advance(clock.Tick().Wait);
        _time.Advance(TimeSpan.FromMinutes(10));

        var thaw = clock.Tick();
        Assert.True(thaw.Skip);
        Assert.Equal(TimeSpan.FromMinutes(10), thaw.Late);
        Assert.InRange(thaw.Wait, TimeSpan.Zero, Interval);
        _time.Advance(thaw.Wait);
        Assert.Equal(new RoundClock.RoundTick(Skip: false, TimeSpan.Zero, Interval), clock.Tick());
    }

    [Fact]
    public void After_a_freeze_checks_come_back_spread_over_the_interval()
    {
        var clocks = Enumerable.Range(0, 500).Select(i => Clock($"check-{i}", TimeSpan.Zero)).ToArray();
        foreach (var clock in clocks)
            clock.First();
        _time.Advance(TimeSpan.FromMinutes(10));

        var tenths = clocks.Select(clock => clock.Tick().Wait).GroupBy(wait => (int)(wait / (Interval / 10))).ToArray();

        Assert.Equal(10, tenths.Length);
        Assert.All(tenths, tenth => Assert.InRange(tenth.Count(), 25, 80));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-4)]
    [InlineData(24)]
    public void The_wall_clock_may_jump_without_moving_a_round(int hours)
    {
        var clock = Clock();
        _time.Advance(clock.First());
        var wait = clock.Tick().Wait;
        _time.Jump = TimeSpan.FromHours(hours);
        Assert.Equal(_time.GetUtcNow() + wait, clock.NextDueAt(_time.GetUtcNow()));

        _time.Advance(wait);
        Assert.Equal(new RoundClock.RoundTick(Skip: false, TimeSpan.Zero, Interval), clock.Tick());
    }

    [Fact]
    public void A_shorter_interval_comes_into_force_within_a_second()
    {
        var clock = Clock();
        _time.Advance(clock.First());
        clock.Tick();

        Assert.InRange(clock.Change(TimeSpan.FromSeconds(5)), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void In_a_hurry_rounds_follow_faster_and_afterwards_come_back_to_their_phase()
    {
        var run = new ClockRun(Clock(), _time);
        var regular = run.For(Interval)[0];
        run.For(Interval / 2);
        _time.Advance(TimeSpan.FromSeconds(1)); // the round takes a second to fail
        var hurried = run.Hurry(TimeSpan.FromSeconds(7)).For(TimeSpan.FromSeconds(30));
        Assert.All(hurried.Zip(hurried.Skip(1)), pair => Assert.Equal(TimeSpan.FromSeconds(7), pair.Item2 - pair.Item1));
        Assert.InRange(hurried.Count, 4, 5);

        var calm = run.Hurry(null).For(3 * Interval);
        Assert.Equal(3, calm.Count);
        Assert.All(calm, round => Assert.Equal(0, (round - regular).Ticks % Interval.Ticks));
    }

    [Fact]
    public void A_round_that_lasts_longer_than_the_hurry_is_not_made_up_for()
    {
        var run = new ClockRun(Clock(spread: TimeSpan.Zero), _time);
        run.For(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(12));
        Assert.InRange(run.Hurry(TimeSpan.FromSeconds(5)).For(TimeSpan.FromSeconds(10)).Count, 2, 2);
    }

    [Fact]
    public void A_freeze_in_a_hurry_costs_one_skip_and_no_burst()
    {
        var run = new ClockRun(Clock(spread: TimeSpan.Zero), _time);
        run.For(Interval);
        run.Hurry(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.InRange(run.For(TimeSpan.FromSeconds(10)).Count, 1, 2);
    }

    [Fact]
    public void A_round_out_of_turn_leaves_the_phase_where_it_is()
    {
        var run = new ClockRun(Clock(spread: TimeSpan.Zero), _time);
        Assert.Single(run.For(TimeSpan.Zero));
        Assert.Equal([Some.T0.AddSeconds(10), Some.T0.AddSeconds(30), Some.T0.AddSeconds(60)], run.Sooner(TimeSpan.FromSeconds(10)).For(2 * Interval));
    }

    [Fact]
    public void A_longer_interval_leaves_the_next_round_where_it_is()
    {
        var clock = Clock();
        _time.Advance(clock.First());
        clock.Tick();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(20), clock.Change(TimeSpan.FromMinutes(5)));
    }
}
