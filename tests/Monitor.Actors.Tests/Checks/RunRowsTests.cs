using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

public sealed class RunRowsTests
{
    private static readonly JobDeadline Expected = new() { FinishWithin = TimeSpan.FromHours(1), MinDuration = TimeSpan.FromMinutes(1) };

    private static JobMoment At(double minute, JobRun run, JobProgress? job = null) =>
        new(run, job ?? JobProgress.None, Some.T0, TimeZoneInfo.Utc, Some.T0.AddMinutes(minute));

    private static JobRun Run(string status) => new("job_1", status, Some.T0);

    private static RunRecord Of(double minute, JobRun run, JobProgress? job = null) => RunRows.Of(At(minute, run, job), Expected)!; // it has an id

    [Theory]
    [InlineData("running", 10, RunOutcome.Running)]
    [InlineData("unknown", 60, RunOutcome.TooLong)]
    [InlineData("succeeded", 10, RunOutcome.Succeeded)]
    [InlineData("succeeded", 0.5, RunOutcome.TooFast)]
    [InlineData("succeeded", 61, RunOutcome.TooLong)]
    [InlineData("failed", 0.5, RunOutcome.Failed)]
    [InlineData("failed", 70, RunOutcome.Failed)]
    public void How_it_went_follows_from_its_status_and_its_time(string status, double minute, RunOutcome outcome) =>
        Assert.Equal(outcome, Of(minute, Run(status)).Outcome);

    [Fact]
    public void What_a_run_tells_is_exact() => Assert.Equal(
        new RunRecord("job_1", Some.T0, RunOutcome.Failed, RunSource.Polled)
        {
            FinishedAt = Some.T0.AddMinutes(2),
            Took = TimeSpan.FromMinutes(2),
            AtLeast = TimeSpan.FromMinutes(1),
            AtMost = TimeSpan.FromHours(1),
            ExitCode = 3,
            Output = "no space left",
        },
        Of(10, Run("failed") with { FinishedAt = Some.T0.AddMinutes(2), ExitCode = 3, Output = "no space left" }));

    [Fact]
    public void What_it_does_not_tell_is_as_it_was_seen()
    {
        var seen = Of(10, Run("failed"));
        Assert.Equal((Some.T0.AddMinutes(10), TimeSpan.FromMinutes(10), true), (seen.FinishedAt!.Value, seen.Took!.Value, seen.IsObserved));
    }

    [Fact]
    public void A_success_ended_when_it_was_seen_first_also_after_a_restart()
    {
        var job = JobProgress.None.Succeeded(new CheckEvent.RunSucceeded(Some.T0.AddMinutes(5), "job_1", Some.T0));
        Assert.Equal(Of(5, Run("succeeded")), Of(500, Run("succeeded"), job));
    }

    [Fact]
    public void Of_a_run_that_was_over_when_it_was_seen_and_does_not_tell_nobody_knows_how_long_it_took() =>
        Assert.Null(Of(5, new JobRun("job_1", "failed", null)).Took);

    [Fact]
    public void An_end_without_a_word_how_is_an_unknown_one()
    {
        Assert.Equal(RunOutcome.Unknown, Of(5, Run("cancelled") with { FinishedAt = Some.T0 }).Outcome);
        Assert.Equal(RunOutcome.Failed, Of(5, Run("done") with { FinishedAt = Some.T0, ExitCode = 1 }).Outcome);
    }

    [Fact]
    public void Who_started_it_is_known() =>
        Assert.Equal(RunSource.Started, Of(5, Run("running"), JobProgress.None with { StartedId = "job_1" }).Source);

    [Fact]
    public void A_run_that_nobody_saw_end_is_left_when_a_newer_one_comes()
    {
        var job = JobProgress.None with { RunId = "job_0", RunStartedAt = Some.T0.AddHours(-1) };
        Assert.Equal(new RunRecord("job_0", Some.T0.AddHours(-1), RunOutcome.Unknown, RunSource.Polled), RunRows.Left(At(0, Run("running"), job), null, Expected));
        Assert.Null(RunRows.Left(At(0, Run("running"), job with { SucceededId = "job_0" }), null, Expected));
        Assert.Null(RunRows.Left(At(0, Run("running"), job with { RunId = "job_1" }), null, Expected));
        Assert.Null(RunRows.Left(At(0, Run("running")), null, Expected));
    }

    [Fact]
    public void A_run_that_was_overtaken_is_as_it_said_when_it_was_asked_for_the_last_time()
    {
        var job = JobProgress.None with { RunId = "job_0", RunStartedAt = Some.T0.AddHours(-3) };
        RunRecord Left(JobRun last) => RunRows.Left(At(0, Run("running"), job), last, Expected)!; // it was followed
        var told = Left(new JobRun("job_0", "failed", null) { FinishedAt = Some.T0.AddHours(-1), ExitCode = 3 });
        Assert.Equal((RunOutcome.Failed, Some.T0.AddHours(-1), 3), (told.Outcome, told.FinishedAt!.Value, told.ExitCode));
        Assert.Equal(RunOutcome.TooLong, Left(new JobRun("job_0", "succeeded", Some.T0.AddHours(-3)) { FinishedAt = Some.T0.AddHours(-1) }).Outcome);
        var untold = Left(new JobRun("job_0", "succeeded", Some.T0.AddHours(-3))); // it may have ended hours ago
        Assert.Equal((RunOutcome.Succeeded, true, Expected.FinishWithin), (untold.Outcome, untold.IsObserved, untold.AtMost));
        Assert.Equal(RunOutcome.Unknown, Left(new JobRun("job_0", "running", null)).Outcome);
        Assert.Equal(RunOutcome.Unknown, Left(new JobRun("job_7", "succeeded", null)).Outcome);
    }

    [Fact]
    public void A_run_that_did_not_start_is_kept_at_the_time_it_was_expected()
    {
        Assert.Equal(
            new RunRecord("schedule-2026-03-02T06:00:00Z", new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero), RunOutcome.Missed, RunSource.Polled),
            RunRows.Missed("schedule-2026-03-02T06:00:00Z", Expected, TimeZoneInfo.Utc));
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Assert.Equal(
            new DateTimeOffset(2026, 3, 2, 5, 0, 0, TimeSpan.Zero),
            RunRows.Missed("start_by-2026-03-02", Expected with { StartBy = new TimeOnly(6, 0) }, berlin)?.StartedAt);
        Assert.Null(RunRows.Missed("2026-03-02", Expected, berlin));
        Assert.Null(RunRows.Missed("finish_within-job_1", Expected, berlin));
    }
}
