using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Soft states: how many rounds it takes, what does not count, and what a restart must not forget.</summary>
public sealed class ThresholdStories
{
    private static readonly CheckDefinition Patient = Check(new Patience { FailureThreshold = 3, SuccessThreshold = 2 });

    private static CheckDefinition Check(Patience patience) => Some.Definition() with { Patience = patience };

    private static CheckEvent WentDown(int first, int last) =>
        ((CheckEvent.WentDown)Some.WentDown(Some.Incident(last))) with { FailingSince = Some.T0 + (first * Cycle) };

    [Fact]
    public void Failures_below_the_threshold_are_shown_and_decide_nothing()
    {
        var story = Given(Patient).When(Some.Success()).Then(Some.CameUp()).When(Some.Failure(), Some.Failure()).ThenNothing();
        Assert.Equal(new Streak(IsFailing: true, 2, 3, Some.T0 + Cycle), story.Streak);
        Assert.Equal(CheckStatus.Ok, story.State.Status);
    }

    [Fact]
    public void The_last_failure_that_was_needed_opens_the_incident_since_the_first() =>
        Given(Patient).When(Some.Failure(), Some.Failure()).ThenNothing()
            .When(Some.Failure()).Then(WentDown(0, 2), Some.FirstFailAlert(Some.Incident(2)))
            .When(Some.Failure()).ThenNothing();

    [Fact]
    public void A_good_round_begins_the_count_anew_and_so_does_a_slow_one() =>
        Given(Patient with { WarnAbove = TimeSpan.FromSeconds(1) }).When(Some.Success()).Then(Some.CameUp())
            .When(Some.Failure(), Some.Failure(), Some.Success(), Some.Failure(), Some.Failure()).ThenNothing()
            .When(Some.Success(1500)).Then(Some.Degraded("answered in 1500 ms, limit 1000 ms"))
            .When(Some.Failure(), Some.Failure()).ThenNothing();

    [Fact]
    public void A_round_that_observed_nothing_neither_counts_nor_begins_anew() =>
        Given(Patient).When(Some.Failure(), Some.NotObserved(), Some.Failure(), Some.NotObserved()).ThenNothing()
            .When(Some.Failure()).Then(WentDown(0, 4), Some.FirstFailAlert(Some.Incident(4)));

    [Fact]
    public void Good_rounds_below_the_threshold_leave_the_incident_open()
    {
        var story = Given(Check(new Patience { SuccessThreshold = 2 })).When(Some.Failure()).Then(Some.WentDown(), Some.FirstFailAlert())
            .When(Some.Success()).ThenNothing();
        Assert.Equal(new Streak(IsFailing: false, 1, 2, Some.T0 + Cycle), story.Streak);
        story.When(Some.Failure(), Some.Success()).ThenNothing()
            .When(Some.Success()).Then(Some.Recovered(), Some.RecoveredAlert());
        Assert.Null(story.Streak);
    }

    [Fact]
    public void No_remedy_runs_while_it_fails_softly() =>
        Given(Patient.With(Some.Remedy())).When(Some.Failure(), Some.Failure()).ThenNothing()
            .When(Some.Failure()).Then(WentDown(0, 2), Some.FirstFailAlert(Some.Incident(2)), Some.RemedyRequested(2, Some.Incident(2)));

    [Fact]
    public void A_missed_deadline_is_a_fact_and_needs_one_round() =>
        Assert.Contains(
            Given(Some.Job(new TimeOnly(6, 0)) with { Patience = Patient.Patience }).When(Some.NoRun()).Journal,
            happened => happened is CheckEvent.DeadlineMissed);

    [Fact]
    public void A_run_that_is_seen_in_a_soft_round_is_remembered()
    {
        var story = Given(Some.Job(new TimeOnly(23, 0)) with { Patience = Patient.Patience }).When(Some.Run("job_1", "failed"));
        Assert.IsType<CheckEvent.RunSeen>(story.Journal[^1]);
        Assert.Equal("job_1", story.State.Job.RunId);
    }

    [Fact]
    public void A_restart_forgets_no_failure_that_counted() =>
        Given(Patient).When(Some.Success(), Some.Failure(), Some.Failure()).Then(Some.CameUp())
            .Restart().When(Some.Failure()).Then(WentDown(1, 3), Some.FirstFailAlert(Some.Incident(3)));

    [Fact]
    public void Nor_a_good_round() =>
        Given(Check(new Patience { SuccessThreshold = 2 })).When(Some.Failure(), Some.Success()).Then(Some.WentDown(), Some.FirstFailAlert())
            .Restart().When(Some.Success()).Then(Some.Recovered(), Some.RecoveredAlert());

    [Fact]
    public void Under_a_changed_definition_the_count_begins_anew() =>
        Given(Patient).When(Some.Failure(), Some.Failure()).ThenNothing()
            .Redefined(Patient with { Fingerprint = "f2" }).When(Some.Define()).Then(new CheckEvent.Defined(Some.T0, "checks.yaml:14", Patient.Yaml, "f2"))
            .When(Some.Failure(), Some.Failure()).ThenNothing()
            .Restart().When(Some.Failure()).Then(WentDown(3, 5), Some.FirstFailAlert(Some.Incident(5)));

    [Fact]
    public void Failures_of_the_start_period_do_not_count()
    {
        var story = Given(Check(new Patience { StartPeriod = 3 * Cycle })).When(Some.Failure(), Some.Failure(), Some.Failure()).ThenNothing();
        Assert.Equal(new Streak(IsFailing: true, 0, 1, Some.T0, Some.T0 + (3 * Cycle)), story.Streak);
        story.When(Some.Failure()).Then(WentDown(0, 3), Some.FirstFailAlert(Some.Incident(3)));
    }

    [Fact]
    public void The_start_period_ends_with_the_first_good_round() =>
        Given(Check(new Patience { StartPeriod = TimeSpan.FromHours(1) })).When(Some.Failure(), Some.Success()).Then(Some.CameUp())
            .When(Some.Failure()).Then(Some.WentDown(Some.Incident(2)), Some.FirstFailAlert(Some.Incident(2)));

    [Fact]
    public void The_start_period_survives_a_restart_and_so_does_its_end()
    {
        var check = Check(new Patience { StartPeriod = TimeSpan.FromHours(1) });
        Given(check).When(Some.Failure()).Restart().When(Some.Failure()).ThenNothing();
        Given(check).When(Some.Success()).Then(Some.CameUp())
            .Redefined(check with { Fingerprint = "f2" }).When(Some.Define(), Some.Failure())
            .Then(new CheckEvent.Defined(Some.T0, "checks.yaml:14", check.Yaml, "f2"))
            .When(Some.Success()).ThenNothing()
            .Restart().When(Some.Failure()).Then(Some.WentDown(Some.Incident(4)), Some.FirstFailAlert(Some.Incident(4)));
    }

    [Fact]
    public void An_open_incident_recovers_in_the_start_period_of_a_changed_definition() =>
        Given(Some.Definition()).When(Some.Failure()).Then(Some.WentDown(), Some.FirstFailAlert())
            .Redefined(Check(new Patience { StartPeriod = TimeSpan.FromHours(1) }) with { Fingerprint = "f2" }).When(Some.Define())
            .Then(new CheckEvent.Defined(Some.T0, "checks.yaml:14", Patient.Yaml, "f2"))
            .When(Some.Failure()).ThenNothing()
            .When(Some.Success()).Then(Some.Recovered(), Some.RecoveredAlert());

    [Fact]
    public void With_the_clock_set_back_behind_the_definition_nothing_waits_for_the_future() =>
        Given(Check(new Patience { StartPeriod = TimeSpan.FromHours(1) })).At(Some.T0.AddDays(-1))
            .When(Some.Failure()).Then(Some.WentDown(Some.Incident(Some.T0.AddDays(-1))), Some.FirstFailAlert(Some.Incident(Some.T0.AddDays(-1))));

    /// <summary>R-13: targets that come up after the monitor did.</summary>
    [Fact]
    public void After_the_start_of_the_monitor_nothing_changes_until_the_grace_is_over()
    {
        var check = Check(new Patience { StartupGrace = TimeSpan.FromSeconds(90) });
        Given(check).When(Some.Success()).Then(Some.CameUp())
            .Restart().Grace(TimeSpan.FromSeconds(60)).When(Some.Failure(), Some.Failure()).ThenNothing()
            .Grace(TimeSpan.Zero).When(Some.Success()).ThenNothing();
        Given(check).When(Some.Failure()).Then(Some.WentDown(), Some.FirstFailAlert())
            .Restart().Grace(TimeSpan.FromSeconds(60)).When(Some.Success(), Some.Success()).ThenNothing()
            .Grace(TimeSpan.Zero).When(Some.Success()).Then(Some.Recovered(), Some.RecoveredAlert());
        Given(check).When(Some.Success()).Then(Some.CameUp())
            .Restart().Grace(TimeSpan.FromSeconds(60)).When(Some.Failure()).ThenNothing()
            .Grace(TimeSpan.Zero).When(Some.Failure()).Then(WentDown(1, 2), Some.FirstFailAlert(Some.Incident(2)));
    }

    [Fact]
    public void The_event_log_says_for_how_long_it_had_been_failing() =>
        Assert.Equal("Went down after 60s of failing: HTTP 503, expected 200", EventText.Of(WentDown(0, 2) with { At = Some.T0 + (2 * Cycle) }));

    [Fact]
    public void What_was_stored_before_thresholds_still_reads() => Assert.Equal(
        new CheckEvent.WentDown(Some.T0, "a/1", "refused"),
        EventJson.Read("""{"at":"2026-03-02T09:00:00+00:00","incident":"a/1","reason":"refused"}"""u8, "down"));
}
