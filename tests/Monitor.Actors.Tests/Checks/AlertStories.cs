using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

public sealed class AlertStories
{
    private static readonly CheckDefinition Two = Some.Definition() with { Channels = ["console", "email"] };

    private static readonly CheckDefinition Silent = Some.Definition() with { NotifyOn = [] };

    private static Story Failing(CheckDefinition? definition = null) =>
        Given(definition ?? Some.Definition()).When(Some.Failure()).Then(Some.WentDown(), Some.FirstFailAlert(channels: Channels(definition)));

    private static string[] Channels(CheckDefinition? definition) => [.. (definition ?? Some.Definition()).Channels];

    private static CheckEvent Delivered(string id, string channel = "email", string? answer = null) =>
        new CheckEvent.AlertDelivered(Some.T0, id, channel, answer);

    private static CheckEvent Held(string id, string why, string channel = "email") =>
        new CheckEvent.AlertHeld(Some.T0, id, channel, why);

    private static CheckEvent Abandoned(string id, string why, string channel = "email") =>
        new CheckEvent.AlertAbandoned(Some.T0, id, channel, why);

    [Fact]
    public void Nobody_is_told_when_nobody_asked_for_it() =>
        Given(Silent).When(Some.Failure(), Some.Success()).Then(Some.WentDown(), Some.Recovered());

    [Fact]
    public void A_recovery_alone_may_be_asked_for() =>
        Given(Some.Definition() with { NotifyOn = [AlertKind.Recovered] }).When(Some.Failure(), Some.Success())
            .Then(Some.WentDown(), Some.Recovered(), Some.RecoveredAlert());

    [Fact]
    public void Without_a_channel_there_is_no_alert() =>
        Given(Some.Definition() with { Channels = [] }).When(Some.Failure()).Then(Some.WentDown());

    [Fact]
    public void A_delivery_is_remembered_once() =>
        Failing().When(Some.Delivered(Some.FirstFail())).Then(Delivered(Some.FirstFail()))
            .When(Some.Delivered(Some.FirstFail())).ThenNothing();

    [Fact]
    public void A_delivery_is_the_last_notification()
    {
        var story = Failing().When(Some.Delivered(Some.FirstFail()));
        Assert.Equal(Some.T0 + Cycle, story.State.LastNotificationAt);
        Assert.Empty(story.State.OpenAlerts);
    }

    [Fact]
    public void An_alert_stays_open_until_every_channel_has_settled_it()
    {
        var story = Failing(Two).When(Some.Delivered(Some.FirstFail(), "console"));
        Assert.Equal(["email"], story.State.OpenAlerts[Some.FirstFail()].Waiting.Keys);
        Assert.Empty(story.When(Some.Delivered(Some.FirstFail())).State.OpenAlerts);
    }

    [Fact]
    public void Being_held_is_told_once_per_reason() =>
        Failing().When(Some.Held(Some.FirstFail(), "no route"), Some.Held(Some.FirstFail(), "no route"))
            .Then(Held(Some.FirstFail(), "no route"))
            .When(Some.Held(Some.FirstFail(), "login refused"), Some.Held(Some.FirstFail(), "login refused"))
            .Then(Held(Some.FirstFail(), "login refused"));

    [Fact]
    public void What_is_held_is_open_after_a_restart() =>
        Assert.Equal("no route", Failing().When(Some.Held(Some.FirstFail(), "no route")).Restart()
            .State.OpenAlerts[Some.FirstFail()].Waiting["email"]);

    [Fact]
    public void Settling_what_was_never_raised_changes_nothing() =>
        Failing().When(Some.Delivered("db-health/7/first_fail"), Some.Delivered(Some.FirstFail(), "pager")).ThenNothing();

    [Fact]
    public void Who_was_never_told_of_the_failure_is_not_told_of_the_recovery() =>
        Failing(Two).When(Some.Abandoned(Some.FirstFail()), Some.Success()).Then(
            Abandoned(Some.FirstFail(), "refused"), Some.Recovered(), Some.RecoveredAlert(channels: "console"));

    [Fact]
    public void With_no_channel_left_no_recovery_is_raised() =>
        Failing().When(Some.Abandoned(Some.FirstFail()), Some.Success())
            .Then(Abandoned(Some.FirstFail(), "refused"), Some.Recovered());

    [Fact]
    public void Giving_up_the_failure_gives_up_the_recovery_that_waits_behind_it() =>
        Failing(Two).When(Some.Success()).Then(Some.Recovered(), Some.RecoveredAlert(channels: Channels(Two)))
            .When(Some.Abandoned(Some.FirstFail())).Then(
                Abandoned(Some.FirstFail(), "refused"),
                Abandoned(Some.RecoveryOf(), "the failure was never announced there"));

    [Fact]
    public void Giving_up_a_recovery_silences_nothing_else() =>
        Failing().When(Some.Success(), Some.Abandoned(Some.RecoveryOf()))
            .Then(Some.Recovered(), Some.RecoveredAlert(), Abandoned(Some.RecoveryOf(), "refused"))
            .When(Some.Delivered(Some.FirstFail())).Then(Delivered(Some.FirstFail()));

    [Fact]
    public void The_next_incident_is_told_to_everybody_again() =>
        Failing().When(Some.Abandoned(Some.FirstFail()), Some.Success(), Some.Failure()).Then(
            Abandoned(Some.FirstFail(), "refused"), Some.Recovered(),
            Some.WentDown(Some.Incident(3)), Some.FirstFailAlert(Some.Incident(3)));

    [Fact]
    public void Removing_the_check_closes_its_open_alerts() =>
        Failing(Two).When(Some.Retire()).Then(
            Abandoned(Some.FirstFail(), "the check was removed", "console"),
            Abandoned(Some.FirstFail(), "the check was removed"),
            new CheckEvent.Retired(Some.T0));

    [Fact]
    public void Removing_twice_is_removing_once() =>
        Given(Some.Definition()).When(Some.Retire(), Some.Retire()).Then(new CheckEvent.Retired(Some.T0));
}
