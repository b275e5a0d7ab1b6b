using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Remedies;
using Monitor.Actors.Remedies.Actions;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Remedies;

public sealed class HttpPostRemedyTests : IDisposable
{
    private readonly HttpMessageInvoker _http = OutboundHttp.Invoker(new Dialer(new NetworkPolicy { Rules = new NetworkRules { Board = BoardReach.PublicOnly } }));

    public void Dispose() => _http.Dispose();

    private async Task<RemedyOutcome> Post(Uri url, string more = "", NetworkLevel level = NetworkLevel.Outbound)
    {
        var remedy = new HttpPostRemedy(_http);
        var keys = YamlSection.Of($"{{ url: '{url}'{more} }}");
        var spec = remedy.Read(keys);
        Assert.Empty(keys.Problems());
        return await remedy.RunAsync(spec, new RemedyRun("db-health/1/remedy0/1", level, Some.Name), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task It_posts_the_payload_as_json_under_a_stable_key()
    {
        await using var target = LoopbackTarget.Http("""{"ok":true}""");
        var outcome = await Post(target.Url, ", payload: { reason: monitor, force: true }");
        Assert.Equal(new RemedyOutcome(true, """{"action":"http_post","result":{"status_code":200,"text":"{\"ok\":true}"}}"""), outcome);
        var request = Assert.Single(target.Requests);
        Assert.StartsWith("POST / HTTP/1.1", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json; charset=utf-8\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key: 64622d6865616c74682f312f72656d656479302f31\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("""{"reason":"monitor","force":true}""", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_payload_it_posts_an_empty_object()
    {
        await using var target = LoopbackTarget.Http("");
        await Post(target.Url);
        Assert.EndsWith("\r\n\r\n{}", Assert.Single(target.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_answer_is_a_failure_with_the_start_of_its_text()
    {
        await using var target = LoopbackTarget.Http(new string('x', 5000), 500);
        var outcome = await Post(target.Url);
        Assert.False(outcome.Succeeded);
        Assert.Equal("""{"action":"http_post","result":{"status_code":500,"text":"TEXT"}}""".Replace("TEXT", new string('x', 200), StringComparison.Ordinal), outcome.Details);
    }

    [Fact]
    public async Task What_nobody_may_reach_is_not_reached()
    {
        var problem = await Assert.ThrowsAsync<HttpRequestException>(() => Post(new Uri("http://169.254.169.254/")));
        Assert.StartsWith("blocked by network policy: 169.254.169.254 is a cloud metadata address", problem.Message, StringComparison.Ordinal);
        await using var inside = LoopbackTarget.Http("");
        await Post(inside.Url);
        var asBoard = await Assert.ThrowsAsync<HttpRequestException>(() => Post(inside.Url, level: NetworkLevel.Board));
        Assert.StartsWith("blocked by network policy: 127.0.0.1 is loopback", asBoard.Message, StringComparison.Ordinal);
        Assert.Equal(1, inside.Connections); // nor over the connection that is there
    }

    [Fact]
    public async Task It_says_how_it_asks_and_which_answers_will_do()
    {
        await using var target = LoopbackTarget.Http("", 409);
        var outcome = await Post(target.Url, ", method: PUT, headers: { X-Team: shop }, expect_status: [202, 409]");
        Assert.True(outcome.Succeeded);
        var request = Assert.Single(target.Requests);
        Assert.StartsWith("PUT / HTTP/1.1", request, StringComparison.Ordinal);
        Assert.Contains("X-Team: shop\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_is_a_failure()
    {
        await using var target = LoopbackTarget.Http("");
        Assert.False((await Post(target.Url, ", expect_status: 202")).Succeeded);
    }

    [Theory]
    [InlineData("200-204, 409", 409, true)]
    [InlineData("2xx, 409", 202, true)]
    [InlineData("2xx, 409", 500, false)]
    [InlineData("200-204", 205, false)]
    public async Task Which_answers_will_do_is_said_as_checks_say_it(string expected, int status, bool isDone)
    {
        await using var target = LoopbackTarget.Http("", status);
        Assert.Equal(isDone, (await Post(target.Url, $", expect_status: [{expected}]")).Succeeded);
    }

    [Theory]
    [InlineData("600", "expected an HTTP status from 100 to 599, got 600")]
    [InlineData("[202, twice]", "expected an HTTP status from 100 to 599, got text \"twice\"")]
    [InlineData("[]", "empty")]
    public void What_is_no_status_is_said(string expected, string fault)
    {
        var keys = YamlSection.Of($"{{ url: 'http://localhost/', expect_status: {expected} }}");
        new HttpPostRemedy(_http).Read(keys);
        Assert.Equal(fault, Assert.Single(keys.Problems()).Fault);
    }

    [Fact]
    public async Task It_logs_in_with_what_came_out_of_a_placeholder()
    {
        await using var target = LoopbackTarget.Http("");
        var types = new CheckTypes([new ScriptedCheck()], [new HttpPostRemedy(_http)]);
        var around = new ConfigSurroundings(types, new Dictionary<string, string> { ["TOKEN"] = "CANARY-77" }, TimeZoneInfo.Utc);
        var reading = MonitorConfig.Read(
            new SourceText("checks.yaml", $"checks: [{{ name: it, type: scripted, on_fail: {{ actions: [{{ type: http_post, url: '{target.Url}', auth: {{ bearer: '{{TOKEN}}' }} }}] }} }}]\n"), null, around);
        Assert.Empty(reading.Errors);
        var remedy = reading.Config!.Checks[0].Remedies[0]; // no errors, so there is one
        await remedy.Type.RunAsync(remedy.Spec, new RemedyRun("id", NetworkLevel.Outbound, Some.Name), TestContext.Current.CancellationToken);
        Assert.Contains("Authorization: Bearer CANARY-77\r\n", Assert.Single(target.Requests), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", remedy.Spec.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var target = LoopbackTarget.Http("", 302, "Location: /elsewhere\r\n");
        Assert.False((await Post(target.Url)).Succeeded);
        Assert.Single(target.Requests);
    }
}
