using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Http;

/// <summary>A token is fetched, kept while it is good, and never told.</summary>
public sealed class OAuthTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Some.T0);
    private readonly HttpBench _bench;

    public OAuthTests()
    {
        _bench = new HttpBench(_time);
        _bench.Variables["CLIENT_SECRET"] = "CANARY/+";
    }

    public void Dispose() => _bench.Dispose();

    private Task<Observation> Probe(LoopbackTarget target, LoopbackTarget issuer) => _bench.Probe(
        target.Url, $"expect_status: 200, auth: {{ oauth2: {{ token_url: '{issuer.Url}token', client_id: ann, client_secret: '{{CLIENT_SECRET}}', scopes: [a, b] }} }}");

    private static LoopbackTarget Issuer()
    {
        var issued = 0;
        return new LoopbackTarget(_ => LoopbackTarget.Answer($$"""{"access_token":"T{{Interlocked.Increment(ref issued)}}","token_type":"Bearer","expires_in":100}"""));
    }

    [Fact]
    public async Task It_is_asked_for_as_the_standard_says()
    {
        await using var issuer = Issuer();
        await using var target = LoopbackTarget.Http("{}");
        Assert.Equal(ObservationKind.Passed, (await Probe(target, issuer)).Kind);
        var asked = Assert.Single(issuer.Requests);
        Assert.StartsWith("POST /token HTTP/1.1\r\n", asked, StringComparison.Ordinal);
        Assert.Contains("Authorization: Basic YW5uOkNBTkFSWSUyRiUyQg==\r\n", asked, StringComparison.Ordinal);
        Assert.EndsWith("grant_type=client_credentials&scope=a%20b", asked, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer T1\r\n", Assert.Single(target.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_kept_until_shortly_before_it_expires()
    {
        await using var issuer = Issuer();
        await using var target = LoopbackTarget.Http("{}");
        await Probe(target, issuer);
        _time.Advance(TimeSpan.FromSeconds(89));
        await Probe(target, issuer);
        Assert.Single(issuer.Requests);
        _time.Advance(TimeSpan.FromSeconds(2));
        await Probe(target, issuer);
        Assert.Equal(2, issuer.Requests.Count);
        Assert.Contains("Authorization: Bearer T2\r\n", target.Requests[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_not_accepted_is_not_kept()
    {
        await using var issuer = Issuer();
        await using var target = LoopbackTarget.Http("{}", 401);
        await Probe(target, issuer);
        await Probe(target, issuer);
        Assert.Equal(2, issuer.Requests.Count);
    }

    [Fact]
    public async Task Many_who_need_it_at_once_fetch_it_once()
    {
        await using var issuer = Issuer();
        await using var target = LoopbackTarget.Http("{}");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Probe(target, issuer)));
        Assert.Single(issuer.Requests);
    }

    [Theory]
    [InlineData(400, "{}", "no OAuth 2 token: HTTP 400")]
    [InlineData(200, "{}", "no OAuth 2 token: the answer holds no access_token")]
    [InlineData(200, "<html>", "no OAuth 2 token: response is not JSON (starts with \"<html>\")")]
    [InlineData(200, "{\"access_token\":\"a\\r\\nb\"}", "no OAuth 2 token: the answer holds no access_token")]
    [InlineData(302, "", "no OAuth 2 token: HTTP 302")]
    public async Task Without_one_the_target_is_not_asked(int status, string body, string reason)
    {
        await using var issuer = LoopbackTarget.Http(body, status, "Location: http://127.0.0.1:1/\r\n");
        await using var target = LoopbackTarget.Http("{}");
        var seen = await Probe(target, issuer);
        Assert.Equal((ObservationKind.Error, reason), (seen.Kind, seen.Reason));
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task The_policy_holds_for_the_issuer_too()
    {
        await using var target = LoopbackTarget.Http("{}");
        var seen = await _bench.Probe(
            target.Url, "expect_status: 200, auth: { oauth2: { token_url: 'http://169.254.169.254/', client_id: a, client_secret: '{CLIENT_SECRET}' } }");
        Assert.Equal((ObservationKind.NotObserved, "no OAuth 2 token: blocked by network policy: 169.254.169.254 is a cloud metadata address"), (seen.Kind, seen.Reason));
    }
}
