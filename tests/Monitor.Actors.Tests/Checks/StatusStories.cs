using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

public sealed class StatusStories
{
    private static readonly CheckDefinition Limited = Some.Definition() with
    {
        WarnAbove = TimeSpan.FromMilliseconds(1000),
        FailAbove = TimeSpan.FromMilliseconds(3000),
    };

    [Fact]
    public void A_first_failure_ever_is_a_transition_and_alerts() =>
        Given(Some.Definition()).When(Some.Failure()).Then(Some.WentDown(), Some.FirstFailAlert());

    [Fact]
    public void A_first_success_ever_is_silent() =>
        Given(Some.Definition()).When(Some.Success()).Then(Some.CameUp());

    [Fact]
    public void One_more_success_changes_nothing() =>
        Given(Some.Definition()).When(Some.Success()).Then(Some.CameUp()).When(Some.Success(), Some.Success()).ThenNothing();

    [Fact]
    public void Second_failure_in_a_row_raises_no_new_alert() =>
        Given(Some.Definition()).When(Some.Failure(), Some.Failure()).Then(Some.WentDown(), Some.FirstFailAlert());

    [Fact]
    public void A_recovery_is_told_where_the_failure_was() =>
        Given(Some.Definition()).When(Some.Failure(), Some.Success())
            .Then(Some.WentDown(), Some.FirstFailAlert(), Some.Recovered(), Some.RecoveredAlert());

    [Fact]
    public void Each_incident_has_a_name_of_its_own() =>
        Given(Some.Definition()).When(Some.Failure(), Some.Success(), Some.Failure()).Then(
            Some.WentDown(), Some.FirstFailAlert(), Some.Recovered(), Some.RecoveredAlert(),
            Some.WentDown(Some.Incident(2)), Some.FirstFailAlert(Some.Incident(2)));

    [Fact]
    public void A_restart_in_an_incident_repeats_no_alert() =>
        Given(Some.Definition()).When(Some.Failure()).Then(Some.WentDown(), Some.FirstFailAlert())
            .Restart().When(Some.Failure()).ThenNothing();

    [Fact]
    public void Nothing_observed_changes_nothing() =>
        Given(Some.Definition()).When(Some.NotObserved()).ThenNothing()
            .When(Some.Success(), Some.NotObserved()).Then(Some.CameUp())
            .When(Some.Failure(), Some.NotObserved(), Some.Failure())
            .Then(Some.WentDown(Some.Incident(3)), Some.FirstFailAlert(Some.Incident(3)));

    [Fact]
    public void At_the_warning_limit_it_is_degraded_and_below_restored() =>
        Given(Limited).When(Some.Success(999), Some.Success(1000), Some.Success(2999), Some.Success(999))
            .Then(Some.CameUp(), Some.Degraded("answered in 1000 ms, limit 1000 ms"), Some.Restored());

    [Fact]
    public void A_slow_first_answer_is_degraded_at_once() =>
        Given(Limited).When(Some.Success(1500)).Then(Some.Degraded("answered in 1500 ms, limit 1000 ms"));

    [Fact]
    public void At_the_critical_limit_it_fails() =>
        Given(Limited).When(Some.Success(3000)).Then(
            Some.WentDown(reason: TooSlow, details: TooSlowDetails), Some.FirstFailAlert(reason: TooSlow, details: TooSlowDetails));

    private const string TooSlow = "answered in 3000 ms, limit 3000 ms";

    private const string TooSlowDetails = """{"status_code":200,"error":"answered in 3000 ms, limit 3000 ms"}""";

    [Fact]
    public void A_slow_recovery_is_a_recovery_and_degraded() =>
        Given(Limited).When(Some.Failure(), Some.Success(1500)).Then(
            Some.WentDown(), Some.FirstFailAlert(), Some.Recovered(), Some.Degraded("answered in 1500 ms, limit 1000 ms"),
            Some.RecoveredAlert(
                reason: "answered in 1500 ms, limit 1000 ms",
                details: """{"status_code":200,"error":"answered in 1500 ms, limit 1000 ms"}"""));

    [Fact]
    public void A_failure_does_not_wait_for_a_degraded_check_to_be_restored() =>
        Given(Limited).When(Some.Success(1500), Some.Failure()).Then(
            Some.Degraded("answered in 1500 ms, limit 1000 ms"),
            Some.WentDown(Some.Incident(1)), Some.FirstFailAlert(Some.Incident(1)));

    [Fact]
    public void Latency_limits_do_not_soften_a_failure() =>
        Given(Limited).When(Some.Round(Some.Bad, ms: 1500)).Then(Some.WentDown(), Some.FirstFailAlert());

    [Fact]
    public void Since_begins_with_the_status()
    {
        var story = Given(Some.Definition()).When(Some.Success(), Some.Success(), Some.Failure(), Some.Failure());
        Assert.Equal(Some.T0 + (2 * Cycle), story.State.Since);
        Assert.Equal(Some.T0 + (2 * Cycle), story.State.Incident!.OpenedAt); // failing
        Assert.Equal(CheckStatus.Fail, story.State.Status);
    }

    [Fact]
    public void The_same_definition_again_is_no_event() =>
        Given(Some.Definition()).When(Some.Define()).ThenNothing();

    [Fact]
    public void A_changed_definition_keeps_the_incident() =>
        Given(Some.Definition()).When(Some.Failure()).Then(Some.WentDown(), Some.FirstFailAlert())
            .Redefined(Some.Definition() with { Fingerprint = "f2", Yaml = "name: db-health" })
            .When(Some.Define(), Some.Failure())
            .Then(new CheckEvent.Defined(Some.T0, "checks.yaml:14", "name: db-health", "f2"))
            .When(Some.Success()).Then(Some.Recovered(), Some.RecoveredAlert());

    [Fact]
    public void A_namesake_of_a_removed_check_starts_anew() =>
        Given(Some.Definition()).When(Some.Success(), Some.Retire()).Then(Some.CameUp(), new CheckEvent.Retired(Some.T0))
            .When(Some.Define()).Then(new CheckEvent.Defined(Some.T0, "checks.yaml:14", Some.Definition().Yaml, "f1"))
            .When(Some.Success()).Then(Some.CameUp());
}
