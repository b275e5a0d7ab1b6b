using Monitor.Actors.Checks.Pings;
using Monitor.Actors.History;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Checks.Pings.PingStory;

namespace Monitor.Actors.Tests.Checks.Pings;

public sealed class PingRunsTests
{
    private const string Nine = "2026-03-02T09:00:00.000Z";

    private static readonly Guid One = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Two = new("00000000-0000-0000-0000-000000000002");
    private static readonly PingRules Rules = Every(60, finishWithin: 30) with { MinDuration = TimeSpan.FromMinutes(2) };

    private PingProgress _progress = PingProgress.None;

    private static DateTimeOffset At(double minute) => Some.T0.AddMinutes(minute);

    private static RunRecord Run(string id, double minute, RunOutcome outcome = RunOutcome.Running) => new(id, At(minute), outcome, RunSource.Pushed);

    private RunRecord[] Ping(double minute, PingKind kind = PingKind.Success, Guid? run = null, int? exit = null, string? output = null, double? took = null)
    {
        var ping = new Ping(kind, At(minute), run, output, took is { } minutes ? TimeSpan.FromMinutes(minutes) : null, exit, output);
        var before = _progress;
        _progress = before.After(ping, Rules);
        var runs = PingRuns.Of(before, ping, _progress, Rules).ToArray();
        Assert.All(runs, run => Assert.Equal((Rules.MinDuration, Rules.FinishWithin), (run.AtLeast, run.AtMost)));
        return [.. runs.Select(run => run with { AtLeast = null, AtMost = null })];
    }

    [Fact]
    public void A_run_is_known_from_its_start_to_its_end()
    {
        Assert.Equal([Run(Nine, 0)], Ping(0, PingKind.Start));
        Assert.Equal([Run(Nine, 0) with { Output = "half way" }], Ping(2, PingKind.Log, output: "half way"));
        Assert.Equal(
            [Run(Nine, 0, RunOutcome.Succeeded) with { FinishedAt = At(5), Took = TimeSpan.FromMinutes(5), ExitCode = 0, Output = "done" }],
            Ping(5, exit: 0, output: "done"));
    }

    [Theory]
    [InlineData(1, PingKind.Success, RunOutcome.TooFast)]
    [InlineData(40, PingKind.Success, RunOutcome.TooLong)]
    [InlineData(1, PingKind.Fail, RunOutcome.Failed)]
    public void How_it_went_follows_from_its_end_and_its_time(double minute, PingKind kind, RunOutcome outcome)
    {
        Ping(0, PingKind.Start);
        Assert.Equal([outcome], Ping(minute, kind).Select(run => run.Outcome));
    }

    [Fact]
    public void Runs_that_overlap_are_told_apart_by_their_ids()
    {
        Ping(0, PingKind.Start, One);
        Assert.Equal([Run($"{Two}", 1)], Ping(1, PingKind.Start, Two));
        Assert.Equal([Run($"{One}", 0, RunOutcome.Failed) with { FinishedAt = At(3), Took = TimeSpan.FromMinutes(3), ExitCode = 3 }], Ping(3, PingKind.Fail, One, exit: 3));
        Assert.Equal([$"{Two}"], Ping(4, run: Two).Select(run => run.Id));
    }

    [Fact]
    public void A_bare_ping_is_no_run()
    {
        Assert.Empty(Ping(0));
        Assert.Empty(Ping(1, took: 3));
        Assert.Empty(Ping(2, PingKind.Fail));
        Assert.Empty(Ping(3, PingKind.Log, One));
    }

    [Fact]
    public void An_exit_status_or_an_id_makes_one_also_without_a_start()
    {
        Assert.Equal([Run(Nine, 0, RunOutcome.Succeeded) with { FinishedAt = At(3), Took = TimeSpan.FromMinutes(3), ExitCode = 0 }], Ping(3, exit: 0, took: 3));
        Assert.Equal([Run($"{One}", 9, RunOutcome.Failed) with { FinishedAt = At(9) }], Ping(9, PingKind.Fail, One));
    }

    [Fact]
    public void Where_the_next_begins_before_the_end_was_told_nobody_knows_how_it_ended()
    {
        Ping(0, PingKind.Start);
        Assert.Equal([Run(Nine, 0, RunOutcome.Unknown), Run("2026-03-02T09:10:00.000Z", 10)], Ping(10, PingKind.Start));
    }

    [Fact]
    public void A_run_over_its_limit_is_forgotten_as_one_that_took_too_long()
    {
        Ping(0, PingKind.Start, One);
        Ping(20, PingKind.Start, Two);
        Assert.Equal([($"{One}", RunOutcome.TooLong), ($"{Two}", RunOutcome.Succeeded)], Ping(31, run: Two).Select(run => (run.Id, run.Outcome)));
    }

    private static RunRecord[] Missing(PingRules rules, PingProgress before, double minute)
    {
        var watch = new PingWatch(rules, TimeZoneInfo.Utc, before, At(-60));
        return [.. PingRuns.Missing(before, watch.Look(At(minute), At(-60), isDown: true).Next, At(-60), At(minute))];
    }

    [Fact]
    public void A_run_that_does_not_end_is_one_that_takes_too_long()
    {
        Ping(0, PingKind.Start, One);
        Assert.Equal([Run($"{One}", 0, RunOutcome.TooLong)], Missing(Rules, _progress, 30));
        Assert.Empty(Missing(Rules, _progress, 29));
        Assert.Empty(Missing(Rules, _progress with { Missing = true }, 31));
    }

    [Fact]
    public void A_run_that_does_not_come_when_it_should_is_missed()
    {
        var succeeded = PingProgress.None with { SucceededAt = At(-30) };
        Assert.Equal([Run("schedule-2026-03-02T09:30:00Z", 30, RunOutcome.Missed)], Missing(By("30 9 * * *"), succeeded, 35));
        Assert.Empty(Missing(Every(60), succeeded, 35)); // what pings every hour may be no job at all
    }
}
