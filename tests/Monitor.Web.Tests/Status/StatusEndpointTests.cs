using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Monitor.Actors.Checks;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Status;

/// <summary>The status page with the engine behind it: what everybody gets, and what nobody gets.</summary>
public sealed class StatusEndpointTests : IAsyncLifetime
{
    private const string Checks = """
        checks:
          - { name: up, type: push, token: up-0123456789abcdef0123456789, interval: 1h, group: Shop }
          - { name: down/1, type: http, url: "http://127.0.0.1:1/secret-path", interval: 1s, retries: 0, group: Shop }
          - { name: vault, type: http, url: "http://127.0.0.1:1/", interval: 1s, retries: 0, group: Internal }

        """;

    private const string Page = "status_page: { title: Shop, groups: Shop }\n";

    private readonly WebHouse _house = new(Page + Checks);

    public async ValueTask InitializeAsync()
    {
        await _house.OpenAsync();
        await _house.BoardWhereAsync(board => board.Find("down/1")?.Status == CheckStatus.Fail && board.Find("vault")?.Status == CheckStatus.Fail);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private async Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> Get(string path)
    {
        var answer = await _house.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer);
    }

    [Fact]
    public async Task The_page_its_json_and_its_feed_tell_of_public_checks_and_of_nothing_else()
    {
        var page = await Get("/status");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.Status, page.Answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("public, max-age=10", page.Answer.Headers.CacheControl?.ToString());
        Assert.Contains("script-src 'self'; style-src 'self';", string.Concat(page.Answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var json = await Get("/api/status");
        var checks = JsonElement.Parse(json.Text).GetProperty("groups")[0].GetProperty("checks");
        Assert.Equal([("up", "no_data"), ("down/1", "down")], checks.EnumerateArray().Select(check => (check.GetProperty("name").GetString(), check.GetProperty("state").GetString())));
        Assert.Equal(90, checks[1].GetProperty("days").GetArrayLength());
        Assert.Equal(0, checks[1].GetProperty("uptime").GetProperty("24h").GetDouble());
        var feed = await Get("/status/feed.atom");
        Assert.Equal((HttpStatusCode.OK, "application/atom+xml"), (feed.Status, feed.Answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("down/1 is down", feed.Text, StringComparison.Ordinal);
        Assert.NotNull(XDocument.Parse(feed.Text));
        foreach (var (_, text, _) in new[] { page, json, feed })
        {
            Assert.Contains("down/1", text, StringComparison.Ordinal);
            Assert.DoesNotContain("vault", text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret-path", text, StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
            Assert.DoesNotContain("refused", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_a_slash_at_the_end_it_is_the_same_page()
    {
        var answer = await Get("/status/");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/status"), (answer.Status, answer.Answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Badges_are_pictures_or_json_and_a_hidden_check_is_as_one_that_there_is_not()
    {
        var badge = await Get("/badge/down%2F1/status.svg");
        Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (badge.Status, badge.Answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("public, max-age=60", badge.Answer.Headers.CacheControl?.ToString());
        Assert.Equal("svg", XDocument.Parse(badge.Text).Root?.Name.LocalName);
        Assert.Equal("down", JsonElement.Parse((await Get("/badge/down/1/status.json")).Text).GetProperty("message").GetString());
        Assert.Equal("uptime 30d", JsonElement.Parse((await Get("/badge/UP/uptime.json?range=30d")).Text).GetProperty("label").GetString());
        foreach (var kind in new[] { "status.svg", "uptime.svg", "latency.json", "mood.svg", "uptime.svg?range=1y" })
        {
            var (hidden, nobody) = (await Get($"/badge/vault/{kind}"), await Get($"/badge/nobody/{kind}"));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.Status, nobody.Status));
            Assert.Equal(Detail(nobody.Text), Detail(hidden.Text));
        }

        foreach (var (path, status) in new[] { ("up/mood.svg", 404), ("up/status.png", 404), ("up/status", 404), ("up", 404), ("", 404), ("up/uptime.svg?range=1y", 400) })
        {
            var answer = await Get($"/badge/{path}");
            Assert.Equal((status, "application/problem+json"), ((int)answer.Status, answer.Answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task The_page_follows_the_file_and_without_the_key_there_is_none()
    {
        await _house.SaveAsync("status_page: { title: Shop, checks: vault }\n" + Checks);
        await _house.BoardWhereAsync(board => board.StatusPage?.Checks.Any(check => check.Name.Value == "vault") == true);
        Assert.Equal(["vault"], JsonElement.Parse((await Get("/api/status")).Text).GetProperty("groups")[0].GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await Get("/badge/up/status.svg")).Status);

        await _house.SaveAsync(Checks);
        await _house.BoardWhereAsync(board => board.StatusPage is null);
        foreach (var path in new[] { "/status", "/status/feed.atom", "/api/status", "/badge/up/status.svg" })
        {
            var answer = await Get(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.Contains("here is no status page: write status_page: at the top of checks.yaml", answer.Text, StringComparison.Ordinal);
        }
    }

    private static string? Detail(string problem) => JsonElement.Parse(problem).GetProperty("detail").GetString();
}
