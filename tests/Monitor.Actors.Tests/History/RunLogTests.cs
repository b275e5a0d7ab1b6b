using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.History;
using Monitor.Tests.Shared;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

public abstract class RunLogTests(Func<Task<HistoryHouse>> build) : HistoryTest(build)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(70);

    private readonly FakeTimeProvider _clock = new(Noon);

    [Fact]
    public async Task Between_stop_and_start_the_monitor_was_not_running()
    {
        await House.WriteAsync(Row(0));
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
        await House.WriteAsync(Row(0));
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
        await House.WriteAsync(Row(0));
        Run();
        await House.WriteAsync(Row(20));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Run();

        Assert.Equal(TimeSpan.FromSeconds(580), await NotRunning());
    }

    [Fact]
    public async Task A_machine_that_slept_did_not_run()
    {
        await House.WriteAsync(Row(0));
        var run = Run();
        _clock.Advance(TimeSpan.FromHours(8));
        run.Beat();

        Assert.Equal(TimeSpan.FromHours(8), await NotRunning());
    }

    [Fact]
    public async Task A_late_beat_is_not_a_new_run()
    {
        await House.WriteAsync(Row(0));
        var run = Run();
        _clock.Advance(RunLog.Every * 3);
        run.Beat();

        Assert.Equal(TimeSpan.Zero, await NotRunning());
    }

    [Fact]
    public async Task A_database_that_was_away_at_the_start_gets_the_whole_run_later()
    {
        await House.WriteAsync(Row(0) with { NextWithin = Longest });
        var before = Run();
        before.Stop();
        _clock.Advance(TimeSpan.FromMinutes(5));
        var run = new RunLog(House.Database, _clock);
        House.Execute("ALTER TABLE engine_runs RENAME TO away").Dispose();
        Assert.ThrowsAny<Exception>(run.Beat);
        House.Execute("ALTER TABLE away RENAME TO engine_runs").Dispose();
        _clock.Advance(RunLog.Every);
        run.Beat();

        Assert.Equal(TimeSpan.FromMinutes(5), await NotRunning());
    }

    private RunLog Run()
    {
        var run = new RunLog(House.Database, _clock);
        run.Beat();
        return run;
    }

    private async Task<TimeSpan> NotRunning() => (await House.Queries.UptimeAsync(Api, Noon, _clock.GetUtcNow(), Limit)).NotRunning;
}

/// <inheritdoc/>
public sealed class RunLogOnSqliteTests() : RunLogTests(OnSqlite);

/// <inheritdoc/>
public sealed class RunLogOnPostgresTests(PostgresServer server) : RunLogTests(() => PostgresHouse.OpenAsync(server));
