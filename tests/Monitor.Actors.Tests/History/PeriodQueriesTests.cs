using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Tests.Shared;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

/// <summary>What was not as it should be in a stretch of time.</summary>
public abstract class PeriodQueriesTests(Func<Task<HistoryHouse>> build) : HistoryTest(build)
{
    private static readonly DateTimeOffset Later = Noon.AddHours(1);

    private static readonly CheckName Web = CheckName.Of("web");

    private PeriodQueries Queries => new(House.Database);

    private static HashSet<CheckName> Only(params CheckName[] checks) => [.. checks];

    private static ResultRow Run(CheckName check, int minute, RunOutcome outcome = RunOutcome.Missed) =>
        ResultRow.Of(check, Noon, new RunRecord($"run {minute}", Noon.AddMinutes(minute), outcome, RunSource.Polled));

    private async Task<string[]> Unseen(int most, params CheckName[] checks)
    {
        var found = await Queries.UnseenAsync(Only(checks), Noon, Later, most, Limit);
        return [.. found.Items.Select(one => $"{one.Check} {one.Rounds} {(one.From - Noon).TotalSeconds}-{(one.Until - Noon).TotalSeconds} {one.Reason}"), .. found.IsCut ? ["…"] : Array.Empty<string>()];
    }

    private async Task<string[]> Troubled(int most, params CheckName[] checks)
    {
        var found = await Queries.TroubledRunsAsync(Only(checks), Noon, Later, most, Limit);
        return [.. found.Items.Select(one => $"{one.Check} {one.Run.Id}"), .. found.IsCut ? ["…"] : Array.Empty<string>()];
    }

    [Fact]
    public async Task Rounds_that_saw_nothing_are_counted_of_the_selected_checks_before_the_limit()
    {
        await House.WriteAsync(
            Row(-1, ResultKind.Unknown), Row(1, ResultKind.Unknown, reason: "no network"), Row(2), Row(3, ResultKind.Unknown, reason: "no files"),
            Row(4, ResultKind.Unknown, Db), Row(5, ResultKind.Unknown, Db), Row(6, ResultKind.Unknown, Db, reason: "no route"),
            Row(7, ResultKind.Unknown, Web), Row(8, ResultKind.Fail, Web));
        Assert.Equal(["db 3 4-6 no route", "api 2 1-3 no files", "web 1 7-7 "], await Unseen(3, Api, Db, Web));
        Assert.Equal(["db 3 4-6 no route", "…"], await Unseen(1, Api, Db));
        Assert.Equal(["api 2 1-3 no files"], await Unseen(1, Api, CheckName.Of("never seen"))); // others have more
        Assert.Empty(await Unseen(1));
    }

    [Fact]
    public async Task Runs_in_trouble_are_told_of_the_selected_checks_before_the_limit()
    {
        await House.WriteAsync(
            Run(Api, -1), Run(Api, 1), Run(Api, 2, RunOutcome.Succeeded), Run(Api, 3, RunOutcome.TooFast), Run(Api, 4, RunOutcome.TooLong),
            Run(Db, 2), Run(Db, 5), Run(Db, 6), Run(Api, 60));
        Assert.Equal(["api run 1", "db run 2", "api run 3", "api run 4", "db run 5", "db run 6"], await Troubled(6, Api, Db));
        Assert.Equal(["api run 1", "api run 3", "api run 4"], await Troubled(3, Api)); // others have later ones
        Assert.Equal(["api run 3", "api run 4", "…"], await Troubled(2, Api));
        Assert.Empty(await Troubled(2));
    }
}

/// <inheritdoc/>
public sealed class PeriodQueriesOnSqliteTests() : PeriodQueriesTests(OnSqlite);

/// <inheritdoc/>
public sealed class PeriodQueriesOnPostgresTests(PostgresServer server) : PeriodQueriesTests(() => PostgresHouse.OpenAsync(server));
