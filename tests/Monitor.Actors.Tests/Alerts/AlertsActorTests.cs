using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Checks.AlertSettlement;

namespace Monitor.Actors.Tests.Alerts;

/// <summary>The channels follow the configuration, and no alert is lost on the way.</summary>
public sealed class AlertsActorTests : ActorTest
{
    private readonly RecordingNotifier _console = new("console");
    private readonly RecordingNotifier _chat = new("chat");
    private readonly RecordingNotifier _newChat = new("chat");
    private readonly IActorRef _alerts;
    private readonly TestProbe _check;

    public AlertsActorTests()
    {
        _alerts = Sys.ActorOf(Props.Create(() => new AlertsActor(new[] { _console }, Time)));
        _check = CreateTestProbe();
    }

    private static ChannelDefinition Definition(RecordingNotifier notifier, string fingerprint) =>
        new(notifier.Name, new TypeOf(notifier), "", fingerprint);

    private void Use(params ImmutableArray<ChannelDefinition> channels) => _alerts.Tell(new UseChannels(channels, ChannelManner.Plain));

    private OfferAlert An(double second = 0, string incident = "db-health/1") =>
        Some.Offer(StartedAt.AddSeconds(second), AlertKind.FirstFail, incident) with { Channel = "chat" };

    private void Offer(OfferAlert offer) => _alerts.Tell(offer, _check.Ref);

    private async Task Settled(OfferAlert offer, AlertSettlement how, string? why = null)
    {
        var settled = await Hear<CheckCommand.SettleAlert>(_check);
        Assert.Equal((offer.Alert.Id, "chat", how, why), (settled.Id, settled.Channel, settled.Settlement, settled.Reason));
    }

    [Fact]
    public async Task A_channel_that_comes_is_used()
    {
        Use(Definition(_chat, "1"));
        Offer(An());
        await Settled(An(), Delivered);
        Assert.Equal(An().Alert.Id, (await _chat.NextAsync()).Id);
    }

    [Fact]
    public async Task A_channel_that_goes_answers_that_it_is_not_configured()
    {
        Use(Definition(_chat, "1"));
        Use();
        Offer(An());
        await Settled(An(), Held, "the channel chat is not configured");
    }

    [Fact]
    public async Task A_built_in_channel_stays_whatever_the_file_says()
    {
        Use();
        Offer(An() with { Channel = "console" });
        Assert.Equal(An().Alert.Id, (await _console.NextAsync()).Id);
    }

    [Fact]
    public async Task What_waits_for_a_channel_is_delivered_by_the_one_that_replaces_it_in_order()
    {
        _chat.Otherwise = new Delivery.TryLater("the token is wrong");
        Use(Definition(_chat, "1"));
        var news = Listen<ChannelChanged>();
        Offer(An());
        await Settled(An(), Held, "the token is wrong");
        Assert.NotNull((await Hear<ChannelChanged>(news)).Trouble);
        Offer(An(1, "b"));
        Use(Definition(_newChat, "2"));
        Offer(An(2, "c"));
        foreach (var offer in new[] { An(), An(1, "b"), An(2, "c") })
        {
            await Settled(offer, Delivered);
            Assert.Equal(offer.Alert.Id, (await _newChat.NextAsync()).Id);
        }

        Assert.Null((await Hear<ChannelChanged>(news)).Trouble);
    }

    [Fact]
    public async Task What_is_under_way_is_delivered_by_the_one_that_replaces_it_too()
    {
        _chat.Hangs();
        Use(Definition(_chat, "1"));
        Offer(An());
        await _chat.NextAsync();
        Use(Definition(_newChat, "2"));
        await Settled(An(), Delivered);
        Assert.Equal(An().Alert.Id, (await _newChat.NextAsync()).Id);
    }

    [Fact]
    public async Task What_waits_for_a_channel_that_goes_goes_back_to_its_check()
    {
        _chat.Hangs();
        Use(Definition(_chat, "1"));
        Offer(An());
        await _chat.NextAsync();
        Use();
        await Settled(An(), Held, "the channel chat is not configured");
    }

    [Fact]
    public async Task A_channel_that_has_not_changed_goes_on()
    {
        var pending = _chat.Hangs();
        Use(Definition(_chat, "1"));
        Offer(An());
        await _chat.NextAsync();
        Use(Definition(_newChat, "1"));
        pending.SetResult(new Delivery.Sent("ok"));
        await Settled(An(), Delivered, "ok");
        Assert.True(_newChat.IsQuiet);
    }

    [Fact]
    public async Task A_channel_may_come_back_again_and_again()
    {
        for (var i = 0; i < 5; i++)
        {
            Use(Definition(_chat, $"{i}"));
            Offer(An(i, $"i{i}"));
            await Settled(An(i, $"i{i}"), Delivered);
            Use();
        }
    }

    [Fact]
    public async Task A_test_goes_past_the_queue_and_says_what_it_is()
    {
        var pending = _chat.Hangs();
        Use(Definition(_chat, "1"));
        Offer(An());
        await _chat.NextAsync();
        _alerts.Tell(new ChannelQuery.Test("CHAT"), _check.Ref);
        Assert.Equal(new ChannelTested("chat", new Delivery.Sent()), await Hear<ChannelTested>(_check));
        var test = await _chat.NextAsync();
        Assert.True(test.IsTest);
        Assert.Equal("[TEST] this is a test of the channel chat", AlertText.Subject(test));
        pending.SetResult(new Delivery.Sent());
        await Settled(An(), Delivered);
        _alerts.Tell(new ChannelQuery.Test("nobody"), _check.Ref);
        Assert.Equal(new ChannelTested(null, null), await Hear<ChannelTested>(_check));
    }

    [Fact]
    public async Task A_test_leaves_nothing_open_at_the_receiver()
    {
        await using var bench = new ChannelBench();
        bench.Variables["KEY"] = "0123456789";
        var tested = await ChannelTestRunner.RunAsync(
            bench.Channel("type: pagerduty, routing_key: '{KEY}', api_url: '{TARGET}'").Make(), Time, TestContext.Current.CancellationToken);
        Assert.IsType<Delivery.Sent>(tested);
        Assert.Contains("\"trigger\"", bench.Target.Requests[0], StringComparison.Ordinal);
        Assert.Contains("\"resolve\"", bench.Target.Requests[1], StringComparison.Ordinal);
        Assert.Single(bench.Target.Requests.Select(request => request.Split("\"dedup_key\":")[1].Split(',')[0]).Distinct());
    }

    /// <summary>A type whose channel the test has in its hands.</summary>
    private sealed class TypeOf(INotifier notifier) : IChannelType
    {
        public string Name => "recording";

        public string Example => "{ name: x, type: recording }";

        public object Read(YamlSection keys) => "";

        public INotifier Make(ChannelDefinition channel) => notifier;
    }

    [Fact]
    public async Task Before_it_is_said_which_channels_there_are_nothing_is_said_of_an_unknown_one()
    {
        var (alerts, check) = (Sys.ActorOf(Props.Create(() => new AlertsActor(Array.Empty<INotifier>(), Time))), CreateTestProbe());
        alerts.Tell(Some.Offer(StartedAt) with { Channel = "hook" }, check.Ref);
        await alerts.Ask<ChannelList>(ChannelQuery.Get.Instance, Some.LongTime, TestContext.Current.CancellationToken);
        Assert.False(check.HasMessages);
        alerts.Tell(new UseChannels([], ChannelManner.Plain));
        alerts.Tell(Some.Offer(StartedAt) with { Channel = "hook" }, check.Ref);
        Assert.Equal("the channel hook is not configured", (await Hear<CheckCommand.SettleAlert>(check)).Reason);
    }
}
