using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Actors.Checks;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

/// <summary><c>/api/alerts</c> with the engine behind it.</summary>
public sealed class AlertEndpointTests : IAsyncLifetime
{
    private LoopbackTarget _target = null!; // started before the first test
    private WebHouse _house = null!; // so is this

    public async ValueTask InitializeAsync()
    {
        _target = await LoopbackTarget.StartAsync();
        _target.Refuses = true;
        _house = new WebHouse(
            """
            channels:
              - { name: hook, type: webhook, url: "{HOOK_URL}" }
            checks: []

            """,
            $"HOOK_URL='{_target.Url}/hook'\n");
        await _house.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _target.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> Ask(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    private object Entry(int status) => new { name = "shop", type = "http", url = $"{_target.Url}/{status}", interval = "1s", retries = 0, expect_status = 200, notify_on = new[] { "first_fail", "recovered" } };

    private async Task<JsonElement[]> Alerts(string query = "") => [.. (await Ask(HttpMethod.Get, $"/api/alerts{query}")).Json.GetProperty("alerts").EnumerateArray()];

    /// <summary>The alerts, once there are so many.</summary>
    private async Task<JsonElement[]> Alerts(string query, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (await Alerts(query) is var found && found.Length >= count)
                return found;
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<JsonElement> GivenUp()
    {
        Assert.Equal(HttpStatusCode.Created, (await Ask(HttpMethod.Post, "/api/checks", Entry(503))).Status);
        return Assert.Single(await Alerts("?state=abandoned", 1));
    }

    private async Task<(HttpStatusCode Status, string? Said)> Resend(JsonElement alert, string channel = "hook")
    {
        var (status, json) = await Ask(HttpMethod.Post, "/api/alerts/resend", new { check = "shop", id = alert.GetProperty("id").GetString(), channel });
        return (status, json.GetProperty(status == HttpStatusCode.OK ? "message" : "detail").GetString());
    }

    [Fact]
    public async Task Alerts_are_listed_with_what_became_of_them()
    {
        var alert = await GivenUp();
        Assert.Equal(
            ["shop", "hook", "first_fail", "abandoned", "HTTP 503, expected 200"],
            new[] { "check", "channel", "kind", "state", "reason" }.Select(field => alert.GetProperty(field).GetString()));
        Assert.Contains("not for me", alert.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.True(alert.GetProperty("settled_at").GetDouble() >= alert.GetProperty("raised_at").GetDouble());
        Assert.Equal("console", Assert.Single(await Alerts("?check=shop&channel=console&state=delivered", 1)).GetProperty("channel").GetString());
        Assert.Empty(await Alerts("?since=2100-01-01"));
        Assert.Empty(await Alerts($"?before={alert.GetProperty("ordering").GetInt64()}"));
    }

    [Theory]
    [InlineData("?state=lost", "state: \"lost\" is none of delivered, waiting, abandoned")]
    [InlineData("?since=soon", "since: \"soon\" is neither epoch seconds nor ISO 8601")]
    [InlineData("?limit=0", "limit: must be from 1 to 1000")]
    public async Task What_is_wrong_is_refused(string query, string detail)
    {
        var (status, json) = await Ask(HttpMethod.Get, $"/api/alerts{query}");
        Assert.Equal((HttpStatusCode.BadRequest, detail), (status, json.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task What_was_given_up_is_told_again_once_over_a_restart()
    {
        var alert = await GivenUp();
        await _house.CloseAsync();
        await _house.OpenAsync();
        _target.Refuses = false;
        await _house.BoardWhereAsync(board => board.Find("shop") is { Status: CheckStatus.Fail });
        Assert.Equal((HttpStatusCode.OK, "shop: told again on hook"), await Resend(alert));
        var again = Assert.Single(await Alerts("?channel=hook&state=delivered", 1));
        Assert.Equal("the API", again.GetProperty("resent_by").GetString());
        Assert.Equal(JsonValueKind.Number, Assert.Single(await Alerts("?state=abandoned")).GetProperty("resent_at").ValueKind);
        Assert.Equal((HttpStatusCode.Conflict, "the alert was told again already, as one of its own"), await Resend(alert));
        Assert.Equal((HttpStatusCode.Conflict, "the alert is not given up: hook has delivered it"), await Resend(again));
        Assert.Equal(HttpStatusCode.NotFound, (await Resend(alert, "pager")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(HttpMethod.Post, "/api/alerts/resend", new { check = "shop" })).Status);

        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Put, "/api/checks/shop", Entry(200))).Status);
        Assert.Equal(2, (await Alerts("?channel=hook&state=delivered", 2)).Length); // the recovery follows
    }

    [Fact]
    public async Task What_is_over_or_gone_is_not_told_again()
    {
        var alert = await GivenUp();
        await Ask(HttpMethod.Put, "/api/checks/shop", Entry(200));
        await _house.BoardWhereAsync(board => board.Find("shop") is { Status: CheckStatus.Ok });
        Assert.Equal((HttpStatusCode.Conflict, "the failure is over; there is nothing left to tell of it"), await Resend(alert));
        await Ask(HttpMethod.Delete, "/api/checks/shop");
        Assert.Equal((HttpStatusCode.Conflict, "shop is gone; nobody would know how it stands"), await Resend(alert));
        Assert.Single(await Alerts("?channel=hook"));
    }
}
