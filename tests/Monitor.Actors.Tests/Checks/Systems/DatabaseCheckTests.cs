using System.Diagnostics;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Checks.Systems.Support;

namespace Monitor.Actors.Tests.Checks.Systems;

/// <summary>What a database check says of a server that is really there; the same for each system.</summary>
public abstract class DatabaseCheckTests : IAsyncLifetime
{
    protected SystemsBench Bench { get; } = new();

    /// <summary>All keys of a check that logs in, without the braces.</summary>
    protected abstract string Keys { get; }

    protected abstract string NoSuchDatabase { get; }

    protected abstract string WrongPassword { get; }

    protected abstract string NoSuchTable { get; }

    protected abstract string MayNotWrite { get; }

    protected abstract string Sleep { get; }

    protected virtual string RightPassword => TestServer.Password;

    public abstract ValueTask InitializeAsync();

    public virtual ValueTask DisposeAsync()
    {
        Bench.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>How many queries with this word in them run on the server.</summary>
    protected abstract Task<long> RunningAsync(string word);

    protected Task<Observation> Probe(string more = "", string? password = null, TimeSpan? timeout = null) =>
        Bench.ProbeAsync(more.Length > 0 ? $"{Keys}, {more}" : Keys, password ?? RightPassword, timeout);

    protected static void Is(ObservationKind kind, string? reason, string? details, Observation seen) =>
        Assert.Equal((kind, reason, details), (seen.Kind, seen.Reason, seen.Details));

    [Fact]
    public async Task Logging_in_is_enough() => Is(ObservationKind.Passed, null, null, await Probe());

    [Fact]
    public async Task A_value_as_expected_passes() =>
        Is(ObservationKind.Passed, null, """{"value":42}""", await Probe("query: SELECT 42, expect: { gt: 41, lt: 50 }"));

    [Fact]
    public async Task Without_rules_any_value_will_do() =>
        Is(ObservationKind.Passed, null, """{"value":"a"}""", await Probe("query: \"SELECT 'a', 2\""));

    [Fact]
    public async Task Another_value_fails_or_warns()
    {
        var failed = await Probe("query: SELECT 42, expect: [{ lt: 10 }, { lt: 5, severity: warn }]");
        Is(ObservationKind.Failed, "value !< 10 (got 42); value !< 5 (got 42)", """{"value":42,"error":"value !< 10 (got 42); value !< 5 (got 42)"}""", failed);
        Assert.Equal(ObservationKind.Warned, (await Probe("query: SELECT 42, expect: [{ lt: 50 }, { lt: 5, severity: warn }]")).Kind);
    }

    [Fact]
    public async Task No_row_is_no_value()
    {
        Is(ObservationKind.Failed, "value not found", """{"value":null,"error":"value not found"}""", await Probe("query: SELECT 1 WHERE 1 = 0, expect: { exists: true }"));
        Assert.Equal(ObservationKind.Passed, (await Probe("query: SELECT 1 WHERE 1 = 0, expect: { exists: false }")).Kind);
    }

    [Fact]
    public async Task A_null_is_a_value() =>
        Is(ObservationKind.Passed, null, """{"value":null}""", await Probe("query: SELECT NULL, expect: { equals: null }"));

    [Fact]
    public async Task A_wrong_password_fails_and_is_not_told()
    {
        var seen = await Probe(password: "wr0ng-and-secret");
        Assert.Equal((ObservationKind.Failed, WrongPassword), (seen.Kind, seen.Reason));
        Assert.DoesNotContain("secret", seen.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_fails()
    {
        var seen = await Bench.ProbeAsync(Keys.Replace("database: ", "database: not_", StringComparison.Ordinal), RightPassword);
        Assert.Equal((ObservationKind.Failed, NoSuchDatabase), (seen.Kind, seen.Reason));
    }

    [Fact]
    public async Task A_query_that_cannot_run_fails()
    {
        var seen = await Probe("query: SELECT count(*) FROM nowhere");
        Assert.Equal((ObservationKind.Failed, NoSuchTable), (seen.Kind, seen.Reason));
    }

    [Fact]
    public async Task A_query_changes_nothing()
    {
        var seen = await Probe("query: 'CREATE TABLE written (it int)'");
        Assert.Equal((ObservationKind.Failed, MayNotWrite), (seen.Kind, seen.Reason));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_query_that_takes_too_long_is_given_up_by_both_sides()
    {
        var watch = Stopwatch.StartNew();
        var seen = await Probe($"query: \"{Sleep}\"", timeout: TimeSpan.FromSeconds(1));
        Assert.Equal((ObservationKind.Error, "timeout after 1.0 s in query"), (seen.Kind, seen.Reason));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "the query was waited for");
        while (await RunningAsync("'waits'") > 0)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "the server has not given up");
    }

    [Fact(Timeout = 120_000)]
    public async Task Many_probes_leave_no_connection()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Probe("query: SELECT 1")));
        while (await RunningAsync("") > 0)
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }
}
