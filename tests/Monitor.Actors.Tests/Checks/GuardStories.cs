using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What keeps a remedy from doing harm, and that nothing of it is forgotten.</summary>
public sealed class GuardStories
{
    private const string Stopped = "restart ran 2 times in this incident without helping";

    private static CheckDefinition Guarded(RemedyGuard guard, TimeSpan cooldown = default) => Some.Definition().With(Some.Remedy(cooldown: cooldown) with { Guard = guard });

    private static Story Given(RemedyGuard guard, TimeSpan cooldown = default) => Story.Given(Guarded(guard, cooldown) with { NotifyOn = [] });

    private static CheckEvent Held(string rule, string reason, int round = 0) => new CheckEvent.RemedyHeld(Some.T0, 0, "restart", Some.Incident(round), reason, rule);

    private static CheckEvent Exhausted(string reason) => new CheckEvent.RemedyExhausted(Some.T0, 0, "restart", Some.Incident(), reason);

    private static Step In(RemedyStanding standing, Step? round = null) => (state, definition, now) =>
        (CheckCommand.RecordResult)(round ?? Some.Failure())(state, definition, now) with { Remedies = standing };

    private static RemedyStanding Traffic(RemedyTraffic traffic) => new() { Traffic = traffic };

    private static LockUse By(string check, DateTimeOffset? at = null) => new(CheckName.Of(check), "http_post", "run", at ?? Some.T0);

    [Fact]
    public void It_waits_until_enough_rounds_have_failed_also_after_a_restart() =>
        Given(new RemedyGuard { AfterFailures = 3 }).When(Some.Failure(), Some.Failure()).Then(Some.WentDown())
            .Restart().When(Some.Failure()).Then(Some.RemedyRequested(2));

    [Fact]
    public void It_runs_as_often_in_an_incident_as_it_may_and_then_says_that_it_does_no_more() =>
        Given(new RemedyGuard { MaxPerIncident = 2 })
            .When(Some.Failure(), Some.RemedyDone(), Some.Failure(), Some.RemedyDone())
            .Then(Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(), Some.RemedyJudged(), Some.RemedyRequested(2), Some.RemedySettled(2))
            .Restart()
            .When(Some.Failure(), Some.Failure())
            .Then(Some.RemedyJudged(round: 2, tried: 2), Exhausted("restart ran 2 times in this incident, which is its limit"));

    [Fact]
    public void One_that_does_not_help_stops_and_those_who_know_of_the_failure_are_told_once() =>
        Story.Given(Guarded(new RemedyGuard { StopAfterIneffective = 2 }))
            .When(Some.Failure(), Some.RemedyDone(), Some.Failure(), Some.RemedyDone(RemedyVerdict.Failed))
            .Then(
                Some.WentDown(), Some.FirstFailAlert(), Some.RemedyRequested(0), Some.RemedySettled(), Some.RemedyJudged(),
                Some.RemedyRequested(2), Some.RemedySettled(2, RemedyVerdict.Failed))
            .Restart()
            .When(Some.Failure(), Some.Failure(), Some.Failure())
            .Then(Exhausted(Stopped), AlertOf(4))
            .When(Some.Success()).Then(Some.Recovered(), Some.RecoveredAlert());

    private static CheckEvent AlertOf(int round) => Some.FirstFailAlert() with
    {
        Id = $"{Some.Incident()}/remediation_exhausted/{(Some.T0 + (round * Cycle)).ToUnixTimeMilliseconds()}",
        Kind = AlertKind.RemediationExhausted,
        Reason = $"{Stopped}; {Some.Refusal}",
    };

    [Fact]
    public void While_somebody_looks_after_it_they_are_not_told_and_after_that_they_are() =>
        Story.Given(Guarded(new RemedyGuard { StopAfterIneffective = 1 }))
            .When(Some.Failure(), Some.Acknowledge(), Some.RemedyDone(), Some.Failure())
            .Then(
                Some.WentDown(), Some.FirstFailAlert(), Some.RemedyRequested(0), new CheckEvent.Acknowledged(Some.T0, Some.Incident(), null, "the board", "looking"),
                Some.RemedySettled(), Some.RemedyJudged(seconds: 90), Exhausted("restart ran once in this incident without helping"))
            .When(Some.Unacknowledge(), Some.Failure())
            .Then(
                new CheckEvent.AcknowledgementEnded(Some.T0, Some.Incident(), "the board"),
                (CheckEvent.AlertRaised)AlertOf(5) with { Reason = $"restart ran once in this incident without helping; {Some.Refusal}" });

    [Fact]
    public void Limits_that_nobody_named_are_no_news() =>
        Story.Given(Some.Definition().With(Some.Remedy())).When(Some.Failure(), Some.RemedyDone(), Some.Failure(), Some.Failure())
            .Then(Some.WentDown(), Some.FirstFailAlert(), Some.RemedyRequested(0), Some.RemedySettled(), Some.RemedyJudged());

    [Fact]
    public void A_cooldown_doubles_with_every_run_that_did_not_help() =>
        Given(new RemedyGuard { StopAfterIneffective = 9, DoublesCooldown = true }, TimeSpan.FromMinutes(1))
            .When(Some.Failure(), Some.RemedyDone(), Some.Failure(), Some.Failure())
            .Then(
                Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(), Some.RemedyJudged(),
                Held("cooldown", "cooling down until 2026-03-02 09:02:00Z"))
            .When(Some.Failure()).Then(Some.RemedyRequested(4));

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 2, 4)]
    [InlineData(1, 10, 60)]
    [InlineData(90, 10, 90)]
    public void A_doubled_cooldown_has_a_bound(int minutes, int ineffective, int doubled) =>
        Assert.Equal(TimeSpan.FromMinutes(doubled), new RemedyGuard { DoublesCooldown = true }.Cooldown(TimeSpan.FromMinutes(minutes), ineffective));

    [Fact]
    public void When_too_much_fails_it_waits() =>
        Given(new RemedyGuard { MaxFailingPercent = 30 })
            .When(In(new RemedyStanding { FailingPercent = 42 }), In(new RemedyStanding { FailingPercent = 42.5 }))
            .Then(Some.WentDown(), Held("max_failing_percent", "42 % of all checks fail, more than 30 %: the fault may be elsewhere"))
            .When(In(new RemedyStanding { FailingPercent = 30 })).Then(Some.RemedyRequested(2));

    [Fact]
    public void While_another_holds_its_lock_it_waits() =>
        Given(new RemedyGuard { Lock = "db" })
            .When(In(Traffic(RemedyTraffic.None with { Held = RemedyTraffic.None.Held.Add("db", By("orders")) })))
            .Then(Some.WentDown(), Held("lock", "the lock db is held by http_post of orders"))
            .When(Some.Failure()).Then(Some.RemedyRequested(1));

    [Fact]
    public void One_that_was_refused_costs_nothing_and_is_due_again() =>
        Story.Given(Guarded(new RemedyGuard { Lock = "db", MaxPerIncident = 1 }, TimeSpan.FromHours(1)) with { NotifyOn = [] })
            .When(Some.Failure(), Some.RemedyDone(RemedyVerdict.Refused), Some.Failure())
            .Then(Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(verdict: RemedyVerdict.Refused), Some.RemedyRequested(2));

    [Fact]
    public void All_checks_together_have_a_limit() =>
        Given(RemedyGuard.None)
            .When(In(Traffic(RemedyTraffic.None with { MaxPerHour = 1, Runs = RemedyTraffic.None.Runs.Add("x", Some.T0) })))
            .Then(Some.WentDown(), Held("global_max_per_hour", "1 remedies ran within the hour, which is the limit of all checks together"));

    [Fact]
    public void What_another_check_has_done_under_the_same_lock_is_named_when_it_recovers() =>
        Given(new RemedyGuard { Lock = "db", AfterFailures = 9 }).When(Some.Failure()).Then(Some.WentDown())
            .When(In(Traffic(RemedyTraffic.None with { Done = RemedyTraffic.None.Done.Add("db", By("orders", Some.T0.AddSeconds(10))) }), Some.Success()))
            .Then(Some.Recovered(after: "http_post of orders"));

    [Fact]
    public void What_was_done_before_it_failed_is_not() =>
        Given(new RemedyGuard { Lock = "db", AfterFailures = 9 }).When(Some.Failure()).Then(Some.WentDown())
            .When(In(Traffic(RemedyTraffic.None with { Done = RemedyTraffic.None.Done.Add("db", By("orders", Some.T0.AddSeconds(-10))) }), Some.Success()))
            .Then(Some.Recovered());

    /// <summary>FAULTS S-50, S-51: two hours of failing, with a restart every few minutes.</summary>
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(5)]
    public void A_target_that_fails_for_ever_gets_three_runs_and_one_message(int restartEvery)
    {
        var check = Some.Definition().With(Some.Remedy(maxPerHour: 3, cooldown: TimeSpan.FromMinutes(1)) with { Guard = new RemedyGuard { StopAfterIneffective = 3, DoublesCooldown = true } });
        var story = Story.Given(check);
        for (var round = 0; round < 240; round++)
        {
            story.When(Some.Failure());
            if (story.State.OpenRemedies.Count > 0)
                story.When(Some.RemedyDone());
            if (round % restartEvery == restartEvery - 1)
                story.Restart();
        }

        Assert.Equal(3, story.Journal.OfType<CheckEvent.RemedyRequested>().Count());
        Assert.Single(story.Journal.OfType<CheckEvent.RemedyExhausted>());
        Assert.Single(story.Journal.OfType<CheckEvent.AlertRaised>(), alert => alert.Kind == AlertKind.RemediationExhausted);
    }
}
