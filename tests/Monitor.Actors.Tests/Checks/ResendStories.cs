using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What a channel has given up can be told again while there is something to tell.</summary>
public sealed class ResendStories
{
    private static readonly CheckDefinition Two = Some.Definition() with { Channels = ["console", "email"] };

    private static Story GivenUp() => Given(Two).When(Some.Failure(), Some.Abandoned(Some.FirstFail()))
        .Then(Some.WentDown(), Some.FirstFailAlert(channels: ["console", "email"]), GaveUp(Some.FirstFail()));

    private static CheckEvent GaveUp(string id, string why = "refused") => new CheckEvent.AlertAbandoned(Some.T0, id, "email", why);

    private static Step Resend(CheckEvent.AlertRaised alert, string channel = "email") => (_, _, now) => new CheckCommand.Resend(now, alert, channel, "the API");

    private static CheckEvent.AlertRaised Alert => Some.FirstFailAlert(channels: ["console", "email"]);

    /// <summary>Told again in that round, for that channel alone.</summary>
    private static CheckEvent.AlertRaised Again(CheckEvent.AlertRaised alert, int round) => alert with
    {
        Id = $"{alert.Incident}/{AlertKinds.Word(alert.Kind)}/{(Some.T0 + (round * Cycle)).ToUnixTimeMilliseconds()}",
        Channels = ["email"],
        Repeats = alert.Id,
        By = "the API",
        NewsAt = alert.NewsAt ?? alert.At,
    };

    private static string? Refused(Story story, CheckEvent.AlertRaised alert, string channel = "email") =>
        Resending.Refusal(story.State, new CheckCommand.Resend(story.Now, alert, channel, "the API"));

    [Fact]
    public void It_is_a_new_alert_that_says_the_same_on_that_channel_alone() =>
        GivenUp().When(Resend(Alert)).Then(Again(Alert, 2))
            .When(Some.Delivered(Again(Alert, 2).Id)).Then(new CheckEvent.AlertDelivered(Some.T0, Again(Alert, 2).Id, "email"));

    [Fact]
    public void Who_is_told_again_hears_of_the_recovery() =>
        GivenUp().When(Resend(Alert), Some.Delivered(Again(Alert, 2).Id), Some.Success()).Restart().Then(
            Again(Alert, 2), new CheckEvent.AlertDelivered(Some.T0, Again(Alert, 2).Id, "email"),
            Some.Recovered(), Some.RecoveredAlert(channels: ["console", "email"]));

    [Fact]
    public void Given_up_again_is_untold_again() =>
        GivenUp().When(Resend(Alert), Some.Abandoned(Again(Alert, 2).Id), Some.Success()).Then(
            Again(Alert, 2), GaveUp(Again(Alert, 2).Id), Some.Recovered(), Some.RecoveredAlert(channels: "console"));

    [Fact]
    public void What_is_given_up_again_takes_the_recovery_that_waits_behind_it() =>
        GivenUp().When(Resend(Alert), Some.Success(), Some.Abandoned(Again(Alert, 2).Id)).Then(
            Again(Alert, 2), Some.Recovered(), Some.RecoveredAlert(channels: ["console", "email"]),
            GaveUp(Again(Alert, 2).Id), GaveUp(Some.RecoveryOf(), CheckDecider.NeverAnnounced));

    [Fact]
    public void While_news_is_held_it_is_remembered_that_the_failure_was_told_again() =>
        GivenUp().When(Some.Maintenance(TimeSpan.FromMinutes(5)), Resend(Alert), Some.Success()).Then(
                new CheckEvent.MaintenanceSet(Some.T0, "m-1", Some.T0 + (2 * Cycle) + TimeSpan.FromMinutes(5), "the board"),
                Again(Alert, 3), Some.Recovered(),
                new CheckEvent.AlertSuppressed(Some.T0, AlertKind.Recovered, Some.Incident(), "maintenance", "in maintenance until 09:06 UTC", Some.Incident(), [], ToldChannels: ["console", "email"]))
            .When(Some.MaintenanceOver(), Some.Success()).Then(
                new CheckEvent.MaintenanceEnded(Some.T0, "m-1", "the board"), new CheckEvent.SuppressionEnded(Some.T0, "maintenance", AlertKind.Recovered),
                Some.RecoveredAlert(channels: ["console", "email"]));

    [Fact]
    public void A_recovery_can_be_told_again() =>
        Given(Some.Definition()).When(Some.Failure(), Some.Success(), Some.Abandoned(Some.RecoveryOf()), Resend(Some.RecoveredAlert())).Then(
            Some.WentDown(), Some.FirstFailAlert(), Some.Recovered(), Some.RecoveredAlert(), GaveUp(Some.RecoveryOf()), Again(Some.RecoveredAlert(), 3));

    [Fact]
    public void What_waits_is_not_told_again()
    {
        var story = Given(Two).When(Some.Failure());
        Assert.Equal("the alert is not given up: it still waits for email", Refused(story, Alert));
        Assert.Equal("the alert was not for pager", Refused(story, Alert, "pager"));
        story = GivenUp().When(Resend(Alert));
        Assert.Equal("the alert is being told again already, and waits for email", Refused(story, Alert));
        story.Then(Again(Alert, 2)).When(Resend(Alert)).ThenNothing();
    }

    [Fact]
    public void A_failure_that_is_over_is_not_told_again()
    {
        const string Over = "the failure is over; there is nothing left to tell of it";
        var story = GivenUp().When(Some.Success());
        Assert.Equal(Over, Refused(story, Alert));
        Assert.Equal(Over, Refused(story.When(Some.Failure()), Alert));
        Assert.Equal("it no longer flaps; there is nothing left to tell of it", Refused(story, Alert with { Kind = AlertKind.Flapping }));
    }

    [Fact]
    public void A_recovery_is_not_told_again_while_it_fails_again()
    {
        var story = Given(Two).When(Some.Failure(), Some.Success(), Some.Abandoned(Some.RecoveryOf()));
        var recovery = story.Journal.OfType<CheckEvent.AlertRaised>().Last();
        Assert.Null(Refused(story, recovery));
        Assert.Equal("it fails again; that it has recovered is no longer true", Refused(story.When(Some.Failure()), recovery));
    }

    [Fact]
    public void What_is_told_again_says_when_it_happened()
    {
        var story = Given(Two).When(Some.Failure(), Some.Success(), Some.Abandoned(Some.RecoveryOf()));
        var recovery = story.Journal.OfType<CheckEvent.AlertRaised>().Last();
        story.Later(TimeSpan.FromDays(1)).When(Resend(recovery));
        var again = story.Journal.OfType<CheckEvent.AlertRaised>().Last();
        Assert.Equal((recovery.Id, recovery.At, true), (again.Repeats, again.NewsAt, again.At > recovery.At));
        var words = AlertWords.Of(Monitor.Actors.Alerts.Alert.Of(new OfferAlert(Some.Name, again, "email")), null);
        Assert.Equal("[P2] db-health recovered after 30 s", words.Title);
        Assert.Equal("at 2026-03-02 09:00:30 UTC", words.When);
    }
}
