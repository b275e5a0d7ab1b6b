using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Alerts.Channels;

/// <summary>What answers mean, and how long is waited for them (FAULTS ).</summary>
public sealed class ChannelHttpTests
{
    private const string Hook = "type: webhook, url: '{SECRET_URL}'";

    [Theory]
    [InlineData(200, "ok", "HTTP 200: ok")]
    [InlineData(202, "", "HTTP 202")]
    [InlineData(204, "", "HTTP 204")]
    public async Task A_2xx_answer_means_sent(int status, string body, string answer)
    {
        await using var bench = ChannelBench.Answering(status, body);
        Assert.Equal(new Delivery.Sent(answer), await bench.Send(Hook));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(529)]
    public async Task Trouble_that_passes_is_tried_again(int status)
    {
        await using var bench = ChannelBench.Answering(status, "busy");
        Assert.Equal(new Delivery.TryLater($"HTTP {status}: busy"), await bench.Send(Hook));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(410)]
    public async Task What_is_wrong_with_the_channel_is_not_the_alerts_fault(int status)
    {
        await using var bench = ChannelBench.Answering(status, "no");
        Assert.Equal(new Delivery.TryLater($"the channel is set up wrongly: HTTP {status}: no"), await bench.Send(Hook));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task An_alert_that_is_refused_is_given_up_with_the_receivers_words(int status)
    {
        await using var bench = ChannelBench.Answering(status, "invalid\r\npayload");
        Assert.Equal(new Delivery.GiveUp($"HTTP {status}: invalid payload"), await bench.Send(Hook));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = LoopbackTarget.Http("ok");
        await using var bench = ChannelBench.Answering(302, "", $"Location: {elsewhere.Url}\r\n");
        var later = Assert.IsType<Delivery.TryLater>(await bench.Send(Hook));
        Assert.StartsWith("HTTP 302: redirects are not followed", later.Why, StringComparison.Ordinal);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Fact]
    public async Task Retry_after_is_seconds_or_a_moment()
    {
        await using (var bench = ChannelBench.Answering(429, "", "Retry-After: 7\r\n"))
            Assert.Equal(new Delivery.TryLater("HTTP 429", TimeSpan.FromSeconds(7)), await bench.Send(Hook));
        var in5Minutes = TimeProvider.System.GetUtcNow().AddMinutes(5).ToString("r", CultureInfo.InvariantCulture);
        await using (var bench = ChannelBench.Answering(503, "", $"Retry-After: {in5Minutes}\r\n"))
            Assert.InRange(Assert.IsType<Delivery.TryLater>(await bench.Send(Hook)).After!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(0, 1)]
    [InlineData(-3, 1)]
    [InlineData(86_400, 3_600)]
    public void What_a_receiver_asks_for_holds_within_limits(int asked, int waits) =>
        Assert.Equal(TimeSpan.FromSeconds(waits), ChannelBackoff.After(9, TimeSpan.FromSeconds(asked)));

    [Fact]
    public async Task A_huge_answer_is_read_only_to_its_first_kilobytes()
    {
        var sent = 0;
        IEnumerable<byte[]> Endless()
        {
            yield return HostileTarget.Bytes("HTTP/1.1 200 OK\r\n\r\n");
            for (; sent < 10_000; sent++)
                yield return new byte[64 * 1024];
        }

        await using var target = HostileTarget.Answering(Endless());
        await using var bench = new ChannelBench();
        bench.Variables["SECRET_URL"] = target.Url.AbsoluteUri;
        Assert.True(Assert.IsType<Delivery.Sent>(await bench.Send(Hook)).Answer!.Length <= 200);
        Assert.True(sent < 10_000);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_none()
    {
        await using var target = HostileTarget.Answering(HostileTarget.Bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
        await using var bench = new ChannelBench();
        bench.Variables["SECRET_URL"] = target.Url.AbsoluteUri;
        Assert.IsType<Delivery.TryLater>(await bench.Send(Hook));
    }

    [Fact]
    public async Task No_connection_is_told_without_the_address()
    {
        await using var bench = new ChannelBench();
        bench.Variables["SECRET_URL"] = $"http://127.0.0.1:1/{ChannelBench.Canary}";
        var later = Assert.IsType<Delivery.TryLater>(await bench.Send(Hook));
        Assert.Equal("connection refused", later.Why);
    }

    [Fact]
    public async Task Addresses_that_nobody_may_ask_are_not_asked()
    {
        await using var bench = new ChannelBench();
        bench.Variables["SECRET_URL"] = "http://169.254.169.254/latest/meta-data";
        Assert.Contains("blocked by network policy", Assert.IsType<Delivery.TryLater>(await bench.Send(Hook)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_tried_again_later()
    {
        await using var silent = LoopbackTarget.Saying(null);
        var time = new FakeTimeProvider();
        var runner = new ChannelHttpRunner(OutboundHttp.Invoker(new Dialer(new NetworkPolicy())), time);
        var sending = runner.SendAsync(new ChannelRequest(silent.Url, "{}"), "k", ChannelVerdict.Of, TestContext.Current.CancellationToken);
        time.Advance(ChannelHttpRunner.Patience);
        Assert.Equal(new Delivery.TryLater("no answer within 10 s"), await sending.WaitAsync(Some.LongTime, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task A_receiver_that_repeats_the_address_gives_nothing_away(int status)
    {
        await using var bench = new ChannelBench(request => LoopbackTarget.Answer(
            $"cannot {request.Split(' ')[1]} {request.Split('\r')[0]} {ChannelBench.Canary}", status));
        var answer = (await bench.Send(Hook)).ToString();
        Assert.DoesNotContain(ChannelBench.Canary, answer, StringComparison.Ordinal);
        Assert.Contains("{SECRET_URL}", answer, StringComparison.Ordinal);
    }
}
