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
        return await remedy.RunAsync(spec, "db-health/1/remedy0/1", level, TestContext.Current.CancellationToken);
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
    public async Task A_redirect_is_not_followed()
    {
        await using var target = LoopbackTarget.Http("", 302, "Location: /elsewhere\r\n");
        Assert.False((await Post(target.Url)).Succeeded);
        Assert.Single(target.Requests);
    }
}
