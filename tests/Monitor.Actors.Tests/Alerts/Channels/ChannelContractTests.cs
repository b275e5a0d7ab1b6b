using System.Text.RegularExpressions;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Alerts.Channels.Support;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Alerts.Channels.Support.ApiRequest;

namespace Monitor.Actors.Tests.Alerts.Channels;

/// <summary>Every channel over HTTP, held to what its receiver takes and says; a new type has to come here.</summary>
public sealed partial class ChannelContractTests
{
    /// <summary>How each is set up, and who speaks for its receiver.</summary>
    private static readonly Dictionary<string, (string Entry, Func<ApiRequest, byte[]> Receiver)> All = new()
    {
        ["webhook"] = ("type: webhook, url: '{SECRET_URL}', secret: '{SECRET}', headers: { X-Api-Key: '{SECRET}' }", _ => Answer(200, "ok")),
        ["slack"] = ("type: slack, url: '{SECRET_URL}'", Receivers.Slack),
        ["teams"] = ("type: teams, url: '{SECRET_URL}'", Receivers.Teams),
        ["discord"] = ("type: discord, url: '{SECRET_URL}'", Receivers.Discord),
        ["telegram"] = ("type: telegram, token: '{SECRET}', chat_id: 42, api_url: '{TARGET}'", Receivers.Telegram),
        ["ntfy"] = ("type: ntfy, topic: ops, username: ops, password: '{SECRET}', api_url: '{TARGET}'", Receivers.Ntfy),
        ["pushover"] = ("type: pushover, token: '{SECRET}', user: '{SECRET}', emergency: true, api_url: '{TARGET}'", Receivers.Pushover),
        ["pagerduty"] = ("type: pagerduty, routing_key: '{SECRET}', api_url: '{TARGET}'", Receivers.PagerDuty),
        ["opsgenie"] = ("type: opsgenie, api_key: '{SECRET}', tags: [monitor], api_url: '{TARGET}'", Receivers.Opsgenie),
    };

    public static TheoryData<string> Types => [.. All.Keys];

    private static ChannelBench Bench(string type, Func<ApiRequest, byte[]>? receiver = null) =>
        new(request => (receiver ?? All[type].Receiver)(ApiRequest.Of(request)));

    [Fact]
    public async Task No_type_is_left_out()
    {
        await using var bench = new ChannelBench();
        Assert.Equal(bench.Types.Where(type => !type.RunsPrograms).Select(type => type.Name).Order(), All.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_kind_of_alert_is_taken(string type)
    {
        await using var bench = Bench(type);
        bench.Variables["BOARD_URL"] = "https://board.example";
        foreach (var kind in Enum.GetValues<AlertKind>())
        {
            Assert.IsType<Delivery.Sent>(await bench.Send(All[type].Entry, ChannelBench.An(kind)));
            var body = Uri.UnescapeDataString(bench.Body);
            Assert.Contains("db-health", type == "opsgenie" ? body + bench.Head : body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task However_long_and_odd_an_alert_is_it_is_taken(string type)
    {
        await using var bench = Bench(type);
        string[] reasons = [
            new('x', 100_000), new('&', 100_000), new('\\', 5_000), string.Concat(Enumerable.Repeat("😀", 30_000)), new('\0', 2_000), "\ud800 lone", "", " \n\n ",
            string.Concat(Enumerable.Repeat("漢字", 20_000)), "\u202E\u0007\r\n\u2028<!channel> @everyone {check}"];
        foreach (var reason in reasons)
            foreach (var severity in new[] { "P1", "P4", new string('<', 40) })
            {
                var alert = ChannelBench.An(reason: reason, severity: severity) with { Check = CheckName.Of(new string('&', CheckName.MaxLength)) };
                Assert.IsType<Delivery.Sent>(await bench.Send(All[type].Entry, alert));
            }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task What_the_monitor_says_of_itself_is_taken(string type)
    {
        await using var bench = Bench(type);
        var notice = ChannelBench.An() with { Notice = new("[MONITOR] overloaded: 312 checks are late", "The monitor itself is overloaded.\n\nSince 09:00.\n") };
        Assert.IsType<Delivery.Sent>(await bench.Send(All[type].Entry, notice));
        Assert.Contains("312 checks are late", Uri.UnescapeDataString(bench.Body), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_wrong_credential_is_the_channels_fault(string type)
    {
        if (type == "webhook")
            return; // has none of its own
        await using var bench = Bench(type);
        bench.Variables["SECRET"] = "another-secret";
        bench.Variables["SECRET_URL"] = $"{bench.Target.Url}services/another-secret";
        var later = Assert.IsType<Delivery.TryLater>(await bench.Send(All[type].Entry));
        Assert.StartsWith("the channel is set up wrongly: HTTP ", later.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", later.Why, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_receiver_that_has_too_much_to_do_is_asked_when_it_says(string type)
    {
        await using var bench = Bench(type, _ => type switch
        {
            "discord" => AnswerJson(429, """{"message": "You are being rate limited.", "retry_after": 64.5, "global": false}"""),
            "telegram" => AnswerJson(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}"""),
            _ => Answer(429, "rate_limited", "Retry-After: 30\r\n"),
        });
        var later = Assert.IsType<Delivery.TryLater>(await bench.Send(All[type].Entry));
        Assert.Equal(type switch { "discord" => 64.5, "telegram" => 35, _ => 30 }, later.After!.Value.TotalSeconds);
        Assert.StartsWith("HTTP 429", later.Why, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Nothing_of_a_secret_gets_out_whatever_the_receiver_says(string type)
    {
        foreach (var status in new[] { 200, 202, 302, 400, 401, 404, 422, 429, 500 })
        {
            await using var bench = new ChannelBench(request => LoopbackTarget.Answer(request.Replace("\r\n", "|", StringComparison.Ordinal), status));
            var before = await bench.Send(All[type].Entry);
            Assert.DoesNotContain(ChannelBench.Canary, before.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("b3BzOkNBTkFSWS03Zj", before.ToString(), StringComparison.Ordinal);
            Assert.Contains(ChannelBench.Canary, bench.Target.Requests[^1] + (type == "ntfy" ? ChannelBench.Canary : ""), StringComparison.Ordinal); // it was there to be repeated
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Nothing_of_a_secret_is_in_what_a_definition_says_of_itself(string type)
    {
        await using var bench = Bench(type);
        var channel = bench.Channel(All[type].Entry);
        Assert.DoesNotContain(ChannelBench.Canary, $"{channel} {channel.Fingerprint} {channel.Mask == null}", StringComparison.Ordinal);
        bench.Variables["SECRET"] = bench.Variables["SECRET_URL"] = $"not a url {ChannelBench.Canary}";
        var problems = string.Join('\n', bench.Reading($"  - {{ name: it, {All[type].Entry}, wrong: '{{SECRET}}' }}").Problems);
        Assert.NotEmpty(problems);
        Assert.DoesNotContain(ChannelBench.Canary, problems, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Another_kind_of_server_is_no_delivery(string type)
    {
        await using var bench = Bench(type, _ => Answer(503, "<html><body>Bad gateway</body></html>"));
        Assert.IsType<Delivery.TryLater>(await bench.Send(All[type].Entry));
    }

    [Theory]
    [InlineData("slack", 400, "invalid_payload")]
    [InlineData("teams", 400, "{\"error\":{\"code\":\"TriggerInputSchemaMismatch\"}}")]
    [InlineData("discord", 400, "{\"message\": \"Invalid Form Body\", \"code\": 50035}")]
    [InlineData("telegram", 400, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message is too long\"}")]
    [InlineData("ntfy", 413, "{\"code\":41301,\"http\":413,\"error\":\"attachment too large\",\"link\":\"\"}")]
    [InlineData("pushover", 400, "{\"errors\":[\"message cannot be blank\"],\"status\":0}")]
    [InlineData("pagerduty", 400, "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"'payload.summary' is missing or blank\"]}")]
    [InlineData("opsgenie", 422, "{\"message\":\"Request body is not processable. Please check the errors.\",\"errors\":{}}")]
    public async Task An_alert_that_a_receiver_will_never_take_is_given_up(string type, int status, string body)
    {
        await using var bench = Bench(type, _ => AnswerJson(status, body));
        var never = Assert.IsType<Delivery.GiveUp>(await bench.Send(All[type].Entry));
        Assert.StartsWith($"HTTP {status}: ", never.Why, StringComparison.Ordinal);
        Assert.Contains(Words().Match(body).Value, never.Why, StringComparison.Ordinal);
    }

    /// <summary>Something of what was answered.</summary>
    [GeneratedRegex("invalid_payload|TriggerInputSchemaMismatch|Invalid Form Body|message is too long|attachment too large|message cannot be blank|payload.summary|not processable")]
    private static partial Regex Words();
}
