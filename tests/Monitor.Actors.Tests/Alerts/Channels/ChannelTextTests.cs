using System.Text.Json;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Alerts.Channels.Support;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts.Channels;

/// <summary>How alerts read where they arrive, and that a target cannot write to people through them.</summary>
public sealed class ChannelTextTests : IAsyncDisposable
{
    private readonly ChannelBench _bench = new(_ => LoopbackTarget.Answer("""{"ok":true}"""));

    public ChannelTextTests() => _bench.Variables["BOARD_URL"] = "https://board.example";

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private async Task<JsonElement> Sent(string entry, Alert? alert = null)
    {
        await _bench.Send(entry, alert);
        return _bench.Json;
    }

    [Fact]
    public async Task Slack_shows_what_why_since_when_and_where_in_the_colour_of_the_trouble()
    {
        var json = await Sent("type: slack, url: '{SECRET_URL}'");
        Assert.Equal("[P1] db-health failed", json.GetProperty("text").GetString());
        var attachment = json.GetProperty("attachments")[0];
        Assert.Equal("#C0392B", attachment.GetProperty("color").GetString());
        Assert.Equal(
            "HTTP 503, expected 200\nsince 2026-03-02 09:00:00 UTC\n<https://board.example/check/db-health|Open the board>",
            attachment.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString());
        json = await Sent("type: slack, url: '{SECRET_URL}'", ChannelBench.An(AlertKind.Recovered));
        Assert.Equal("[P1] db-health recovered after 12 min", json.GetProperty("text").GetString());
        Assert.Equal("#2EB67D", json.GetProperty("attachments")[0].GetProperty("color").GetString());
    }

    [Fact]
    public async Task Slack_calls_nobody_whatever_a_target_says()
    {
        var json = await Sent("type: slack, url: '{SECRET_URL}'", ChannelBench.An(reason: "<!channel> <@U1> & <http://evil|click>"));
        Assert.DoesNotContain("<!", json.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("&lt;!channel&gt; &lt;@U1&gt; &amp; &lt;http://evil|click&gt;", json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discord_calls_nobody_and_shows_letters_as_they_are()
    {
        var json = await Sent("type: discord, url: '{SECRET_URL}'", ChannelBench.An(reason: "@everyone <@&1> [click](http://evil) **x**"));
        Assert.Empty(json.GetProperty("allowed_mentions").GetProperty("parse").EnumerateArray());
        Assert.StartsWith("\\@everyone \\<\\@&1\\> [click]\\(http\\://evil\\) \\*\\*x\\*\\*", json.GetProperty("embeds")[0].GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("[P1] db-health failed", json.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Teams_shows_text_in_runs_that_know_no_markdown()
    {
        var json = await Sent("type: teams, url: '{SECRET_URL}'", ChannelBench.An(reason: "[click](http://evil)"));
        var card = json.GetProperty("attachments")[0].GetProperty("content");
        Assert.All(card.GetProperty("body").EnumerateArray(), block => Assert.Equal("RichTextBlock", block.GetProperty("type").GetString()));
        Assert.Equal(["[P1] db-health failed", "[click](http://evil)", "since 2026-03-02 09:00:00 UTC"], card.GetProperty("body").EnumerateArray().Select(block => block.GetProperty("inlines")[0].GetProperty("text").GetString()));
        Assert.Equal("https://board.example/check/db-health", card.GetProperty("actions")[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task Telegram_parses_nothing_and_mentions_nobody()
    {
        var json = await Sent("type: telegram, token: '{SECRET}', chat_id: '@ops', thread_id: 7, silent: true, api_url: '{TARGET}'", ChannelBench.An(reason: "@boss <b>x</b> _y_"));
        Assert.Equal("@ops", json.GetProperty("chat_id").GetString());
        Assert.Equal(7, json.GetProperty("message_thread_id").GetInt32());
        Assert.True(json.GetProperty("disable_notification").GetBoolean());
        Assert.StartsWith("[P1] db-health failed\n@\u2060boss <b>x</b> _y_\nsince ", json.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P1", 5)]
    [InlineData("p2", 4)]
    [InlineData("warning", 3)]
    [InlineData("info", 2)]
    [InlineData("whatever", 4)]
    public async Task Ntfy_is_as_loud_as_the_severity(string severity, int priority)
    {
        var json = await Sent("type: ntfy, topic: '{SECRET}', token: '{SECRET}', api_url: '{TARGET}'", ChannelBench.An(severity: severity));
        Assert.Equal(priority, json.GetProperty("priority").GetInt32());
        Assert.Equal("https://board.example/check/db-health", json.GetProperty("click").GetString());
        Assert.Contains($"Authorization: Bearer {ChannelBench.Canary}", _bench.Head, StringComparison.Ordinal);
        Assert.Equal(3, (await Sent("type: ntfy, topic: ops, api_url: '{TARGET}'", ChannelBench.An(AlertKind.Recovered))).GetProperty("priority").GetInt32());
    }

    [Fact]
    public async Task Pushover_repeats_what_is_critical_only_when_asked_to()
    {
        const string Keys = "type: pushover, token: '{SECRET}', user: '{SECRET}', api_url: '{TARGET}'";
        async Task<Dictionary<string, string>> Form(string entry, Alert alert)
        {
            await _bench.Send(entry, alert);
            return ApiRequest.Of(_bench.Target.Requests[^1]).Form;
        }

        var loud = await Form($"{Keys}, emergency: true, retry: 45s, expire: 2h", ChannelBench.An());
        Assert.Equal(("2", "45", "7200", "[P1] db-health failed"), (loud["priority"], loud["retry"], loud["expire"], loud["title"]));
        Assert.Equal("0", (await Form($"{Keys}, emergency: true", ChannelBench.An(AlertKind.Recovered)))["priority"]);
        var usual = await Form(Keys, ChannelBench.An());
        Assert.Equal("1", usual["priority"]);
        Assert.DoesNotContain("retry", usual.Keys);
        Assert.Equal("-1", (await Form(Keys, ChannelBench.An(severity: "P5")))["priority"]);
    }

    [Fact]
    public async Task PagerDuty_resolves_what_it_opened()
    {
        const string Keys = "type: pagerduty, routing_key: '{SECRET}', api_url: '{TARGET}'";
        var opened = await Sent(Keys);
        var missed = await Sent(Keys, ChannelBench.An(AlertKind.DeadlineMiss));
        var over = await Sent(Keys, ChannelBench.An(AlertKind.Recovered));
        Assert.Equal(("trigger", "trigger", "resolve"), (Action(opened), Action(missed), Action(over)));
        Assert.Single(new[] { opened, missed, over }.Select(json => json.GetProperty("dedup_key").GetString()).Distinct());
        var payload = opened.GetProperty("payload");
        Assert.Equal("[P1] db-health failed: HTTP 503, expected 200", payload.GetProperty("summary").GetString());
        Assert.Equal("critical", payload.GetProperty("severity").GetString());
        Assert.Equal(503, payload.GetProperty("custom_details").GetProperty("details").GetProperty("status_code").GetInt32());
        Assert.False(over.TryGetProperty("payload", out _));

        static string? Action(JsonElement json) => json.GetProperty("event_action").GetString();
    }

    [Fact]
    public async Task Flapping_is_an_incident_of_its_own()
    {
        const string Keys = "type: pagerduty, routing_key: '{SECRET}', api_url: '{TARGET}'";
        var began = await Sent(Keys, ChannelBench.An(AlertKind.Flapping) with { Incident = "db-health/1" });
        var ended = await Sent(Keys, ChannelBench.An(AlertKind.FlappingEnd) with { Incident = "db-health/2" });
        Assert.Equal("db-health/flapping", began.GetProperty("dedup_key").GetString());
        Assert.Equal("db-health/flapping", ended.GetProperty("dedup_key").GetString());
        Assert.Equal("resolve", ended.GetProperty("event_action").GetString());
    }

    [Fact]
    public async Task Opsgenie_closes_by_the_alias_it_created()
    {
        const string Keys = "type: opsgenie, api_key: '{SECRET}', tags: [a, b], api_url: '{TARGET}'";
        var created = await Sent(Keys, ChannelBench.An(severity: "P5"));
        Assert.StartsWith("POST /v2/alerts HTTP", _bench.Head, StringComparison.Ordinal);
        Assert.Equal(("P5", Some.Incident(), "db-health"), (created.GetProperty("priority").GetString(), created.GetProperty("alias").GetString(), created.GetProperty("entity").GetString()));
        await _bench.Send(Keys, ChannelBench.An(AlertKind.Recovered));
        Assert.StartsWith($"POST /v2/alerts/{Uri.EscapeDataString(Some.Incident())}/close?identifierType=alias HTTP", _bench.Head, StringComparison.Ordinal);
    }
}
