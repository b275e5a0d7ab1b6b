using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Remedies that wait for a person, and those that are only tried out.</summary>
public sealed class ApprovalStories
{
    private static readonly CheckDefinition Asking = (Some.Definition() with { NotifyOn = [] }).With(Some.Remedy() with { NeedsApproval = true });

    private static readonly CheckDefinition Trying = (Some.Definition() with { NotifyOn = [] }).With(Some.Remedy(everyCycle: true, maxPerHour: 2) with { DryRun = true });

    private static string IdAt(int round) => $"0-{(Some.T0 + (round * Cycle)).ToUnixTimeMilliseconds()}";

    private static CheckEvent Proposed(int round) =>
        new CheckEvent.RemedyProposed(Some.T0, IdAt(round), 0, "restart", Some.Incident(), Some.T0 + (round * Cycle) + TimeSpan.FromHours(1), Answered: true);

    private static CheckEvent Approved(int round = 0) => Some.RemedyRequested(round) with { By = "ada" };

    private static CheckEvent Rehearsed() => new CheckEvent.RemedyRehearsed(Some.T0, 0, "restart", Some.Incident());

    private static Step Approve(int round = 0) => (_, _, now) => new CheckCommand.ApproveRemedy(now, IdAt(round), "ada");

    [Fact]
    public void It_waits_and_runs_once_however_often_it_is_approved() =>
        Given(Asking).When(Some.Failure(), Some.Failure()).Then(Some.WentDown(), Proposed(0))
            .When(Approve()).Then(Approved())
            .When(Approve(), Some.RemedyDone(), Approve(), Some.Failure(), Approve()).Then(Some.RemedySettled(), Some.RemedyJudged(seconds: 120));

    private static Step Approve(RemedyTraffic traffic) => (_, _, now) => new CheckCommand.ApproveRemedy(now, IdAt(0), "ada") { Traffic = traffic };

    private static string? Refusal(Story story, CheckDefinition? definition = null, RemedyTraffic? traffic = null, int round = 0) => RemedyDecider.Refusal(
        story.State, new CheckCommand.ApproveRemedy(story.Now, IdAt(round), "ada") { Traffic = traffic ?? RemedyTraffic.None }, definition ?? Asking);

    [Fact]
    public void What_other_checks_do_keeps_it_waiting_and_it_runs_once_it_may()
    {
        var locked = (Some.Definition() with { NotifyOn = [] }).With(Some.Remedy() with { NeedsApproval = true, Guard = new RemedyGuard { Lock = "db" } });
        var held = RemedyTraffic.None with { Held = RemedyTraffic.None.Held.Add("db", new LockUse(CheckName.Of("db-two"), "http_post", "run", Some.T0)) };
        var busy = RemedyTraffic.None with { MaxPerHour = 1, Runs = RemedyTraffic.None.Runs.Add("run", Some.T0) };
        var story = Given(locked).When(Some.Failure()).Then(Some.WentDown(), Proposed(0)).When(Approve(held), Approve(busy)).ThenNothing();
        Assert.Equal("restart may not run now, and waits on for approval: the lock db is held by http_post of db-two", Refusal(story, locked, held));
        Assert.Equal("restart may not run now, and waits on for approval: 1 remedies ran within the hour, which is the limit of all checks together", Refusal(story, locked, busy));
        story.When(Approve(RemedyTraffic.None)).Then(Approved());
    }

    [Fact]
    public void It_says_why_it_does_not_run()
    {
        var often = Asking.With(Some.Remedy(everyCycle: true) with { NeedsApproval = true });
        var limited = Asking.With(Some.Remedy(everyCycle: true, cooldown: TimeSpan.FromHours(1)) with { NeedsApproval = true });
        Assert.Null(Refusal(Given(Asking).When(Some.Failure())));
        Assert.Equal("no such remedy waits for approval, or no longer", Refusal(Given(Asking).When(Some.Failure()), round: 7));
        Assert.Equal("no such remedy waits for approval, or no longer", Refusal(Given(Asking).When(Some.Failure(), Approve())));
        Assert.Equal("the failure is over; there is nothing left to mend", Refusal(Given(Asking).When(Some.Failure(), Some.Success())));
        Assert.Equal(
            "restart waited for approval until 2026-03-02 10:00:00Z; it is proposed anew if the check fails again",
            Refusal(Given(Asking).When(Some.Failure()).Later(TimeSpan.FromHours(1))));
        Assert.Equal(
            "restart may not run now, and waits on for approval: cooling down until 2026-03-02 10:00:30Z",
            Refusal(Given(often).When(Some.Failure(), Approve(), Some.RemedyDone(), Some.Failure()), limited, round: 3));
    }

    [Fact]
    public void It_waits_across_a_restart() =>
        Given(Asking).When(Some.Failure()).Then(Some.WentDown(), Proposed(0))
            .Restart().When(Approve()).Then(Approved())
            .Restart().Then(Some.RemedySettled(verdict: RemedyVerdict.Lost, details: null)).When(Approve()).ThenNothing();

    [Fact]
    public void An_old_proposal_is_of_no_use_and_is_made_anew() =>
        Given(Asking).When(Some.Failure()).Then(Some.WentDown(), Proposed(0))
            .Later(TimeSpan.FromHours(1) - Cycle).When(Approve()).ThenNothing()
            .When(Some.Failure()).Then(Proposed(121)).When(Approve(121)).Then(Approved(121));

    [Fact]
    public void With_the_incident_the_proposal_is_over() =>
        Given(Asking).When(Some.Failure(), Some.Success(), Approve()).Then(Some.WentDown(), Proposed(0), Some.Recovered());

    [Fact]
    public void What_was_proposed_under_another_definition_cannot_be_approved() =>
        Given(Asking).When(Some.Failure()).Then(Some.WentDown(), Proposed(0))
            .Redefined(Asking with { Fingerprint = "f2" }).When(Some.Define(), Approve())
            .Then(new CheckEvent.Defined(Some.T0, "checks.yaml:14", Asking.Yaml, "f2"));

    [Fact]
    public void One_that_is_only_tried_out_says_that_it_would_have_run_and_keeps_to_its_limits() =>
        Given(Trying).When(Some.Failure(), Some.Failure(), Some.Failure(), Some.Failure()).Then(
            Some.WentDown(), Rehearsed(), Rehearsed(),
            new CheckEvent.RemedyHeld(Some.T0, 0, "restart", Some.Incident(), "ran 2 times within the hour, which is its limit", "max_per_hour"))
            .When(Some.Success()).Then(Some.Recovered());
}
