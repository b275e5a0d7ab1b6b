using Akka.Actor;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts;

public sealed class ChannelQueueTests
{
    private static readonly OfferAlert First = Some.Offer(Some.T0, incident: "a/1");

    private static readonly OfferAlert Second = Some.Offer(Some.T0.AddSeconds(1), incident: "b/1");

    private static ChannelQueue Queue(params OfferAlert[] offers) =>
        offers.Aggregate(ChannelQueue.Empty, (queue, offer) => queue.Add(offer, ActorRefs.Nobody, offer.Alert.At));

    private static CheckCommand.SettleAlert Settled(OfferAlert offer) =>
        new(Some.T0, offer.Alert.Id, offer.Channel, AlertSettlement.Delivered, null);

    [Fact]
    public void Alerts_wait_in_the_order_they_were_raised() =>
        Assert.Equal([First, Second], Queue(Second, First).Waiting.Select(entry => entry.Offer));

    [Theory]
    [InlineData(AlertKind.FirstFail, AlertKind.DeadlineMiss)]
    [InlineData(AlertKind.FirstFail, AlertKind.Escalation)]
    public void Of_one_round_the_news_comes_before_what_follows_from_it(AlertKind news, AlertKind next)
    {
        var (first, second) = (Some.Offer(Some.T0, news), Some.Offer(Some.T0, next));
        Assert.Equal([first, second], Queue(second, first).Waiting.Select(entry => entry.Offer));
    }

    [Fact]
    public void An_alert_waits_once_however_often_it_is_offered()
    {
        var queue = Queue(First, First, Second, First);
        Assert.Equal(2, queue.Count);
        Assert.True(queue.Holds(First.Alert.Id));
    }

    [Fact]
    public void What_is_settled_no_longer_waits_and_is_remembered()
    {
        var queue = Queue(First, Second).Settle(Settled(First));
        Assert.Equal(Second, queue.Next?.Offer);
        Assert.False(queue.Holds(First.Alert.Id));
        Assert.Equal(Settled(First), queue.SettlementOf(First.Alert.Id));
        Assert.Null(queue.SettlementOf(Second.Alert.Id));
    }

    [Fact]
    public void Only_the_last_thousand_settlements_are_remembered()
    {
        var offers = Enumerable.Range(0, 1001).Select(i => Some.Offer(Some.T0.AddSeconds(i), incident: $"a/{i}")).ToArray();
        var queue = offers.Aggregate(Queue(offers), (all, offer) => all.Settle(Settled(offer)));
        Assert.Equal(0, queue.Count);
        Assert.Null(queue.SettlementOf(offers[0].Alert.Id));
        Assert.NotNull(queue.SettlementOf(offers[1].Alert.Id));
        Assert.NotNull(queue.SettlementOf(offers[1000].Alert.Id));
    }

    [Fact]
    public void A_recovery_can_be_dropped_with_its_failure()
    {
        var recovery = Some.Offer(Some.T0.AddSeconds(2), AlertKind.Recovered, "a/1");
        Assert.Equal([First], Queue(First, recovery).DropRecovery("a/1").Waiting.Select(entry => entry.Offer));
        Assert.Equal(2, Queue(First, recovery).DropRecovery("b/1").Count);
    }

    [Fact]
    public void A_failure_that_was_given_up_and_is_told_again_announces_its_recovery()
    {
        var again = First with { Alert = First.Alert with { Id = First.Alert.Id + "/7" } };
        var recovery = Some.Offer(Some.T0.AddSeconds(2), AlertKind.Recovered, "a/1").Alert;
        var givenUp = Queue(First).Settle(Settled(First) with { Settlement = AlertSettlement.Abandoned });
        Assert.True(givenUp.WasNeverAnnounced(recovery));
        var toldAgain = givenUp.Add(again, ActorRefs.Nobody, Some.T0);
        Assert.False(toldAgain.WasNeverAnnounced(recovery));
        Assert.False(toldAgain.Settle(Settled(again)).WasNeverAnnounced(recovery));
        Assert.True(toldAgain.Settle(Settled(again) with { Settlement = AlertSettlement.Abandoned }).WasNeverAnnounced(recovery));
    }

    [Fact]
    public void It_is_full_at_twenty_thousand() =>
        Assert.True(Queue([.. Enumerable.Range(0, ChannelQueue.Capacity).Select(i => Some.Offer(Some.T0.AddSeconds(i), incident: $"a/{i}"))]).Full);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 20)]
    [InlineData(2, 40)]
    [InlineData(5, 320)]
    [InlineData(6, 600)]
    [InlineData(1000, 600)]
    public void A_channel_waits_ten_seconds_doubling_to_ten_minutes(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ChannelBackoff.After(failures));

    [Theory]
    [InlineData(true, false, true, "email")]
    [InlineData(true, true, true, "email,console")]
    [InlineData(true, false, false, "console")]
    [InlineData(false, false, true, "console")]
    [InlineData(false, true, false, "console")]
    public void Mail_where_it_is_set_up_and_the_console_where_it_is_not(bool email, bool console, bool isSetUp, string channels)
    {
        var config = MonitorConfig.Empty with { NotifyByEmail = email, NotifyOnConsole = console };
        Assert.Equal(channels.Split(','), new AlertRouting(config, isSetUp ? ["console", "email"] : ["console"]).Usual);
    }
}
