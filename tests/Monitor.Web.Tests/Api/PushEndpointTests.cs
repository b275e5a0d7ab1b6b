using System.Net;
using System.Text.Json;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Pings;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

/// <summary><c>/api/push/{token}</c> with the engine behind it.</summary>
public sealed class PushEndpointTests : IAsyncLifetime
{
    private const string Token = "backup-token-0123456789";

    private readonly WebHouse _house = new($$"""
        checks:
          - { name: backup, type: push, token: "{{Token}}", period: 1h, grace: 5m }
          - { name: other, type: push, token: other-token-0123456789, period: 1h }
        """);

    public async ValueTask InitializeAsync() => await _house.OpenAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body = null, params (string Key, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/api/push/{path}", UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body);
        foreach (var (key, value) in headers)
            request.Headers.TryAddWithoutValidation(key, value);
        return await _house.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task Says(HttpStatusCode status, string path, HttpMethod? method = null, string? body = null)
    {
        using var answer = await Send(method ?? HttpMethod.Get, path, body);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == answer.StatusCode, $"{path}: {answer.StatusCode} {text}");
        Assert.DoesNotContain("token-0123456789", text, StringComparison.Ordinal);
    }

    private async Task<CheckTile> Shows(CheckStatus status, string? reason) =>
        (await _house.BoardWhereAsync(board => board.Find("backup") is { } tile && (tile.Status, tile.Reason) == (status, reason))).Find("backup")!; // just found

    [Fact]
    public async Task A_ping_by_any_of_three_methods_is_answered_with_OK()
    {
        await Shows(CheckStatus.Unknown, "waiting for the first ping");
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Head })
        {
            using var answer = await Send(method, Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
            if (method != HttpMethod.Head) // whose body the server leaves out, which the test's server does not
                Assert.Equal("OK", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        await Shows(CheckStatus.Ok, null);
        Assert.Equal(CheckStatus.Unknown, _house.Board.Find("other")?.Status);
    }

    [Fact]
    public async Task The_words_of_Uptime_Kuma_work()
    {
        await Says(HttpStatusCode.OK, $"{Token}?status=up&msg=OK&ping=");
        await Shows(CheckStatus.Ok, "OK");
        await Says(HttpStatusCode.OK, $"{Token}?status=up&msg=all%20copied&ping=1234");
        Assert.Equal(1234, (await Shows(CheckStatus.Ok, "all copied")).LatencyMs);
        await Says(HttpStatusCode.OK, $"{Token}?status=down&msg=disk%20full&ping=");
        await Shows(CheckStatus.Fail, "disk full");
    }

    [Fact]
    public async Task The_words_of_Healthchecks_work()
    {
        await Says(HttpStatusCode.OK, $"{Token}/0");
        await Shows(CheckStatus.Ok, null);
        await Says(HttpStatusCode.OK, $"{Token}/3", HttpMethod.Post, "tar: no space left\n");
        await Shows(CheckStatus.Fail, "exit status 3: tar: no space left");
        await Says(HttpStatusCode.OK, $"{Token}/log", HttpMethod.Post, "for the record");
        await Shows(CheckStatus.Fail, "exit status 3: tar: no space left");
        await Says(HttpStatusCode.OK, Token);
        await Shows(CheckStatus.Ok, null);
        await Says(HttpStatusCode.OK, $"{Token}/fail");
        await Shows(CheckStatus.Fail, "a failure was reported");
    }

    [Fact]
    public async Task Runs_are_timed_by_their_ids()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        await Says(HttpStatusCode.OK, Token);
        await Says(HttpStatusCode.OK, $"{Token}/start?rid={one}");
        await Says(HttpStatusCode.OK, $"{Token}/start?rid={two}");
        await _house.BoardWhereAsync(board => board.Find("backup")?.Reason?.StartsWith("2 runs under way", StringComparison.Ordinal) == true);
        await Says(HttpStatusCode.OK, $"{Token}?rid={one}");
        await _house.BoardWhereAsync(board => board.Find("backup") is { LatencyMs: not null, Reason: var reason } && reason!.StartsWith("running for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_is_refused_and_says_how_it_would_be_right()
    {
        await Says(HttpStatusCode.NotFound, "nobodys-token-0123456789");
        await Says(HttpStatusCode.NotFound, $"{Token}x");
        await Says(HttpStatusCode.NotFound, $"{Token}/nonsense");
        await Says(HttpStatusCode.NotFound, $"{Token}/256");
        await Says(HttpStatusCode.NotFound, $"{Token}/-1");
        await Says(HttpStatusCode.BadRequest, $"{Token}?status=sideways");
        await Says(HttpStatusCode.BadRequest, $"{Token}?rid=seven");
        await Says(HttpStatusCode.BadRequest, $"{Token}?ping=-1");
        await Says(HttpStatusCode.BadRequest, $"{Token}?duration=NaN");
        await Says(HttpStatusCode.MethodNotAllowed, Token, HttpMethod.Put, "");
        await Says(HttpStatusCode.MethodNotAllowed, Token, HttpMethod.Delete);
        await Says(HttpStatusCode.RequestEntityTooLarge, Token, HttpMethod.Post, new string('x', 10_001));
        await Shows(CheckStatus.Unknown, "waiting for the first ping");
        await Says(HttpStatusCode.OK, $"{Token}/log", HttpMethod.Post, new string('x', 10_000));
    }

    [Fact]
    public async Task A_token_cannot_flood_the_monitor()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, PingBudget.AtOnce * 4).Select(_ => Send(HttpMethod.Get, $"{Token}/log")));
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), PingBudget.AtOnce, (PingBudget.AtOnce * 4) - 1);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("1", refused.Headers.RetryAfter?.ToString());
        await Says(HttpStatusCode.OK, "other-token-0123456789");
    }

    [Fact]
    public async Task A_ping_may_come_from_anywhere_other_writes_may_not()
    {
        using var ping = await Send(HttpMethod.Post, Token, null, ("Origin", "https://app.example"), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
        using var run = new HttpRequestMessage(HttpMethod.Post, "/api/checks/backup/run") { Headers = { { "Origin", "https://app.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await _house.Client.SendAsync(run, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_token_is_told_to_nobody()
    {
        await Says(HttpStatusCode.OK, $"{Token}/fail");
        await Shows(CheckStatus.Fail, "a failure was reported");
        foreach (var path in new[] { "/api/checks", "/api/checks/backup", "/api/events", "/api/results" })
        {
            var text = await _house.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Contains("backup", text, StringComparison.Ordinal);
            Assert.DoesNotContain("token-0123456789", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_answered_with_OK_is_known_after_a_restart()
    {
        await Says(HttpStatusCode.OK, $"{Token}?msg=before");
        await Says(HttpStatusCode.OK, $"{Token}/start");
        await _house.CloseAsync();
        await _house.OpenAsync();
        await _house.BoardWhereAsync(board => board.Find("backup") is { Status: CheckStatus.Ok, Reason: { } reason } && reason.StartsWith("running for", StringComparison.Ordinal));
        await Says(HttpStatusCode.OK, Token);
    }

    [Fact]
    public async Task It_is_documented()
    {
        var text = await _house.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);
        var paths = JsonDocument.Parse(text).RootElement.GetProperty("paths");
        Assert.Equal(["get", "head", "post"], paths.GetProperty("/api/push/{token}").EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.True(paths.TryGetProperty("/api/push/{token}/{signal}", out _));
    }
}
