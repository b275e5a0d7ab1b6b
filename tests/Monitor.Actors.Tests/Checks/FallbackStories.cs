using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Support.Story;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What a channel does not deliver is told on another one.</summary>
public sealed class FallbackStories
{
    private static Step Silent(string id, string why = "HTTP 503", AlertSettlement how = AlertSettlement.Held, string fallback = "pager", string channel = "email") =>
        (_, _, now) => new CheckCommand.SettleAlert(now, id, channel, how, why) { Fallback = [.. fallback.Split(',')] };

    private static CheckEvent Held(string id, string why = "HTTP 503") => new CheckEvent.AlertHeld(Some.T0, id, "email", why);

    private static CheckEvent.AlertRaised Instead(CheckEvent.AlertRaised alert, int round, AlertKind? kind = null, string why = "HTTP 503") => alert with
    {
        Id = $"{alert.Incident}/{AlertKinds.Word(kind ?? alert.Kind)}/{(Some.T0 + (round * Cycle)).ToUnixTimeMilliseconds()}",
        Kind = kind ?? alert.Kind,
        Channels = ["pager"],
        Via = $"instead of email, which does not deliver: {why}",
        Repeats = alert.Id,
        NewsAt = Some.T0,
        InsteadOf = "email",
    };

    [Fact]
    public void The_other_one_is_told_once_while_the_first_goes_on_trying() =>
        Given(Some.Definition()).When(Some.Failure(), Silent(Some.FirstFail()), Silent(Some.FirstFail())).Then(
                Some.WentDown(), Some.FirstFailAlert(), Held(Some.FirstFail()), Instead(Some.FirstFailAlert(), 1))
            .Restart().When(Silent(Some.FirstFail(), "HTTP 500")).Then(Held(Some.FirstFail(), "HTTP 500"))
            .When(Some.Delivered(Some.FirstFail())).Then(new CheckEvent.AlertDelivered(Some.T0, Some.FirstFail(), "email"));

    [Fact]
    public void Both_hear_of_the_recovery() =>
        Given(Some.Definition()).When(Some.Failure(), Silent(Some.FirstFail()), Some.Success()).Then(
            Some.WentDown(), Some.FirstFailAlert(), Held(Some.FirstFail()), Instead(Some.FirstFailAlert(), 1),
            Some.Recovered(), Some.RecoveredAlert(channels: ["email", "pager"]));

    [Fact]
    public void What_is_refused_for_good_is_told_on_the_other_one_and_so_is_the_recovery() =>
        Given(Some.Definition()).When(Some.Failure(), Silent(Some.FirstFail(), "HTTP 400", AlertSettlement.Abandoned), Some.Success()).Then(
            Some.WentDown(), Some.FirstFailAlert(), Instead(Some.FirstFailAlert(), 1, why: "HTTP 400"),
            new CheckEvent.AlertAbandoned(Some.T0, Some.FirstFail(), "email", "HTTP 400"),
            Some.Recovered(), Some.RecoveredAlert(channels: "pager"));

    [Fact]
    public void What_is_over_is_told_only_where_it_was_meant_to_be() =>
        Given(Some.Definition()).When(Some.Failure(), Some.Success(), Silent(Some.FirstFail()), Silent(Some.RecoveryOf())).Then(
            Some.WentDown(), Some.FirstFailAlert(), Some.Recovered(), Some.RecoveredAlert(), Held(Some.FirstFail()), Held(Some.RecoveryOf()));

    [Fact]
    public void Who_was_told_anyway_is_not_told_again() =>
        Given(Some.Definition() with { Channels = ["email", "pager"] }).When(Some.Failure(), Silent(Some.FirstFail())).Then(
            Some.WentDown(), Some.FirstFailAlert(channels: ["email", "pager"]), Held(Some.FirstFail()));

    [Fact]
    public void Of_several_who_stand_in_those_are_told_who_were_not_told_anyway() =>
        Given(Some.Definition() with { Channels = ["chat", "mail to a"] }).When(Some.Failure(), Silent(Some.FirstFail(), fallback: "mail to a,mail to b,mail to c", channel: "chat")).Then(
            Some.WentDown(), Some.FirstFailAlert(channels: ["chat", "mail to a"]),
            new CheckEvent.AlertHeld(Some.T0, Some.FirstFail(), "chat", "HTTP 503"),
            Instead(Some.FirstFailAlert(), 1) with { Channels = ["mail to b", "mail to c"], Via = "instead of chat, which does not deliver: HTTP 503", InsteadOf = "chat" });

    [Fact]
    public void Two_channels_that_fall_back_to_different_ones_tell_each_once()
    {
        var check = Some.Definition() with { Channels = ["chat", "email"], NotifyOn = [AlertKind.FirstFail] };
        Step[] both = [Silent(Some.FirstFail()), Silent(Some.FirstFail(), fallback: "sms", channel: "chat")];
        var story = Given(check).When([Some.Failure(), .. both, .. both, .. both]);
        Assert.Equal([("pager", "email"), ("sms", "chat")], story.Journal.OfType<CheckEvent.AlertRaised>().Skip(1).Select(alert => (alert.Channels.Single(), alert.InsteadOf)));
        story.When(Some.Abandoned(story.Journal.OfType<CheckEvent.AlertRaised>().ElementAt(1).Id, channel: "pager"));
        var told = story.Journal.OfType<CheckEvent.AlertRaised>().Count();
        story.When([.. both, .. both]);
        Assert.Equal(told, story.Journal.OfType<CheckEvent.AlertRaised>().Count());
    }

    [Fact]
    public void What_was_told_instead_goes_no_further()
    {
        var story = Given(Some.Definition()).When(Some.Failure(), Silent(Some.FirstFail()));
        var instead = Instead(Some.FirstFailAlert(), 1).Id;
        story.Then(Some.WentDown(), Some.FirstFailAlert(), Held(Some.FirstFail()), Instead(Some.FirstFailAlert(), 1))
            .When(Silent(instead, "no route", fallback: "email", channel: "pager")).Then(new CheckEvent.AlertHeld(Some.T0, instead, "pager", "no route"));
    }

    [Fact]
    public void Nobody_is_reminded_of_what_is_new_to_him()
    {
        var check = Some.Definition() with { RemindEvery = TimeSpan.FromMinutes(1) };
        var story = Given(check).When(Some.Failure(), Some.Delivered(Some.FirstFail()), Some.Failure(), Some.Failure());
        var reminder = story.Journal.OfType<CheckEvent.AlertRaised>().Single(alert => alert.Kind == AlertKind.Reminder);
        story.When(Silent(reminder.Id));
        var told = story.Journal.OfType<CheckEvent.AlertRaised>().Last();
        Assert.Equal((AlertKind.Escalation, "email", reminder.Id, "pager"), (told.Kind, told.InsteadOf, told.Repeats, told.Channels.Single()));
        Assert.Contains("pager", story.State.Incident!.ToldChannels!);
    }

    [Fact]
    public void It_says_why_it_comes_this_way()
    {
        var alert = Alert.Of(new OfferAlert(Some.Name, Instead(Some.FirstFailAlert(), 1), "pager"));
        Assert.EndsWith(", instead of email, which does not deliver: HTTP 503", AlertWords.Of(alert, null).When, StringComparison.Ordinal);
        Assert.EndsWith("\n\ninstead of email, which does not deliver: HTTP 503", AlertText.Body(alert), StringComparison.Ordinal);
    }
}
