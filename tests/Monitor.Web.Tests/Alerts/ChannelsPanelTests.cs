using Bunit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Web.Alerts;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Alerts;

public sealed class ChannelsPanelTests : PageTest
{
    public ChannelsPanelTests()
    {
        Publish(Some.Board(Some.Tile()));
        Alerts.Channels = new ChannelList([("email", "email"), ("ops", "slack")]);
    }

    private static string Text(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private IRenderedComponent<Microsoft.AspNetCore.Components.CascadingValue<TimeZoneInfo>> Panel() => Open<ChannelsPanel>("/alerts");

    [Fact]
    public void Channels_are_listed_with_what_keeps_them_from_delivering()
    {
        var faults = EngineFaults.None.With(new ChannelChanged("ops", "ops: not delivered, 2 queued: HTTP 403 <b>", Some.Noon));
        Publish(Some.Board(Some.Tile()) with { Seq = 2, Faults = faults });
        var panel = Panel();
        Assert.Equal(
            ["email email No trouble Send a test", "ops slack Does not deliver not delivered, 2 queued: HTTP 403 <b> since 2 Mar 17:30 Send a test"],
            panel.FindAll("[data-test=channel]").Select(Text));
        Assert.Equal("Send a test on email", panel.Find("[data-test=test-channel]").GetAttribute("aria-label"));
    }

    public static TheoryData<ChannelTested?, string> Answers { get; } = new()
    {
        { new ChannelTested("ops", new Delivery.Sent("HTTP 200: ok")), "The test was taken: HTTP 200: ok" },
        { new ChannelTested("ops", new Delivery.Sent()), "The test was taken" },
        { new ChannelTested("ops", new Delivery.TryLater("<i>refused</i>")), "The test was not taken: <i>refused</i>" },
        { new ChannelTested("ops", new Delivery.GiveUp("HTTP 400")), "The test was not taken: HTTP 400" },
        { new ChannelTested(null, null), "There is no such channel any more" },
        { null, "There was no answer in time; try again" },
    };

    [Theory]
    [MemberData(nameof(Answers), DisableDiscoveryEnumeration = true)]
    public async Task A_test_is_sent_and_its_answer_shown(ChannelTested? tested, string words)
    {
        Alerts.Tested = tested;
        var panel = Panel();
        await panel.Find("[data-name=ops] [data-test=test-channel]").ClickAsync();
        Assert.Equal(["test ops"], Alerts.Orders);
        Assert.Equal(words, Text(panel.Find("[data-name=ops] [data-test=tested]")));
        Assert.Empty(Text(panel.Find("[data-name=email] [data-test=tested]")));
    }

    [Fact]
    public void Without_channels_it_says_so()
    {
        Alerts.Channels = new ChannelList([]);
        Assert.Contains("nobody is told of anything", Panel().Find("[data-test=no-channels]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_asked_again()
    {
        Alerts.Channels = null;
        var panel = Panel();
        Assert.Contains("did not say", panel.Find("[data-test=no-answer]").TextContent, StringComparison.Ordinal);
        Alerts.Channels = new ChannelList([("email", "email")]);
        await EventuallyAsync(() => Assert.Single(panel.FindAll("[data-test=channel]")));
    }
}
