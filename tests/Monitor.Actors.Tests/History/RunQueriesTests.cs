using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Tests.Shared;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

public abstract class RunQueriesTests(Func<Task<HistoryHouse>> build) : HistoryTest(build)
{
    private static readonly RunRecord Running = new("job_1", Noon, RunOutcome.Running, RunSource.Polled);

    private static readonly RunRecord Done = Running with
    {
        Outcome = RunOutcome.Succeeded,
        FinishedAt = Noon.AddMinutes(3),
        Took = TimeSpan.FromMinutes(3),
        IsObserved = true,
        AtLeast = TimeSpan.FromSeconds(5),
        AtMost = TimeSpan.FromHours(1),
        ExitCode = 0,
        Output = "one\ntwo",
    };

    private Task Write(params RunRecord[] runs) => House.WriteAsync(runs.Select(run => ResultRow.Of(Api, Noon, run)));

    private async Task<IEnumerable<RunRecord>> Read(int take = 100, CheckName? check = null) =>
        await new RunQueries(House.Database).NewestAsync(check ?? Api, take, Limit);

    [Fact]
    public async Task A_run_is_one_row_however_often_it_is_written()
    {
        await Write(Running, Running);
        Assert.Equal([Running], await Read());
        await Write(Done);
        await Write(Done);
        Assert.Equal([Done], await Read());
    }

    [Fact]
    public async Task Runs_that_overlap_are_rows_of_their_own_newest_first()
    {
        var (second, third) = (Running with { Id = "job_2", StartedAt = Noon.AddMinutes(1) }, Running with { Id = "job_3", StartedAt = Noon.AddMinutes(2) });
        await Write(Running, third, second);
        Assert.Equal([third, second, Running], await Read());
        Assert.Equal([third, second], await Read(take: 2));
        Assert.Empty(await Read(check: Db));
    }

    [Fact]
    public async Task Who_was_seen_to_end_is_not_running_again_nor_ended_unseen()
    {
        await Write(Done, Running, Running with { Outcome = RunOutcome.Unknown });
        Assert.Equal([Done], await Read());
    }

    [Fact]
    public async Task Who_took_too_long_and_was_lost_took_too_long()
    {
        var late = Running with { Outcome = RunOutcome.TooLong };
        await Write(Running, late, Running with { Outcome = RunOutcome.Unknown });
        Assert.Equal([late], await Read());
    }

    [Fact]
    public async Task What_was_seen_of_the_end_first_stays_when_it_is_seen_again_after_a_restart()
    {
        await Write(Done);
        await Write(Done with { FinishedAt = Noon.AddHours(5), Took = TimeSpan.FromHours(5) });
        Assert.Equal([Done], await Read());
    }

    [Fact]
    public async Task A_run_that_ends_otherwise_after_all_has_ended_then()
    {
        var failed = Done with { Outcome = RunOutcome.Failed, FinishedAt = Noon.AddMinutes(9), Took = TimeSpan.FromMinutes(9), ExitCode = 3, Output = "no" };
        await Write(Done, failed);
        Assert.Equal([failed], await Read());
    }

    [Fact]
    public async Task Output_that_came_along_earlier_stays()
    {
        await Write(Running with { Output = "half way" }, Done with { Output = null });
        Assert.Equal(["half way"], (await Read()).Select(run => run.Output));
    }

    [Fact]
    public async Task No_text_holds_up_the_others()
    {
        await Write(Running with { Id = "a\0b", Output = "x\0\ud800" }, Done);
        Assert.Equal(2, (await Read()).Count());
    }

    [Fact]
    public async Task Results_in_the_same_batch_are_results()
    {
        await House.WriteAsync([Row(0), ResultRow.Of(Api, Noon, Running), Row(1)]);
        Assert.Equal([Row(1), Row(0)], (await House.AllAsync()).Rows);
        Assert.Equal([Running], await Read());
    }

    [Fact]
    public async Task Runs_are_kept_as_long_as_hours()
    {
        await Write(Running, Running with { Id = "job_2", StartedAt = Noon.AddDays(2) });
        await House.LiveUntilAsync(Noon.AddDays(4), new HistoryKeep(TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(3)));
        Assert.Equal(["job_2"], (await Read()).Select(run => run.Id));
    }
}

/// <inheritdoc/>
public sealed class RunQueriesOnSqliteTests() : RunQueriesTests(OnSqlite);

/// <inheritdoc/>
public sealed class RunQueriesOnPostgresTests(PostgresServer server) : RunQueriesTests(() => PostgresHouse.OpenAsync(server));
