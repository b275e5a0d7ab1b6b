using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

public sealed class RemedyStories
{
    private static readonly CheckDefinition Once = Silent(Some.Remedy());

    private static readonly CheckDefinition EveryCycle = Silent(Some.Remedy(everyCycle: true));

    private static CheckDefinition Silent(params RemedyDefinition[] remedies) =>
        (Some.Definition() with { NotifyOn = [] }).With(remedies);

    private static CheckEvent Held(string reason, int round = 0) =>
        new CheckEvent.RemedyHeld(Some.T0, 0, "restart", Some.Incident(round), reason, reason.StartsWith("cooling", StringComparison.Ordinal) ? "cooldown" : "max_per_hour");

    private static CheckEvent[] Fixed(string cure = "fixed by restart after 60 s, 1st try") =>
        [Some.RemedyJudged(RemedyEffect.Fixed), Some.Recovered(after: "restart", cure: cure)];

    [Fact]
    public void A_remedy_runs_once_per_incident() =>
        Given(Once).When(Some.Failure(), Some.RemedyDone(), Some.Failure(), Some.Failure())
            .Then(Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(), Some.RemedyJudged());

    [Fact]
    public void It_runs_again_in_the_next_incident() =>
        Given(Once).When(Some.Failure(), Some.RemedyDone(RemedyVerdict.Failed), Some.Success(), Some.Failure()).Then(
            Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(verdict: RemedyVerdict.Failed), Some.Recovered(),
            Some.WentDown(Some.Incident(3)), Some.RemedyRequested(3, Some.Incident(3)));

    [Fact]
    public void A_recovery_names_the_remedy_that_went_well() =>
        Given(Once).When(Some.Failure(), Some.RemedyDone(), Some.Success())
            .Then([Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(), .. Fixed()]);

    [Fact]
    public void A_recovery_does_not_name_a_remedy_that_failed() =>
        Given(Once).When(Some.Failure(), Some.RemedyDone(RemedyVerdict.Failed), Some.Success()).Then(
            Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(verdict: RemedyVerdict.Failed), Some.Recovered());

    [Fact]
    public void Asked_for_every_cycle_it_runs_every_cycle() =>
        Given(EveryCycle).When(Some.Failure(), Some.RemedyDone(), Some.Failure())
            .Then(Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(), Some.RemedyJudged(), Some.RemedyRequested(2));

    [Fact]
    public void A_remedy_under_way_is_not_started_again() =>
        Given(EveryCycle).When(Some.Failure(), Some.Failure(), Some.Failure()).Then(Some.WentDown(), Some.RemedyRequested(0));

    [Fact]
    public void Nothing_is_done_when_nothing_was_observed() =>
        Given(EveryCycle).When(Some.Failure(), Some.RemedyDone(), Some.NotObserved())
            .Then(Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled());

    [Fact]
    public void Each_remedy_has_its_own_turn() =>
        Given(Silent(Some.Remedy(), Some.Remedy(new ScriptedRemedy("page")))).When(Some.Failure(), Some.Failure())
            .Then(Some.WentDown(), Some.RemedyRequested(0), Some.RemedyRequested(0, index: 1, action: "page"));

    [Fact]
    public void A_cooldown_holds_it_back_and_says_so_once() =>
        Given(Silent(Some.Remedy(everyCycle: true, cooldown: TimeSpan.FromMinutes(2))))
            .When(Some.Failure(), Some.RemedyDone(), Some.Failure(), Some.Failure())
            .Then(Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(), Some.RemedyJudged(), Held("cooling down until 2026-03-02 09:02:00Z"))
            .When(Some.Failure()).Then(Some.RemedyRequested(4));

    [Fact]
    public void A_cooldown_spans_incidents_and_restarts() =>
        Given(Silent(Some.Remedy(cooldown: TimeSpan.FromMinutes(5))))
            .When(Some.Failure(), Some.RemedyDone(), Some.Success())
            .Then([Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(), .. Fixed()])
            .Restart()
            .When(Some.Failure()).Then(Some.WentDown(Some.Incident(3)), Held("cooling down until 2026-03-02 09:05:00Z", 3))
            .At(Some.T0.AddMinutes(5)).When(Some.Failure()).Then(Some.RemedyRequested(10, Some.Incident(3)));

    [Fact]
    public void The_hourly_limit_survives_a_restart() =>
        Given(Silent(Some.Remedy(everyCycle: true, maxPerHour: 2)))
            .When(Some.Failure(), Some.RemedyDone(), Some.Failure(), Some.RemedyDone())
            .Then(Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(), Some.RemedyJudged(), Some.RemedyRequested(2), Some.RemedySettled(2))
            .Restart()
            .When(Some.Failure(), Some.Failure()).Then(Some.RemedyJudged(round: 2, tried: 2), Held("ran 2 times within the hour, which is its limit"))
            .At(Some.T0.AddHours(1)).When(Some.Failure()).Then(Some.RemedyRequested(Some.T0.AddHours(1)));

    [Fact]
    public void A_remedy_under_way_at_a_crash_is_lost_and_never_run_again() =>
        Given(Once).When(Some.Failure()).Then(Some.WentDown(), Some.RemedyRequested(0))
            .Restart().Then(Some.RemedySettled(verdict: RemedyVerdict.Lost, details: null))
            .When(Some.Failure(), Some.Failure()).ThenNothing();

    [Fact]
    public void A_late_answer_of_a_lost_remedy_changes_nothing() =>
        Given(Once).When(Some.Failure()).Then(Some.WentDown(), Some.RemedyRequested(0))
            .Restart().Then(Some.RemedySettled(verdict: RemedyVerdict.Lost, details: null))
            .When((_, _, now) => new CheckCommand.SettleRemedy(now, Some.RemedyId(), RemedyVerdict.Succeeded, "{}")).ThenNothing();

    [Fact]
    public void A_lost_remedy_is_not_named_as_the_cure() =>
        Given(Once).When(Some.Failure()).Then(Some.WentDown(), Some.RemedyRequested(0))
            .Restart().When(Some.Success()).Then(Some.RemedySettled(verdict: RemedyVerdict.Lost, details: null), Some.Recovered());

    [Fact]
    public void Asked_for_every_cycle_a_lost_one_is_followed_by_a_new_one() =>
        Given(EveryCycle).When(Some.Failure()).Then(Some.WentDown(), Some.RemedyRequested(0))
            .Restart().When(Some.Failure())
            .Then(Some.RemedySettled(verdict: RemedyVerdict.Lost, details: null), Some.RemedyRequested(1));

    [Fact]
    public void Settling_twice_is_settling_once() =>
        Given(Once).When(Some.Failure(), Settle, Settle).Then(Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled());

    private static CheckCommand Settle(CheckState state, CheckDefinition definition, DateTimeOffset now) =>
        new CheckCommand.SettleRemedy(now, Some.RemedyId(), RemedyVerdict.Succeeded, "{}");

    [Fact]
    public void Removing_the_check_closes_a_remedy_under_way() =>
        Given(Once).When(Some.Failure(), Some.Retire()).Then(
            Some.WentDown(), Some.RemedyRequested(0),
            Some.RemedySettled(verdict: RemedyVerdict.Lost, details: null), new CheckEvent.Retired(Some.T0));

    [Fact]
    public void Removing_and_adding_a_check_is_no_way_around_its_limits() =>
        Given(Silent(Some.Remedy(maxPerHour: 1))).When(Some.Failure(), Some.RemedyDone(), Some.Retire(), Some.Define())
            .Restart().When(Some.Failure())
            .Then(
                Some.WentDown(), Some.RemedyRequested(0), Some.RemedySettled(), new CheckEvent.Retired(Some.T0),
                new CheckEvent.Defined(Some.T0, "checks.yaml:14", Once.Yaml, "f1"),
                Some.WentDown(Some.Incident(4)), Held("ran 1 times within the hour, which is its limit", 4));
}
