using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

/// <summary><c>/api/channels</c> with the engine behind it.</summary>
public sealed class ChannelEndpointTests : IAsyncLifetime
{
    private const string Canary = "CANARY-91be7720";

    private LoopbackTarget _target = null!; // started before the first test
    private WebHouse _house = null!; // so is this

    private WebHouse House() => new(
        $$"""
        channels:
          - { name: hook, type: webhook, url: "{HOOK_URL}" }
          - { name: a b, type: pagerduty, routing_key: "{PAGER_KEY}", api_url: "http://127.0.0.1:1" }
        checks:
          - { name: down, type: http, url: "http://127.0.0.1:1/", interval: 1s, retries: 0, notify_on: [first_fail] }

        """,
        $"HOOK_URL='{_target.Url}/{Canary}'\nPAGER_KEY={Canary}\n");

    public async ValueTask InitializeAsync()
    {
        _target = await LoopbackTarget.StartAsync();
        _house = House();
        await _house.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _target.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> Ask(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Canary, json.GetRawText(), StringComparison.Ordinal);
        return (answer.StatusCode, json);
    }

    [Fact]
    public async Task Channels_are_listed_with_what_keeps_them_from_delivering()
    {
        await _house.BoardWhereAsync(board => !board.Troubles.IsEmpty);
        var (status, json) = await Ask(HttpMethod.Get, "/api/channels");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["a b pagerduty", "console console", "hook webhook"], json.EnumerateArray().Select(channel => $"{channel.GetProperty("name")} {channel.GetProperty("type")}"));
        Assert.Equal("a b: not delivered, 1 queued: connection refused", json[0].GetProperty("trouble").GetString());
        Assert.Equal(JsonValueKind.Null, json[2].GetProperty("trouble").ValueKind);
        Assert.DoesNotContain(_house.Board.Troubles, trouble => trouble.Text.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_is_sent_or_the_reason_told()
    {
        var (status, json) = await Ask(HttpMethod.Post, "/api/channels/HOOK/test");
        Assert.Equal((HttpStatusCode.OK, "hook", "HTTP 200: taken"), (status, json.GetProperty("name").GetString(), json.GetProperty("message").GetString()));
        Assert.Contains(_target.Posted, request => request.Contains("this is a test of the channel hook", StringComparison.Ordinal));

        (status, json) = await Ask(HttpMethod.Post, "/api/channels/a%20b/test");
        Assert.Equal((HttpStatusCode.BadGateway, "connection refused"), (status, json.GetProperty("detail").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(HttpMethod.Post, "/api/channels/pager/test")).Status);
    }

    [Fact]
    public async Task Another_site_sends_no_test()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await Ask(HttpMethod.Post, "/api/channels/hook/test", ("Origin", "http://evil.example"))).Status);
        Assert.DoesNotContain(_target.Posted, request => request.Contains("this is a test", StringComparison.Ordinal));
    }
}
