using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Pings;
using static Monitor.Actors.Tests.Checks.Pings.PingStory;

namespace Monitor.Actors.Tests.Checks.Pings;

/// <summary>When a check that waits for pings is well, and when not. T0 is 2026-03-02 09:00 UTC.</summary>
public sealed class PingWatchTests
{
    private const double Day = 24 * 60;

    private static readonly Guid One = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Two = new("00000000-0000-0000-0000-000000000002");

    private static void Says(ObservationKind kind, string? reason, Observation seen) => Assert.Equal((kind, reason), (seen.Kind, seen.Reason));

    [Fact]
    public void Before_the_first_ping_nothing_is_known_until_it_is_overdue()
    {
        var story = new PingStory(Every(60));
        Says(ObservationKind.NotObserved, "waiting for the first ping", story.At(64.9));
        Assert.Equal(65, story.ChangesAt);
        Says(ObservationKind.Failed, "no ping for 1 h 5 m (expected every 1 h, grace 5 m); none has come yet", story.At(65));
    }

    [Fact]
    public void A_ping_is_enough_until_the_next_one_is_overdue()
    {
        var story = new PingStory(Every(60)).Ping(10);
        Says(ObservationKind.Passed, null, story.At(74.9));
        Assert.Equal(75, story.ChangesAt);
        Says(ObservationKind.Failed, "no success for 1 h 5 m (expected every 1 h, grace 5 m); the last ping, success, came 2026-03-02 09:10:00 UTC", story.At(75));
        Says(ObservationKind.Failed, "no success for 3 h (expected every 1 h, grace 5 m); the last ping, success, came 2026-03-02 09:10:00 UTC", story.At(190));
        Assert.Null(story.ChangesAt);
    }

    [Fact]
    public void A_late_ping_ends_it()
    {
        var story = new PingStory(Every(60)).Ping(0);
        Assert.Equal(ObservationKind.Failed, story.At(100).Kind);
        Says(ObservationKind.Passed, "done", story.Ping(101, message: "done").At(102));
        Assert.Equal(166, story.ChangesAt);
    }

    [Fact]
    public void A_reported_failure_counts_at_once_and_until_the_next_success()
    {
        var story = new PingStory(Every(60)).Ping(0).Ping(10, PingKind.Fail, message: "exit status 3");
        Says(ObservationKind.Failed, "exit status 3", story.At(10));
        Says(ObservationKind.Failed, "exit status 3", story.Ping(20, PingKind.Start).Ping(21, PingKind.Log).At(22));
        Says(ObservationKind.Passed, null, story.Ping(23).At(24));
    }

    [Fact]
    public void A_success_that_came_too_fast_is_a_warning_until_the_next()
    {
        var story = new PingStory(Every(60) with { MinDuration = TimeSpan.FromMinutes(2) })
            .Ping(0, PingKind.Start).Ping(1);
        Says(ObservationKind.Warned, "finished in 1 m, expected at least 2 m", story.At(30));
        Says(ObservationKind.Passed, null, story.Ping(60, PingKind.Start).Ping(62).At(63));
        Says(ObservationKind.Passed, null, story.Ping(64).At(65));
    }

    [Fact]
    public void A_log_ping_is_kept_and_decides_nothing()
    {
        var story = new PingStory(Every(60)).Ping(0).Ping(50, PingKind.Log, message: "half way");
        Says(ObservationKind.Passed, "half way", story.At(50));
        Says(ObservationKind.Failed, "no success for 1 h 5 m (expected every 1 h, grace 5 m); the last ping, log, came 2026-03-02 09:50:00 UTC", story.At(65));
    }

    [Fact]
    public void A_run_that_does_not_finish_in_time_fails()
    {
        var story = new PingStory(Every(60, finishWithin: 30)).Ping(0).Ping(58, PingKind.Start);
        Says(ObservationKind.Passed, "running for 29 m", story.At(87)); // it has started in time, so the period does not count
        Says(ObservationKind.Failed, "the run has not finished after 30 m, limit 30 m; it started 2026-03-02 09:58:00 UTC", story.At(88));
        Says(ObservationKind.Passed, null, story.Ping(90).At(90));
        Assert.Equal(TimeSpan.FromMinutes(32), story.Progress.Took);
    }

    [Fact]
    public void Without_a_limit_a_run_must_succeed_when_the_next_success_is_due()
    {
        var story = new PingStory(Every(60)).Ping(0).Ping(59, PingKind.Start);
        Says(ObservationKind.Passed, "running for 5 m", story.At(64));
        Assert.Equal(ObservationKind.Failed, story.At(65).Kind);
    }

    [Fact]
    public void When_a_run_must_start_and_when_it_must_finish_are_two_limits()
    {
        var rules = Every(60, grace: 20, startGrace: 2, finishWithin: 30);
        Says(ObservationKind.Failed, "no success for 1 h 2 m (expected every 1 h, grace 2 m); the last ping, success, came 2026-03-02 09:00:00 UTC", new PingStory(rules).Ping(0).At(62));
        Assert.Equal(ObservationKind.Passed, new PingStory(rules).Ping(0).Ping(61, PingKind.Start).At(90).Kind);
        Assert.Equal(ObservationKind.Failed, new PingStory(rules).Ping(0).Ping(61, PingKind.Start).At(91).Kind);
    }

    [Fact]
    public void Runs_that_overlap_are_timed_each()
    {
        var story = new PingStory(Every(60, finishWithin: 30)).Ping(0).Ping(10, PingKind.Start, One).Ping(20, PingKind.Start, Two);
        Says(ObservationKind.Passed, "2 runs under way, the oldest for 12 m", story.At(22));
        story.Ping(25, PingKind.Success, Two);
        Assert.Equal(TimeSpan.FromMinutes(5), story.Progress.Took);
        Says(ObservationKind.Failed, $"run {One} has not finished after 30 m, limit 30 m; it started 2026-03-02 09:10:00 UTC", story.At(40));
        story.Ping(41, PingKind.Start, Two);
        Assert.Equal(ObservationKind.Failed, story.At(42).Kind); // something starting is no success
        Says(ObservationKind.Passed, null, story.Ping(45, PingKind.Success, Two).At(45)); // the crashed run is forgotten with the first success after its limit
    }

    [Fact]
    public void Of_too_many_runs_the_oldest_is_forgotten()
    {
        var story = new PingStory(Every(60, finishWithin: 30)).Ping(0);
        for (var i = 0; i < 100; i++)
            story.Ping(1 + (i * 0.01), PingKind.Start, Guid.NewGuid());
        Assert.Equal(PingProgress.MostRuns, story.Progress.Runs.Length);
        Assert.Equal(story.Start.AddMinutes(1.99), story.Progress.Runs[^1].StartedAt);
    }

    [Fact]
    public void A_start_ping_does_not_end_an_incident_not_even_after_a_restart()
    {
        var story = new PingStory(Every(60, finishWithin: 30)).Ping(0);
        Assert.Equal(ObservationKind.Failed, story.At(66).Kind);
        Says(ObservationKind.Failed, "no success yet: running for 1 m", story.Ping(70, PingKind.Start).At(71));
        Says(ObservationKind.Failed, "no success yet: running for 3 m", story.Restart(72).At(73));
        Assert.Equal(ObservationKind.Passed, story.Ping(80).At(80).Kind);
    }

    [Fact]
    public void A_restart_does_not_move_the_deadline()
    {
        var story = new PingStory(Every(Day, grace: 60)).Ping(0).Restart(13 * 60);
        Assert.Equal(ObservationKind.Passed, story.At(Day + 59).Kind);
        Assert.Equal(Day + 60, story.ChangesAt);
        Assert.Equal(ObservationKind.Failed, story.At(Day + 60).Kind);
    }

    [Fact]
    public void A_ping_that_may_have_been_lost_is_waited_for_once_more()
    {
        var story = new PingStory(Every(1, grace: 0.5)).Ping(0).Restart(60);
        const string Lost = "a ping was due while the monitor was not listening; the last ping, success, came 2026-03-02 09:00:00 UTC";
        Says(ObservationKind.NotObserved, Lost, story.At(60));
        Says(ObservationKind.NotObserved, Lost, story.At(61.4)); // whoever pings every minute has pinged by now
        Says(ObservationKind.Failed, "no success for 1 h 1 m (expected every 1 m, grace 30 s); the last ping, success, came 2026-03-02 09:00:00 UTC", story.At(61.5));
    }

    [Fact]
    public void A_daily_job_is_not_given_another_day()
    {
        var story = new PingStory(Every(Day, grace: 30)).Ping(0).Restart(Day + 600);
        Assert.Equal(ObservationKind.NotObserved, story.At(Day + 600 + 89).Kind);
        Assert.Equal(ObservationKind.Failed, story.At(Day + 600 + 90).Kind);
    }

    [Fact]
    public void A_restart_within_the_grace_waits_longer_and_says_so_when_the_deadline_is_over()
    {
        var story = new PingStory(Every(60, grace: 10)).Ping(0).Restart(65);
        Assert.Equal(ObservationKind.Passed, story.At(69).Kind);
        Assert.Equal(ObservationKind.NotObserved, story.At(70).Kind);
        Assert.Equal(ObservationKind.NotObserved, story.At(134).Kind);
        Assert.Equal(ObservationKind.Failed, story.At(135).Kind);
    }

    [Fact]
    public void What_was_missing_before_a_restart_is_missing_after_it()
    {
        var story = new PingStory(Every(60)).Ping(0);
        Assert.Equal(ObservationKind.Failed, story.At(65).Kind);
        Assert.Equal(ObservationKind.Failed, story.Restart(600).At(600).Kind);
    }

    [Fact]
    public void Whoever_was_not_there_when_a_deadline_passed_waits_once_more()
    {
        var story = new PingStory(Every(10, grace: 1)).Ping(0);
        Assert.Equal(ObservationKind.Passed, story.At(5).Kind);
        Assert.Equal(ObservationKind.NotObserved, story.At(30, punctual: false).Kind); // frozen in between; pings wait at the door
        Assert.Equal(ObservationKind.Passed, story.Ping(30.1).At(30.2).Kind);
        Assert.Equal(ObservationKind.Failed, story.At(41.1).Kind);
    }

    [Fact]
    public void A_clock_that_was_wrong_does_not_put_it_off_for_ever()
    {
        var story = new PingStory(Every(60)).Ping(50 * Day);
        Assert.Equal(ObservationKind.Passed, story.At(1, punctual: false).Kind);
        Assert.Equal(66, story.ChangesAt);
    }

    [Fact]
    public void A_schedule_is_meant_in_the_zone_of_the_check()
    {
        // 09:00 UTC is 10:00 in Berlin; the next 02:00 there is 01:00 UTC.
        var story = new PingStory(By("0 2 * * *", grace: 30), "Europe/Berlin").Ping(0);
        Assert.Equal(ObservationKind.Passed, story.At((16 * 60) + 29).Kind);
        Says(
            ObservationKind.Failed,
            "no success for 16 h 30 m (expected at \"0 2 * * *\", grace 30 m); the last ping, success, came 2026-03-02 09:00:00 UTC",
            story.At((16 * 60) + 30));
    }

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", 30)] // 02:30 does not exist that night: 03:00, which is 01:00 UTC
    [InlineData("2026-10-24T23:30:00Z", 60)] // 02:30 comes twice that night: the first time, 00:30 UTC
    public void A_schedule_has_one_occurrence_in_nights_that_change_the_clock(string start, double minutes) =>
        Assert.Equal(
            minutes + 5,
            new PingStory(By("30 2 * * *"), "Europe/Berlin", DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture)).Ping(0).ChangesAt);
}
