using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Checks.AlertSettlement;

namespace Monitor.Actors.Tests.Alerts;

public sealed class ChannelActorTests : ActorTest
{
    private readonly RecordingNotifier _mail = new();
    private readonly IActorRef _channel;
    private readonly TestProbe _check;

    public ChannelActorTests()
    {
        _channel = Sys.ActorOf(Props.Create(() => new ChannelActor(_mail, Time, ChannelManner.Plain)));
        _check = CreateTestProbe();
    }

    /// <summary>An alert raised so many seconds after the start.</summary>
    private OfferAlert An(double second = 0, AlertKind kind = AlertKind.FirstFail, string incident = "db-health/1") =>
        Some.Offer(StartedAt.AddSeconds(second), kind, incident);

    private void Offer(params OfferAlert[] offers)
    {
        foreach (var offer in offers)
            _channel.Tell(offer, _check.Ref);
    }

    private async Task Answered(OfferAlert offer, AlertSettlement how, string? why = null)
    {
        var settled = await Hear<CheckCommand.SettleAlert>(_check);
        Assert.Equal((offer.Alert.Id, "email", how, why), (settled.Id, settled.Channel, settled.Settlement, settled.Reason));
    }

    private async Task Sent(OfferAlert offer) => Assert.Equal(offer.Alert.Id, (await _mail.NextAsync()).Id);

    /// <summary>Everything told to the channel so far is done with.</summary>
    private async Task Quiet()
    {
        await _channel.Ask<ActorIdentity>(new Identify(1), Some.LongTime, TestContext.Current.CancellationToken);
        Assert.True(_mail.IsQuiet);
    }

    /// <summary>So much later; timers that were set so far fire.</summary>
    private async Task After(double seconds)
    {
        await Quiet();
        Advance(seconds);
    }

    [Fact]
    public async Task A_delivered_alert_is_settled_with_the_receivers_answer()
    {
        _mail.Answers(new Delivery.Sent("queued as 4C1"));
        Offer(An());
        await Sent(An());
        await Answered(An(), Delivered, "queued as 4C1");
    }

    [Fact]
    public async Task Alerts_are_sent_one_at_a_time_in_the_order_they_were_raised()
    {
        var first = _mail.Hangs();
        Offer(An(0, incident: "a"), An(3, incident: "d"), An(2, incident: "c"), An(1, incident: "b"));
        await Sent(An(0, incident: "a"));
        await Quiet();
        first.SetResult(new Delivery.Sent());
        await Sent(An(1, incident: "b"));
        await Sent(An(2, incident: "c"));
        await Sent(An(3, incident: "d"));
    }

    [Fact]
    public async Task A_channel_that_is_away_is_tried_again_after_ten_seconds_doubling()
    {
        var news = Listen<ChannelChanged>();
        _mail.Answers(new Delivery.TryLater("no route"), new Delivery.TryLater("no route"), new Delivery.TryLater("login refused"));
        Offer(An());
        foreach (var (wait, why) in new[] { (10, "no route"), (20, "no route"), (40, "login refused") })
        {
            await Sent(An());
            await Answered(An(), Held, why);
            Assert.Equal($"email: not delivered, 1 queued: {why}", (await Hear<ChannelChanged>(news)).Trouble);
            await After(wait - 0.1);
            await Quiet();
            await After(0.1);
        }

        await Sent(An());
        await Answered(An(), Delivered);
        Assert.Null((await Hear<ChannelChanged>(news)).Trouble);
    }

    [Fact]
    public async Task A_receiver_that_says_when_to_come_again_is_asked_then()
    {
        _mail.Answers(new Delivery.TryLater("busy", TimeSpan.FromSeconds(7)), new Delivery.TryLater("very busy", TimeSpan.FromDays(1)));
        Offer(An());
        foreach (var (wait, why) in new[] { (7, "busy"), (3600, "very busy") })
        {
            await Sent(An());
            await Answered(An(), Held, why);
            await After(wait - 0.1);
            await Quiet();
            await After(0.1);
        }

        await Sent(An());
        await Answered(An(), Delivered);
    }

    [Fact]
    public async Task An_alert_that_is_refused_does_not_keep_the_next_one_waiting()
    {
        _mail.Answers(new Delivery.GiveUp("HTTP 400: invalid_payload"));
        var next = An(1, incident: "b");
        Offer(An(), next);
        await Sent(An());
        await Answered(An(), Abandoned, "HTTP 400: invalid_payload");
        await Sent(next);
        await Answered(next, Delivered);
    }

    [Fact]
    public async Task After_a_delivery_the_backoff_starts_anew()
    {
        _mail.Answers(new Delivery.TryLater("x"), new Delivery.TryLater("x"), new Delivery.Sent(), new Delivery.TryLater("x"));
        Offer(An());
        await Sent(An());
        await Answered(An(), Held, "x");
        await After(10);
        await Sent(An());
        await Answered(An(), Held, "x");
        await After(20);
        await Sent(An());
        await Answered(An(), Delivered);
        Offer(An(1, incident: "b"));
        await Sent(An(1, incident: "b"));
        await Answered(An(1, incident: "b"), Held, "x");
        await After(10);
        await Sent(An(1, incident: "b"));
    }

    [Fact]
    public async Task While_it_waits_new_alerts_join_the_queue()
    {
        _mail.Answers(new Delivery.TryLater("x"));
        Offer(An());
        await Sent(An());
        await Answered(An(), Held, "x");
        Offer(An(1, incident: "b"));
        await Quiet();
        await After(10);
        await Sent(An());
        await Sent(An(1, incident: "b"));
    }

    [Fact]
    public async Task Everybody_in_the_queue_hears_why_it_waits()
    {
        var first = _mail.Hangs();
        Offer(An(), An(1, incident: "b"));
        await Sent(An());
        await Quiet();
        first.SetResult(new Delivery.TryLater("no route"));
        await Answered(An(), Held, "no route");
        await Answered(An(1, incident: "b"), Held, "no route");
    }

    [Fact]
    public async Task An_alert_offered_again_while_it_waits_is_sent_once()
    {
        var first = _mail.Hangs();
        Offer(An(), An(), An());
        await Sent(An());
        Offer(An());
        await Quiet();
        first.SetResult(new Delivery.Sent());
        await Answered(An(), Delivered);
        await Quiet();
    }

    [Fact]
    public async Task An_alert_offered_again_after_it_was_sent_is_answered_and_not_sent()
    {
        Offer(An());
        await Sent(An());
        await Answered(An(), Delivered);
        Offer(An());
        await Answered(An(), Delivered);
        await Quiet();
    }

    [Fact]
    public async Task The_answer_goes_to_whoever_offered_it_last()
    {
        var first = _mail.Hangs();
        var restarted = CreateTestProbe();
        Offer(An());
        await Sent(An());
        _channel.Tell(An(), restarted.Ref);
        await Quiet();
        first.SetResult(new Delivery.Sent());
        Assert.Equal(Delivered, (await Hear<CheckCommand.SettleAlert>(restarted)).Settlement);
    }

    [Fact]
    public async Task A_notifier_that_throws_is_tried_again()
    {
        _mail.Throws(new InvalidOperationException("a plug-in with a bug"));
        Offer(An());
        await Sent(An());
        await Answered(An(), Held, "InvalidOperationException: a plug-in with a bug");
        await After(10);
        await Sent(An());
        await Answered(An(), Delivered);
    }

    [Fact]
    public async Task What_will_never_be_taken_is_given_up_and_the_next_one_sent()
    {
        _mail.Answers(new Delivery.GiveUp("refused: 550 no such user"));
        Offer(An(), An(1, incident: "b"));
        await Sent(An());
        await Answered(An(), Abandoned, "refused: 550 no such user");
        await Sent(An(1, incident: "b"));
        await Answered(An(1, incident: "b"), Delivered);
    }

    [Fact]
    public async Task A_failure_given_up_takes_its_recovery_out_of_the_queue()
    {
        var first = _mail.Hangs();
        Offer(An(), An(1, AlertKind.Recovered), An(2, incident: "b"));
        await Sent(An());
        await Quiet();
        first.SetResult(new Delivery.GiveUp("refused"));
        await Answered(An(), Abandoned, "refused");
        await Sent(An(2, incident: "b"));
        await Answered(An(2, incident: "b"), Delivered);
    }

    [Fact]
    public async Task A_recovery_offered_after_its_failure_was_given_up_is_not_sent()
    {
        _mail.Answers(new Delivery.GiveUp("refused"));
        Offer(An());
        await Sent(An());
        await Answered(An(), Abandoned, "refused");
        Offer(An(1, AlertKind.Recovered));
        await Answered(An(1, AlertKind.Recovered), Abandoned, "the failure was never announced there");
        await Quiet();
    }

    [Fact]
    public async Task After_a_day_it_is_given_up()
    {
        _mail.Otherwise = new Delivery.TryLater("no route");
        var news = Listen<ChannelChanged>();
        Offer(An(-86_400 + 5));
        await Sent(An());
        await Answered(An(-86_400 + 5), Held, "no route");
        await Hear<ChannelChanged>(news);
        await After(10);
        await Sent(An());
        await Answered(An(-86_400 + 5), Abandoned, "not delivered within 24 h: no route");
    }

    [Fact]
    public async Task Giving_up_after_a_day_is_not_news_of_a_channel_that_delivers()
    {
        _mail.Otherwise = new Delivery.TryLater("no route");
        var news = Listen<ChannelChanged>();
        var (old, young) = (An(-86_400 + 5), An(1, incident: "b"));
        Offer(old);
        await Sent(old);
        await Answered(old, Held, "no route");
        Offer(young);
        await After(10);
        await Sent(old);
        await Answered(old, Abandoned, "not delivered within 24 h: no route");
        await Answered(young, Held, "no route");
        await After(20);
        await Sent(young);
        await Answered(young, Held, "no route");
        await After(39);
        await Quiet();
        for (var i = 0; i < 3; i++)
            Assert.NotNull((await Hear<ChannelChanged>(news)).Trouble);
    }

    [Fact]
    public async Task A_channel_nobody_set_up_says_so()
    {
        var alerts = Sys.ActorOf(Props.Create(() => new AlertsActor(new[] { _mail }, Time)));
        alerts.Tell(new UseChannels([], ChannelManner.Plain));
        alerts.Tell(An() with { Channel = "pager" }, _check.Ref);
        var settled = await Hear<CheckCommand.SettleAlert>(_check);
        Assert.Equal(("pager", Held, "the channel pager is not configured"), (settled.Channel, settled.Settlement, settled.Reason));
        alerts.Tell(An(), _check.Ref);
        await Answered(An(), Delivered);
    }

    [Fact]
    public async Task What_comes_late_says_by_how_much_and_why_and_so_does_what_waited_behind_it()
    {
        _mail.Answers(new Delivery.TryLater("no route"));
        var (failed, other) = (An(-240), An(-239, incident: "db-health/0")); // as after a restart
        Offer(failed);
        Assert.Equal("delayed 4 min", (await _mail.NextAsync()).Delay);
        await Answered(failed, Held, "no route");
        Offer(other);
        await After(10);
        Assert.Equal("delayed 4 min: no route", (await _mail.NextAsync()).Delay);
        Assert.Equal("delayed 4 min: no route", (await _mail.NextAsync()).Delay);
        await Answered(failed, Delivered);
        await Answered(other, Delivered);
        Offer(An(10, incident: "db-health/2"));
        Assert.Null((await _mail.NextAsync()).Delay);
    }
}
