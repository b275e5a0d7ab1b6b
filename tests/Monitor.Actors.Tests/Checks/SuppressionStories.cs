using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What is told after a time in which nobody was: at most one message, and only what people do not know (FAULTS R-24).</summary>
public sealed class SuppressionStories
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private static readonly CheckDefinition Two = Some.Definition() with { Channels = ["console", "email"] };

    private static readonly string InMaintenance = "in maintenance until 09:05 UTC";

    private static CheckEvent Set(int round = 0) => new CheckEvent.MaintenanceSet(Some.T0, "m-1", Some.T0 + (round * Cycle) + Window, "the board");

    private static CheckEvent Ended(string by = "the board") => new CheckEvent.MaintenanceEnded(Some.T0, "m-1", by);

    private static CheckEvent.AlertSuppressed Suppressed(
        AlertKind kind, int round, string reason, int? told = null, string rule = "maintenance", string? window = null, params string[] untold) =>
        new(
            Some.T0, kind, Some.Incident(round), rule, reason, told is { } known ? Some.Incident(known) : null, [.. untold], window,
            told is null ? null : ["email"]);

    private static CheckEvent Tells(AlertKind? kind, string rule = "maintenance") => new CheckEvent.SuppressionEnded(Some.T0, rule, kind);

    private static Story InWindow() => Given(Some.Definition()).When(Some.Maintenance(Window)).Then(Set());

    private static Story FailingInWindow(CheckDefinition? definition = null)
    {
        var channels = (definition ?? Some.Definition()).Channels.ToArray();
        return Given(definition ?? Some.Definition()).When(Some.Failure(), Some.Maintenance(Window))
            .Then(Some.WentDown(), Some.FirstFailAlert(channels: channels), Set(round: 1));
    }

    [Fact]
    public void Failing_before_and_after_is_no_news() =>
        FailingInWindow().When(Some.Failure()).ThenNothing().Later(Window).When(Some.Failure()).Then(Ended("its end"));

    [Fact]
    public void What_recovered_inside_is_told_at_the_end_once() =>
        FailingInWindow().When(Some.Success())
            .Then(Some.Recovered(), Suppressed(AlertKind.Recovered, 0, InMaintenance, told: 0))
            .When(Some.Success()).ThenNothing()
            .Later(Window).When(Some.Success()).Then(Ended("its end"), Tells(AlertKind.Recovered), Some.RecoveredAlert())
            .When(Some.Success()).ThenNothing();

    [Fact]
    public void What_failed_inside_and_stays_so_is_told_at_the_end_once() =>
        InWindow().When(Some.Failure()).Then(Some.WentDown(Some.Incident(1)), Suppressed(AlertKind.FirstFail, 1, InMaintenance))
            .When(Some.Failure()).ThenNothing()
            .Later(Window).When(Some.Failure()).Then(Ended("its end"), Tells(AlertKind.FirstFail), Some.FirstFailAlert(Some.Incident(1)))
            .When(Some.Failure()).ThenNothing()
            .When(Some.Success()).Then(Some.Recovered(Some.Incident(1)), Some.RecoveredAlert(Some.Incident(1)));

    [Fact]
    public void What_failed_and_recovered_inside_is_told_to_nobody() =>
        InWindow().When(Some.Failure(), Some.Success()).Then(
                Some.WentDown(Some.Incident(1)), Suppressed(AlertKind.FirstFail, 1, InMaintenance), Some.Recovered(Some.Incident(1)))
            .Later(Window).When(Some.Success()).Then(Ended("its end"), Tells(null));

    [Fact]
    public void What_recovered_and_failed_again_inside_is_no_news_and_its_recovery_closes_what_was_told() =>
        FailingInWindow().When(Some.Success(), Some.Failure()).Then(
                Some.Recovered(), Suppressed(AlertKind.Recovered, 0, InMaintenance, told: 0), Some.WentDown(Some.Incident(3)))
            .Later(Window).When(Some.Failure()).Then(Ended("its end"), Tells(null))
            .When(Some.Success()).Then(Some.Recovered(Some.Incident(3)), Some.RecoveredAlert(Some.Incident(0)));

    [Fact]
    public void Ending_it_early_tells_with_the_next_round() =>
        InWindow().When(Some.Failure(), Some.MaintenanceOver())
            .Then(Some.WentDown(Some.Incident(1)), Suppressed(AlertKind.FirstFail, 1, InMaintenance), Ended())
            .When(Some.Failure()).Then(Tells(AlertKind.FirstFail), Some.FirstFailAlert(Some.Incident(1)));

    [Fact]
    public void A_round_that_saw_nothing_tells_nothing() =>
        InWindow().When(Some.Failure()).Then(Some.WentDown(Some.Incident(1)), Suppressed(AlertKind.FirstFail, 1, InMaintenance))
            .Later(Window).When(Some.NotObserved()).Then(Ended("its end"))
            .When(Some.Failure()).Then(Tells(AlertKind.FirstFail), Some.FirstFailAlert(Some.Incident(1)));

    [Fact]
    public void Who_was_never_told_of_the_failure_does_not_hear_of_the_recovery_afterwards() =>
        FailingInWindow(Two).When(Some.Success(), Some.Abandoned(Some.FirstFail(), channel: "console")).Then(
                Some.Recovered(), Suppressed(AlertKind.Recovered, 0, InMaintenance, told: 0) with { ToldChannels = ["console", "email"] },
                new CheckEvent.AlertAbandoned(Some.T0, Some.FirstFail(), "console", "refused"))
            .Later(Window).When(Some.Success()).Then(Ended("its end"), Tells(AlertKind.Recovered), Some.RecoveredAlert(channels: "email"));

    [Fact]
    public void A_restart_forgets_nothing_of_it() =>
        FailingInWindow().When(Some.Success(), Some.Failure()).Then(
                Some.Recovered(), Suppressed(AlertKind.Recovered, 0, InMaintenance, told: 0), Some.WentDown(Some.Incident(3)))
            .Restart().Later(Window).When(Some.Success())
            .Then(Ended("its end"), Some.Recovered(Some.Incident(3)), Tells(AlertKind.Recovered), Some.RecoveredAlert(Some.Incident(0)));

    [Fact]
    public void Where_nobody_is_told_of_anything_nothing_is_held() =>
        Given(Some.Definition() with { NotifyOn = [] }).When(Some.Maintenance(Window), Some.Failure()).Then(Set(), Some.WentDown(Some.Incident(1)));

    [Fact]
    public void Remedies_wait_for_the_end() =>
        Given(Some.Definition().With(Some.Remedy())).When(Some.Maintenance(Window), Some.Failure()).Then(
                Set(), Some.WentDown(Some.Incident(1)), Suppressed(AlertKind.FirstFail, 1, InMaintenance),
                new CheckEvent.RemedyHeld(Some.T0, 0, "restart", Some.Incident(1), InMaintenance, "maintenance"))
            .When(Some.Failure()).ThenNothing()
            .Later(Window).When(Some.Failure()).Then(
                Ended("its end"), Tells(AlertKind.FirstFail), Some.FirstFailAlert(Some.Incident(1)),
                Some.RemedyRequested(Some.T0 + (3 * Cycle) + Window, Some.Incident(1)));

    [Fact]
    public void A_deadline_missed_inside_is_told_at_the_end_if_it_still_stands()
    {
        var job = Some.Job(by: new TimeOnly(9, 2));
        var story = Given(job).When(Some.Run("job_1", "running"), Some.Maintenance(TimeSpan.FromMinutes(10)));
        story.Later(TimeSpan.FromMinutes(3)).When(Some.Run("job_1", "running"));
        Assert.Equal(
            [AlertKind.FirstFail, AlertKind.DeadlineMiss],
            story.Journal.OfType<CheckEvent.AlertSuppressed>().Select(e => e.Kind));
        story.Later(TimeSpan.FromMinutes(10)).When(Some.Run("job_1", "running"));
        Assert.Equal([AlertKind.FirstFail], story.Journal.OfType<CheckEvent.AlertRaised>().Select(e => e.Kind));
    }

    [Fact]
    public void A_deadline_missed_inside_a_told_failure_is_told_at_the_end()
    {
        var job = Some.Job(by: new TimeOnly(9, 2));
        var story = Given(job).When(Some.Run("job_1", "failed"), Some.Maintenance(TimeSpan.FromMinutes(10)));
        story.Later(TimeSpan.FromMinutes(3)).When(Some.Run("job_1", "failed")).Later(TimeSpan.FromMinutes(10)).When(Some.Run("job_1", "failed"));
        Assert.Equal([AlertKind.FirstFail, AlertKind.DeadlineMiss], story.Journal.OfType<CheckEvent.AlertRaised>().Select(e => e.Kind));
    }

    [Fact]
    public void An_open_incident_survives_a_pause_and_the_first_round_after_it_decides() =>
        Given(Some.Definition()).When(Some.Failure(), Some.Pause(TimeSpan.FromHours(2)), Some.Resume(), Some.Success()).Then(
            Some.WentDown(), Some.FirstFailAlert(),
            new CheckEvent.Paused(Some.T0, Some.T0 + Cycle + TimeSpan.FromHours(2), "the board", "new disks"),
            new CheckEvent.Resumed(Some.T0, "the board"),
            Some.Recovered(), Some.RecoveredAlert());

    [Fact]
    public void The_same_order_twice_is_one() =>
        Given(Some.Definition()).When(Some.Pause(), Some.Pause(), Some.Resume(), Some.Resume()).Then(
            new CheckEvent.Paused(Some.T0, null, "the board", "new disks"), new CheckEvent.Resumed(Some.T0, "the board"));

    [Fact]
    public void An_order_for_a_time_that_is_over_is_none() =>
        Given(Some.Definition()).When(Some.Pause(TimeSpan.Zero), Some.Maintenance(-Window), Some.MaintenanceOver(), Some.Resume()).ThenNothing();

    [Fact]
    public void Ending_another_order_ends_nothing() =>
        InWindow().When(Some.MaintenanceOver("m-2")).ThenNothing().When(Some.MaintenanceOver("m-1")).Then(Ended());

    [Fact]
    public void A_plain_check_carries_nothing_of_all_that()
    {
        var story = InWindow().When(Some.Failure()).Later(Window).When(Some.Success());
        Assert.Null(story.State.Quiet);
    }

    [Fact]
    public void Removing_a_check_in_maintenance_leaves_nothing_of_it() =>
        Assert.Equal(CheckState.New, InWindow().When(Some.Failure(), Some.Retire()).State);
}
