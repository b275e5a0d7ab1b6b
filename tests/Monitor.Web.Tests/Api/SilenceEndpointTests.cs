using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

/// <summary>Silences and acknowledgements with the engine behind them, over a restart.</summary>
public sealed class SilenceEndpointTests : IAsyncLifetime
{
    private readonly WebHouse _house = new("""
        checks:
          - { name: down, type: http, url: "http://127.0.0.1:1/", interval: 1s, retries: 0, tags: [db], notify_on: [first_fail] }
          - { name: other, type: http, url: "http://127.0.0.1:1/", interval: 1s, retries: 0 }

        """);

    public async ValueTask InitializeAsync() => await _house.OpenAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private async Task<(HttpStatusCode Status, JsonElement Json)> Ask(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    private Task<BoardSnapshot> Where(string name, Func<CheckTile, bool> isSo) =>
        _house.BoardWhereAsync(board => board.Find(name) is { } tile && isSo(tile));

    private async Task<string[]> Events() =>
        [.. (await Ask(HttpMethod.Get, "/api/events?limit=1000")).Json.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("text").GetString()!)]; // every event has one

    [Fact]
    public async Task A_silence_is_on_the_board_at_once_survives_a_restart_and_can_be_ended()
    {
        var (status, silence) = await Ask(HttpMethod.Post, "/api/silences", new { tags = new[] { "DB" }, @for = "2h", reason = "ticket 7" });
        Assert.Equal(HttpStatusCode.Created, status);
        var id = silence.GetProperty("id").GetString();
        await Where("down", tile => tile.Quiet?.Silenced?.Id == id);
        Assert.Null(_house.Board.Find("other")?.Quiet);
        await _house.CloseAsync();
        await _house.OpenAsync();
        await Where("down", tile => tile is { Status: CheckStatus.Fail, Quiet.Silenced.Reason: "ticket 7" });
        Assert.Equal("tag DB", Assert.Single((await Ask(HttpMethod.Get, "/api/silences")).Json.EnumerateArray()).GetProperty("matches").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await Ask(HttpMethod.Delete, $"/api/silences/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(HttpMethod.Delete, $"/api/silences/{id}")).Status);
        await Where("down", tile => tile is { Quiet: null, LastNotificationAt: not null });
        var events = await Events();
        Assert.Contains(events, text => text.StartsWith("Silenced by the API: tag DB, until ", StringComparison.Ordinal));
        Assert.Contains($"Silence {id} ended by the API", events);
        Assert.Single(events, text => text.StartsWith("Alert first_fail for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Why_somebody_was_told_is_told()
    {
        await Where("down", tile => tile.LastNotificationAt is not null);
        var (status, why) = await Ask(HttpMethod.Get, "/api/checks/DOWN/why");
        Assert.Equal((HttpStatusCode.OK, "down"), (status, why.GetProperty("check").GetString()));
        Assert.EndsWith(": connection refused.", why.GetProperty("now")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("console: was told.", why.GetProperty("now")[1].GetString());
        Assert.Equal("It goes down with the first failed round.", why.GetProperty("if_it_failed")[0].GetString());
        string?[] trace = [.. why.GetProperty("trace").EnumerateArray().Select(step => step.GetProperty("kind").GetString())];
        Assert.Equal("down", trace[0]); // what is held until the silences are read may stand between
        Assert.Equal(["alert", "alert-delivered"], trace[^2..]);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(HttpMethod.Get, "/api/checks/nobody/why")).Status);
    }

    [Fact]
    public async Task What_is_wrong_is_refused()
    {
        var (status, json) = await Ask(HttpMethod.Post, "/api/silences", new { tags = new[] { "db" }, @for = "2h" });
        Assert.Equal((HttpStatusCode.BadRequest, "reason: say why; it is shown to everybody who wonders"), (status, json.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_failure_can_be_acknowledged_and_given_back_over_a_restart()
    {
        await Where("down", tile => tile.Status == CheckStatus.Fail);
        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Post, "/api/checks/down/acknowledge", new { note = "on it" })).Status);
        await _house.CloseAsync();
        await _house.OpenAsync();
        await Where("down", tile => tile.Quiet?.Acknowledged is { By: "the API", Note: "on it" });
        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Delete, "/api/checks/down/acknowledge")).Status);
        await Where("down", tile => tile.Quiet is null);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(HttpMethod.Post, "/api/checks/nobody/acknowledge")).Status);
    }

    [Fact]
    public async Task A_long_failure_keeps_its_beginning_when_it_is_asked_why()
    {
        await Where("down", tile => tile.LastNotificationAt is not null);
        for (var i = 0; i < 101; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Post, "/api/checks/down/acknowledge")).Status);
            Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Delete, "/api/checks/down/acknowledge")).Status);
        }

        var trace = (await Ask(HttpMethod.Get, "/api/checks/down/why")).Json.GetProperty("trace");
        Assert.Equal((201, "down"), (trace.GetArrayLength(), trace[0].GetProperty("kind").GetString()));
    }
}
