using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

public sealed class JobStartStories
{
    private static readonly DateTimeOffset Two = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private static readonly CheckDefinition Nightly =
        Some.Job(trigger: new JobTrigger(CronTimes.Parse("0 2 * * *")!, new Uri("http://127.0.0.1:8000/jobs/run")));

    private static CheckEvent Requested(DateTimeOffset occurrence) => new CheckEvent.JobStartRequested(Some.T0, occurrence);

    private static CheckEvent Lost =>
        new CheckEvent.JobStartSettled(Some.T0, null, "job start lost: the monitor stopped before it was answered", Lost: true);

    private static CheckEvent Settled(string? id, string? problem = null) => new CheckEvent.JobStartSettled(Some.T0, id, problem);

    [Fact]
    public void An_occurrence_starts_the_job_once() =>
        Given(Nightly).When(Some.StartJob(Two), Some.JobStarted("job_1"), Some.StartJob(Two))
            .Then(Requested(Two), Settled("job_1"));

    [Fact]
    public void An_occurrence_is_not_repeated_after_a_restart() =>
        Given(Nightly).When(Some.StartJob(Two), Some.JobStarted("job_1")).Then(Requested(Two), Settled("job_1"))
            .Restart().When(Some.StartJob(Two)).ThenNothing();

    [Fact]
    public void An_earlier_occurrence_is_not_made_up_for() =>
        Given(Nightly).When(Some.StartJob(Two), Some.JobStarted("job_1"), Some.StartJob(Two.AddDays(-1)))
            .Then(Requested(Two), Settled("job_1"));

    [Fact]
    public void The_next_occurrence_starts_it_again() =>
        Given(Nightly).When(Some.StartJob(Two), Some.JobStarted("job_1"), Some.StartJob(Two.AddDays(1)))
            .Then(Requested(Two), Settled("job_1"), Requested(Two.AddDays(1)));

    [Fact]
    public void A_start_under_way_is_not_doubled() =>
        Given(Nightly).When(Some.StartJob(Two), Some.StartJob(Two.AddDays(1))).Then(Requested(Two));

    [Fact]
    public void A_start_under_way_at_a_crash_is_lost_and_not_repeated() =>
        Given(Nightly).When(Some.StartJob(Two)).Then(Requested(Two))
            .Restart().Then(Lost)
            .When(Some.StartJob(Two)).ThenNothing();

    [Fact]
    public void A_lost_start_is_our_trouble_and_fails_nothing() =>
        Given(Nightly).When(Some.StartJob(Two)).Then(Requested(Two))
            .Restart().Then(Lost)
            .When(Some.NoRun()).Then(new CheckEvent.CameUp(Some.T0));

    [Fact]
    public void A_late_answer_changes_nothing() =>
        Given(Nightly).When(Some.StartJob(Two), Some.JobStarted("job_1"), Some.JobStarted("job_1"))
            .Then(Requested(Two), Settled("job_1"));

    [Fact]
    public void A_start_that_failed_fails_the_check_until_a_run_is_seen() =>
        Given(Nightly with { NotifyOn = [] }).When(Some.StartJob(Two), Some.JobStarted(null, "job start failed: HTTP 500"), Some.NoRun())
            .Then(Requested(Two), Settled(null, "job start failed: HTTP 500"),
                Some.WentDown(Some.Incident(2), "job start failed: HTTP 500", """{"error":"job start failed: HTTP 500"}"""))
            .When(Some.Run("job_2", "running"), Some.Run("job_2", "running"))
            .Then(new CheckEvent.RunSeen(Some.T0, "job_2"), Some.Recovered(Some.Incident(2)));

    [Fact]
    public void A_run_that_was_there_before_a_failed_start_does_not_hide_it() =>
        Given(Nightly with { NotifyOn = [] }).When(Some.Run("job_1", "succeeded"), Some.StartJob(Two), Some.JobStarted(null, "job start failed: HTTP 500"))
            .Then(new CheckEvent.RunSucceeded(Some.T0, "job_1", Some.T0), new CheckEvent.RunSeen(Some.T0, "job_1"), Some.CameUp(),
                Requested(Two), Settled(null, "job start failed: HTTP 500"))
            .When(Some.Run("job_1", "succeeded"))
            .Then(Some.WentDown(Some.Incident(3), "job start failed: HTTP 500", """{"error":"job start failed: HTTP 500"}"""));

    [Fact]
    public void When_nothing_was_observed_a_failed_start_is_not_news_of_the_target() =>
        Given(Nightly with { NotifyOn = [] }).When(Some.StartJob(Two), Some.JobStarted(null, "job start failed: HTTP 500"))
            .Then(Requested(Two), Settled(null, "job start failed: HTTP 500"))
            .When(Some.NotObserved()).ThenNothing();
}
