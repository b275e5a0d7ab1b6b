using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.History;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

public sealed class RunLogTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(70);

    private readonly HistoryHouse _house = new();
    private readonly FakeTimeProvider _clock = new(Noon);

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Between_stop_and_start_the_monitor_was_not_running()
    {
        await _house.WriteAsync(Row(0));
        var first = Run();
        _clock.Advance(TimeSpan.FromSeconds(45));
        first.Stop();
        _clock.Advance(TimeSpan.FromMinutes(10));
        Run();

        Assert.Equal(TimeSpan.FromMinutes(10), await NotRunning());
    }

    [Fact]
    public async Task A_run_that_was_killed_ends_with_its_last_beat()
    {
        await _house.WriteAsync(Row(0));
        var killed = Run();
        _clock.Advance(RunLog.Every);
        killed.Beat();
        _clock.Advance(TimeSpan.FromMinutes(10));
        Run();

        Assert.Equal(TimeSpan.FromMinutes(10), await NotRunning());
    }

    [Fact]
    public async Task Results_after_the_last_beat_prove_that_it_ran_longer()
    {
        await _house.WriteAsync(Row(0));
        Run();
        await _house.WriteAsync(Row(20));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Run();

        Assert.Equal(TimeSpan.FromSeconds(580), await NotRunning());
    }

    [Fact]
    public async Task A_machine_that_slept_did_not_run()
    {
        await _house.WriteAsync(Row(0));
        var run = Run();
        _clock.Advance(TimeSpan.FromHours(8));
        run.Beat();

        Assert.Equal(TimeSpan.FromHours(8), await NotRunning());
    }

    [Fact]
    public async Task A_late_beat_is_not_a_new_run()
    {
        await _house.WriteAsync(Row(0));
        var run = Run();
        _clock.Advance(RunLog.Every * 3);
        run.Beat();

        Assert.Equal(TimeSpan.Zero, await NotRunning());
    }

    [Fact]
    public async Task A_database_that_was_away_at_the_start_gets_the_whole_run_later()
    {
        await _house.WriteAsync(Row(0) with { NextWithin = Longest });
        var before = Run();
        before.Stop();
        _clock.Advance(TimeSpan.FromMinutes(5));
        var run = new RunLog(_house.Database, _clock);
        using (_house.Lock())
            Assert.ThrowsAny<Exception>(run.Beat);
        _clock.Advance(RunLog.Every);
        run.Beat();

        Assert.Equal(TimeSpan.FromMinutes(5), await NotRunning());
    }

    private RunLog Run()
    {
        var run = new RunLog(_house.Database, _clock);
        run.Beat();
        return run;
    }

    private async Task<TimeSpan> NotRunning() => (await _house.Queries.UptimeAsync(Api, Noon, _clock.GetUtcNow(), Limit)).NotRunning;
}
