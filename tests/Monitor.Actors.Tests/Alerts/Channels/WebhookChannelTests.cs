using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts.Channels;

public sealed class WebhookChannelTests : IAsyncDisposable
{
    private readonly ChannelBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Without_a_template_all_there_is_to_say_is_sent()
    {
        _bench.Variables["BOARD_URL"] = "https://board.example/monitor/";
        Assert.Equal(new Delivery.Sent("HTTP 200: ok"), await _bench.Send("type: webhook, url: '{TARGET}/hook'"));
        Assert.StartsWith("POST /hook HTTP/1.1", _bench.Head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", _bench.Head, StringComparison.Ordinal);
        var json = _bench.Json;
        Assert.Equal(
            ["at", "check", "details", "event", "id", "incident", "link", "reason", "severity", "text", "title"],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("db-health", json.GetProperty("check").GetString());
        Assert.Equal("first_fail", json.GetProperty("event").GetString());
        Assert.Equal("2026-03-02T09:00:00.000Z", json.GetProperty("at").GetString());
        Assert.Equal(503, json.GetProperty("details").GetProperty("status_code").GetInt32());
        Assert.Equal("https://board.example/monitor/check/db-health", json.GetProperty("link").GetString());
        Assert.Equal("[P1] db-health failed\nHTTP 503, expected 200\nsince 2026-03-02 09:00:00 UTC\nhttps://board.example/monitor/check/db-health", json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_template_is_filled_and_nothing_in_an_alert_can_change_its_structure()
    {
        var nasty = "\"}, \"admin\": true, {check} \\ \n \u2028 </script> {reason}";
        await _bench.Send("type: webhook, url: '{TARGET}', method: PUT, json: { a: 'Why: {reason}!', b: ['{check}', 7, true, null], c: '{details}', d: '{details} as text' }", ChannelBench.An(reason: nasty));
        Assert.StartsWith("PUT / HTTP/1.1", _bench.Head, StringComparison.Ordinal);
        var json = _bench.Json;
        Assert.Equal(["a", "b", "c", "d"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal($"Why: {nasty}!", json.GetProperty("a").GetString());
        Assert.Equal("""["db-health",7,true,null]""", json.GetProperty("b").GetRawText());
        Assert.Equal(JsonValueKind.Object, json.GetProperty("c").ValueKind);
        Assert.Equal($"{Some.RefusalDetails} as text", json.GetProperty("d").GetString());
    }

    [Fact]
    public async Task Details_that_are_not_json_are_sent_as_text()
    {
        Assert.Equal(new Delivery.Sent("HTTP 200: ok"), await _bench.Send("type: webhook, url: '{TARGET}'", ChannelBench.An() with { Details = """{"max":{MAX}}""" }));
        Assert.Equal("""{"max":{MAX}}""", _bench.Json.GetProperty("details").GetString());
    }

    [Fact]
    public async Task What_is_sent_can_be_signed_and_headers_are_added()
    {
        await _bench.Send("type: webhook, url: '{TARGET}', secret: '{SECRET}', headers: { Authorization: 'Bearer {SECRET}', X-Team: ops, Content-Type: application/vnd.x+json }");
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ChannelBench.Canary), Encoding.UTF8.GetBytes(_bench.Body)));
        Assert.Contains($"X-Monitor-Signature: sha256={hash}", _bench.Head, StringComparison.Ordinal);
        Assert.Contains($"Authorization: Bearer {ChannelBench.Canary}", _bench.Head, StringComparison.Ordinal);
        Assert.Contains("X-Team: ops", _bench.Head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/vnd.x+json", _bench.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeat_carries_the_same_key_and_another_alert_another_one()
    {
        string Key() => _bench.Head.Split("\r\n").Single(line => line.StartsWith("Idempotency-Key: ", StringComparison.Ordinal));
        await _bench.Send("type: webhook, url: '{TARGET}'");
        var first = Key();
        await _bench.Send("type: webhook, url: '{TARGET}'");
        Assert.Equal(first, Key());
        await _bench.Send("type: webhook, url: '{TARGET}'", ChannelBench.An(AlertKind.Recovered));
        Assert.NotEqual(first, Key());
        Assert.Equal("[P1] db-health recovered after 12 min", _bench.Json.GetProperty("title").GetString());
    }
}
