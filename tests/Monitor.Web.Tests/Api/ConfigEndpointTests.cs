using System.Net;
using System.Text.Json;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

/// <summary>Versions of the configuration with the engine behind them.</summary>
public sealed class ConfigEndpointTests : IAsyncLifetime
{
    private const string One = "checks:\n  - { name: a, type: push, token: secret-0123456789abcdef, interval: 1h }\n";
    private const string Two = One + "  - { name: b, type: push, token: another-0123456789abcdef, interval: 1h }\n";

    private readonly WebHouse _house = new(One);

    public async ValueTask InitializeAsync() => await _house.OpenAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private async Task<(HttpStatusCode Status, string Text)> Ask(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        using var answer = await _house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_version_can_be_compared_and_gone_back_to_without_a_restart()
    {
        await _house.SaveAsync(Two);
        await _house.BoardWhereAsync(board => board.Find("b") is not null);
        var versions = JsonElement.Parse((await Ask(HttpMethod.Get, "/api/config/versions")).Text).EnumerateArray().ToArray();
        Assert.Equal([(2, 2), (1, 1)], versions.Select(version => (version.GetProperty("number").GetInt32(), version.GetProperty("checks").GetInt32())));

        var (_, change) = await Ask(HttpMethod.Get, "/api/config/versions/1");
        var json = JsonElement.Parse(change);
        Assert.Equal("b", Assert.Single(json.GetProperty("removed").EnumerateArray()).GetString());
        Assert.Equal(
            [" checks:", "   - { name: a, type: push, token: •••, interval: 1h }", "-  - { name: b, type: push, token: •••, interval: 1h }"],
            json.GetProperty("files")[0].GetProperty("lines").EnumerateArray().Select(line => line.GetString()).Take(3));
        Assert.DoesNotContain("0123456789abcdef", change.Replace(json.GetProperty("version").ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal);

        var (status, now) = await Ask(HttpMethod.Post, "/api/config/versions/1/revert");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((3, 1), (JsonElement.Parse(now).GetProperty("number").GetInt32(), JsonElement.Parse(now).GetProperty("revert_of").GetInt32()));
        await _house.BoardWhereAsync(board => board.Find("b") is null && board.Find("a") is not null);
        Assert.True(JsonElement.Parse((await Ask(HttpMethod.Get, "/api/config")).Text).GetProperty("in_use").GetBoolean());
    }

    [Fact]
    public async Task Files_that_are_refused_can_be_left_for_the_last_good_ones()
    {
        await _house.SaveAsync("checks: [ nonsense\n");
        await _house.BoardWhereAsync(board => board.Config.RejectedAt is not null);
        var change = JsonElement.Parse((await Ask(HttpMethod.Get, "/api/config/versions/1")).Text);
        Assert.Equal((true, 1, 0), (change.GetProperty("usable").GetBoolean(), change.GetProperty("files").GetArrayLength(), change.GetProperty("removed").GetArrayLength()));
        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Post, "/api/config/versions/1/revert")).Status);
        await _house.BoardWhereAsync(board => board.Config.RejectedAt is null && board.Find("a") is not null);
        Assert.Equal(0, JsonElement.Parse((await Ask(HttpMethod.Get, "/api/config/versions/1")).Text).GetProperty("files").GetArrayLength());
    }

    [Theory]
    [InlineData("GET", "/api/config/versions/99")]
    [InlineData("POST", "/api/config/versions/99/revert")]
    public async Task A_version_that_there_is_not_is_said(string method, string path)
    {
        var (status, text) = await Ask(HttpMethod.Parse(method), path);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("there is no version 99 of the configuration", text, StringComparison.Ordinal);
    }
}
