using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What fails behind something that fails is told once: by that.</summary>
public sealed class DependencyStories
{
    private const string Unreachable = "unreachable: depends on router, which is failing";
    private const string Unsettled = "waits for a look at router, which it depends on";

    private static readonly CheckName Router = CheckName.Of("router");

    private static readonly CheckDefinition Child = Some.Definition() with { DependsOn = [Router] };

    private static ParentStanding Parent(bool failing, int? lookedAt = 0, bool rests = false) =>
        new(Router, new Standing(failing, lookedAt is { } round ? Some.T0 + (round * Cycle) : null, Cycle, rests));

    private static readonly ParentStanding Unknown = new(Router, null);

    private static CheckEvent Suppressed(string reason, string rule, int round = 0) =>
        new CheckEvent.AlertSuppressed(Some.T0, AlertKind.FirstFail, Some.Incident(round), rule, reason, null, []);

    private static CheckEvent Tells(AlertKind? kind, string rule) => new CheckEvent.SuppressionEnded(Some.T0, rule, kind);

    [Fact]
    public void Behind_a_failing_parent_nobody_is_told() =>
        Given(Child).When(Some.Failure().Behind(Parent(failing: true)), Some.Failure().Behind(Parent(failing: true)))
            .Then(Some.WentDown(), Suppressed(Unreachable, "unreachable"));

    [Fact]
    public void When_both_come_back_nobody_hears_of_the_child() =>
        Given(Child).When(Some.Failure().Behind(Parent(failing: true)), Some.Success().Behind(Parent(failing: false)))
            .Then(Some.WentDown(), Suppressed(Unreachable, "unreachable"), Some.Recovered(), Tells(null, "unreachable"));

    [Fact]
    public void When_the_parent_comes_back_and_the_child_does_not_the_child_is_told() =>
        Given(Child).When(Some.Failure().Behind(Parent(failing: true)), Some.Failure().Behind(Parent(failing: false, lookedAt: 1)))
            .Then(Some.WentDown(), Suppressed(Unreachable, "unreachable"), Tells(AlertKind.FirstFail, "unreachable"), Some.FirstFailAlert());

    [Fact]
    public void A_failure_waits_until_the_parent_was_looked_at_too() =>
        Given(Child).When(Some.Failure().Behind(Parent(failing: false, lookedAt: -1)))
            .Then(Some.WentDown(), Suppressed(Unsettled, "unsettled"))
            .Later(-Cycle / 2).When(Some.Failure().Behind(Parent(failing: false, lookedAt: 0)))
            .Then(Tells(AlertKind.FirstFail, "unsettled"), Some.FirstFailAlert());

    [Fact]
    public void A_parent_that_fails_a_moment_later_counts() =>
        Given(Child).When(Some.Failure().Behind(Parent(failing: false, lookedAt: -1)))
            .Then(Some.WentDown(), Suppressed(Unsettled, "unsettled"))
            .Later(-Cycle / 2).When(Some.Failure().Behind(Parent(failing: true))).Then(Suppressed(Unreachable, "unreachable"));

    [Fact]
    public void A_parent_that_is_not_looked_at_is_waited_for_no_longer_than_its_interval() =>
        Given(Child).When(Some.Failure().Behind(Parent(failing: false, lookedAt: -1)), Some.Failure().Behind(Parent(failing: false, lookedAt: -1)))
            .Then(Some.WentDown(), Suppressed(Unsettled, "unsettled"), Tells(AlertKind.FirstFail, "unsettled"), Some.FirstFailAlert());

    [Fact]
    public void A_parent_of_which_nothing_is_known_is_waited_for_ten_seconds_and_not_failing()
    {
        var story = Given(Child).When(Some.Failure().Behind(Unknown)).Then(Some.WentDown(), Suppressed(Unsettled, "unsettled"));
        story.Later(TimeSpan.FromSeconds(9.9) - Cycle).When(Some.Failure().Behind(Unknown)).ThenNothing();
        story.Later(TimeSpan.FromSeconds(0.1) - Cycle).When(Some.Failure().Behind(Unknown))
            .Then(Tells(AlertKind.FirstFail, "unsettled"), Some.FirstFailAlert());
    }

    [Fact]
    public void A_paused_parent_is_not_waited_for() =>
        Given(Child).When(Some.Failure().Behind(Parent(failing: false, lookedAt: null, rests: true)))
            .Then(Some.WentDown(), Some.FirstFailAlert());

    [Fact]
    public void What_answers_is_reachable_and_its_recovery_is_told() =>
        Given(Child).When(Some.Failure().Behind(Parent(failing: false, lookedAt: 1)), Some.Success().Behind(Parent(failing: true)))
            .Then(Some.WentDown(), Some.FirstFailAlert(), Some.Recovered(), Some.RecoveredAlert());

    [Fact]
    public void One_failing_parent_of_several_is_enough() =>
        Given(Child).When(Some.Failure().Behind(new ParentStanding(CheckName.Of("switch"), new(false, Some.T0, Cycle)), Parent(failing: true)))
            .Then(Some.WentDown(), Suppressed(Unreachable, "unreachable"));

    [Fact]
    public void Remedies_do_not_run_behind_a_failing_parent() =>
        Given(Child.With(Some.Remedy())).When(Some.Failure().Behind(Parent(failing: true))).Then(
            Some.WentDown(), Suppressed(Unreachable, "unreachable"),
            new CheckEvent.RemedyHeld(Some.T0, 0, "restart", Some.Incident(), Unreachable, "unreachable"));
}
