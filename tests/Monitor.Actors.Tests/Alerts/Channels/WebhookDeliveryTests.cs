using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Checks.AlertSettlement;

namespace Monitor.Actors.Tests.Alerts.Channels;

/// <summary>A webhook as production makes it, its queue in virtual time, and a receiver that misbehaves (FAULTS R-20).</summary>
public sealed class WebhookDeliveryTests : ActorTest
{
    private static readonly byte[] Taken = LoopbackTarget.Answer("taken");
    private static readonly byte[] BreaksOff = LoopbackTarget.Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

    private readonly Queue<byte[]> _answers = [];
    private readonly ChannelBench _bench;
    private readonly IActorRef _channel;
    private readonly TestProbe _check;
    private readonly TestProbe _news;

    public WebhookDeliveryTests()
    {
        _bench = new ChannelBench(_ => _answers.TryDequeue(out var next) ? next : Taken);
        var notifier = _bench.Channel("type: webhook, url: '{SECRET_URL}'").Make();
        _channel = Sys.ActorOf(Props.Create(() => new ChannelActor(notifier, Time, ChannelManner.Plain)));
        (_check, _news) = (CreateTestProbe(), Listen<ChannelChanged>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
    }

    private void Offer() => _channel.Tell(new OfferAlert(Some.Name, Some.RaisedAt(StartedAt), "it"), _check.Ref);

    private async Task<string?> Settled(AlertSettlement how)
    {
        var settled = await Hear<CheckCommand.SettleAlert>(_check);
        Assert.Equal((how, Some.RaisedAt(StartedAt).Id), (settled.Settlement, settled.Id));
        return settled.Reason;
    }

    /// <summary>So many attempts were made, all with one key: to a receiver that drops repeats it was one.</summary>
    private void Asked(int attempts)
    {
        var keys = _bench.Target.Requests.Select(request => request.Split("Idempotency-Key: ")[1].Split('\r')[0]).ToArray();
        Assert.Equal(attempts, keys.Length);
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task Three_errors_and_a_yes_are_four_attempts_of_one_alert()
    {
        for (var i = 0; i < 3; i++)
            _answers.Enqueue(LoopbackTarget.Answer("oops", 500));
        Offer();
        foreach (var wait in new[] { 10, 20, 40 })
        {
            Assert.Equal("HTTP 500: oops", await Settled(Held));
            Advance(wait);
        }

        Assert.Equal("HTTP 200: taken", await Settled(Delivered));
        Asked(4);
    }

    [Fact]
    public async Task Who_asks_for_seven_seconds_gets_seven_seconds()
    {
        _answers.Enqueue(LoopbackTarget.Answer("", 429, "Retry-After: 7\r\n"));
        Offer();
        Assert.Equal("HTTP 429", await Settled(Held));
        Advance(6.9);
        await _channel.Ask<ActorIdentity>(new Identify(1), Some.LongTime, TestContext.Current.CancellationToken);
        Asked(1);
        Advance(0.1);
        await Settled(Delivered);
        Asked(2);
    }

    [Theory]
    [InlineData(302, "HTTP 302: redirects are not followed; put the new address into the configuration")]
    [InlineData(410, "the channel is set up wrongly: HTTP 410: gone")]
    public async Task A_hook_that_has_moved_or_gone_is_told_on_the_board_and_the_alert_waits(int status, string words)
    {
        _answers.Enqueue(LoopbackTarget.Answer("gone", status, "Location: /elsewhere\r\n"));
        Offer();
        Assert.Equal(words, await Settled(Held));
        Assert.Equal($"it: not delivered, 1 queued: {words}", (await Hear<ChannelChanged>(_news)).Trouble);
        Advance(10);
        await Settled(Delivered);
        Assert.Null((await Hear<ChannelChanged>(_news)).Trouble);
        Asked(2);
        Assert.DoesNotContain(_bench.Target.Requests, request => request.Contains("/elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again()
    {
        _answers.Enqueue(BreaksOff);
        Offer();
        await Settled(Held);
        Advance(10);
        await Settled(Delivered);
        Asked(2);
    }
}
