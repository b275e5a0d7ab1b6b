using System.Net;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Checks.Http;

/// <summary>What an http check sends, where to, and by which way; real peers on loopback.</summary>
public sealed class HttpRequestTests : IDisposable
{
    private readonly HttpBench _bench = new();

    public HttpRequestTests() => _bench.Variables["SECRET"] = "CANARY-7f3a";

    public void Dispose() => _bench.Dispose();

    private async Task<string> Sent(string keys, string path = "")
    {
        await using var target = LoopbackTarget.Http("{}");
        Assert.Equal((ObservationKind.Passed, null), Kind(await _bench.Probe(new Uri(target.Url, path), $"expect_status: 200, {keys}")));
        return Assert.Single(target.Requests).Replace($":{target.Url.Port}", "", StringComparison.Ordinal);
    }

    private static (ObservationKind, string?) Kind(Observation seen) => (seen.Kind, seen.Reason);

    [Fact]
    public async Task A_bare_check_sends_a_bare_get() => Assert.Equal("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", await Sent("connection: fresh"));

    [Theory]
    [InlineData("method: DELETE", "DELETE / HTTP/1.1\r\n")]
    [InlineData("method: HEAD", "HEAD / HTTP/1.1\r\n")]
    [InlineData("body: hello", "POST / HTTP/1.1\r\n")]
    [InlineData("method: PUT, body: hello", "PUT / HTTP/1.1\r\n")]
    public async Task The_method_is_as_asked(string keys, string line) => Assert.StartsWith(line, await Sent(keys), StringComparison.Ordinal);

    [Theory]
    [InlineData("body: grüße", "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 7\r\n\r\ngrüße")]
    [InlineData("json: { n: 1.50, ok: true, text: 'true', list: [a, null] }", "Content-Type: application/json\r\nContent-Length: 52\r\n\r\n{\"n\":1.50,\"ok\":true,\"text\":\"true\",\"list\":[\"a\",null]}")]
    [InlineData("form: { user: a b, mail: 'x@y&z' }", "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 25\r\n\r\nuser=a%20b&mail=x%40y%26z")]
    [InlineData("body: '<a/>', headers: { Content-Type: application/xml }", "Content-Type: application/xml\r\nContent-Length: 4\r\n\r\n<a/>")]
    [InlineData("json: 7", "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n7")]
    public async Task A_body_goes_with_its_type(string keys, string end) => Assert.EndsWith(end, await Sent(keys), StringComparison.Ordinal);

    [Fact]
    public async Task Headers_are_sent_as_written() =>
        Assert.Equal("GET / HTTP/1.1\r\nHost: shop.example\r\nAccept: text/html\r\nX-Team: a, b\r\n\r\n", await Sent("headers: { Host: shop.example, Accept: text/html, X-Team: 'a, b' }"));

    [Fact]
    public async Task The_query_is_added_and_encoded() =>
        Assert.StartsWith("GET /x?own=1&q=a%26b&token=CANARY-7f3a HTTP/1.1\r\n", await Sent("query: { q: a&b, token: '{SECRET}' }", "x?own=1"), StringComparison.Ordinal);

    [Theory]
    [InlineData("basic: { username: ann, password: '{SECRET}' }", "Authorization: Basic YW5uOkNBTkFSWS03ZjNh\r\n")]
    [InlineData("bearer: '{SECRET}'", "Authorization: Bearer CANARY-7f3a\r\n")]
    public async Task A_login_is_sent(string auth, string header) => Assert.Contains(header, await Sent($"auth: {{ {auth} }}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_kept_connection_is_used_again()
    {
        await using var target = new HostileTarget(async (stream, stop) =>
        {
            while (await HostileTarget.HeadAsync(stream, stop) is { Length: > 0 })
                await stream.WriteAsync(HostileTarget.Bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), stop);
        });
        for (var round = 0; round < 3; round++)
            Assert.Equal(ObservationKind.Passed, (await _bench.Probe(target.Url, "expect_status: 200, connection: reuse")).Kind);
        Assert.Equal(1, target.Connections);
        for (var round = 0; round < 3; round++)
            Assert.Equal(ObservationKind.Passed, (await _bench.Probe(target.Url)).Kind);
        Assert.Equal(4, target.Connections);
    }

    [Fact]
    public async Task Redirects_can_be_counted_or_left_alone()
    {
        await using var target = new LoopbackTarget(_ => LoopbackTarget.Answer("", 302, "Location: /again\r\n"));
        Assert.Equal((ObservationKind.Passed, null), Kind(await _bench.Probe(target.Url, "expect_status: 302, redirects: none")));
        Assert.Equal((ObservationKind.Error, "more than 2 redirects"), Kind(await _bench.Probe(target.Url, "expect_status: 200, redirects: 2")));
        Assert.Equal(4, target.Requests.Count);
    }

    [Theory]
    [InlineData(302, "GET /there")]
    [InlineData(303, "GET /there")]
    [InlineData(307, "POST /there")]
    [InlineData(308, "POST /there")]
    public async Task A_redirect_keeps_or_drops_the_body_as_its_status_says(int status, string line)
    {
        await using var target = new LoopbackTarget(request => request.Contains("/there ", StringComparison.Ordinal)
            ? LoopbackTarget.Answer("{}")
            : LoopbackTarget.Answer("", status, "Location: /there\r\n"));
        Assert.Equal(ObservationKind.Passed, (await _bench.Probe(target.Url, "expect_status: 200, body: hello")).Kind);
        Assert.StartsWith(line, target.Requests[1], StringComparison.Ordinal);
        Assert.Equal(status is 307 or 308, target.Requests[1].EndsWith("hello", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_is_not_sent_on_to_another_origin()
    {
        await using var elsewhere = LoopbackTarget.Http("{}");
        await using var target = new LoopbackTarget(_ => LoopbackTarget.Answer("", 307, $"Location: {elsewhere.Url}\r\n"));
        Assert.Equal((ObservationKind.Error, "redirect of a body to another origin refused"), Kind(await _bench.Probe(target.Url, "expect_status: 200, body: hello")));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task The_limit_on_the_body_can_be_chosen()
    {
        await using var target = LoopbackTarget.Http(new string('x', 2048));
        Assert.Equal(ObservationKind.Passed, (await _bench.Probe(target.Url, "expect_status: 200, max_body: 2KiB")).Kind);
        Assert.Equal("response larger than 1 KiB (Content-Length 2048)", (await _bench.Probe(target.Url, "expect_status: 200, max_body: 1024")).Reason);
        await using var large = LoopbackTarget.Http(new string('x', 3 * 1024 * 1024));
        Assert.Equal(ObservationKind.Passed, (await _bench.Probe(large.Url, "expect_status: 200, max_body: 10MiB")).Kind);
    }

    [Fact]
    public async Task Only_phases_that_there_were_are_told()
    {
        await using var target = LoopbackTarget.Http("{}");
        Assert.Equal(["connect", "first_byte", "body"], (await _bench.Probe(target.Url)).Phases!.Parts().Select(part => part.Name)); // there was an answer
        var named = await _bench.Probe(new Uri($"http://localhost:{target.Url.Port}/"), "expect_status: 200, ip_family: v4");
        Assert.Equal(["dns", "connect", "first_byte", "body"], named.Phases!.Parts().Select(part => part.Name));
    }

    [Fact]
    public async Task A_length_without_a_body_is_no_large_answer()
    {
        await using var target = LoopbackTarget.Saying(LoopbackTarget.Raw("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n"));
        Assert.Equal((ObservationKind.Passed, null), Kind(await _bench.Probe(target.Url, "expect_status: 200, method: HEAD")));
    }

    [Fact]
    public async Task A_plain_request_goes_through_a_proxy()
    {
        await using var target = LoopbackTarget.Http("{}");
        await using var proxy = new ForwardProxy();
        var url = new Uri($"http://only-the-proxy-knows.invalid:{target.Url.Port}/x");
        Assert.Equal((ObservationKind.Passed, null), Kind(await _bench.Probe(url, $"expect_status: 200, proxy: 'http://ann:{{SECRET}}@127.0.0.1:{proxy.Port}'")));
        var head = Assert.Single(proxy.Heads);
        Assert.StartsWith($"GET {url} HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Proxy-Authorization: Basic YW5uOkNBTkFSWS03ZjNh\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tls_request_goes_through_a_tunnel()
    {
        using var certificates = new SomeCertificates();
        using var folder = new TempFolder();
        await using var target = HostileTarget.TlsSaying(certificates.For("only-the-proxy-knows.invalid"), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        await using var proxy = new ForwardProxy();
        var seen = await _bench.Probe(
            new Uri($"https://only-the-proxy-knows.invalid:{target.Port}/"),
            $"expect_status: 200, tls: {{ ca_file: '{folder.Write("ca.pem", certificates.AuthorityPem)}' }}, proxy: 'http://ann:{{SECRET}}@127.0.0.1:{proxy.Port}'");
        Assert.Equal((ObservationKind.Passed, null), Kind(seen));
        Assert.Equal(
            $"CONNECT only-the-proxy-knows.invalid:{target.Port} HTTP/1.1\r\nHost: only-the-proxy-knows.invalid:{target.Port}\r\nProxy-Authorization: Basic YW5uOkNBTkFSWS03ZjNh\r\n\r\n",
            Assert.Single(proxy.Heads));
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_told()
    {
        await using var proxy = new ForwardProxy(refuses: 407);
        Assert.Equal((ObservationKind.Error, "the proxy answers HTTP 407"), Kind(await _bench.Probe(new Uri("https://x.invalid/"), $"expect_status: 200, proxy: 'http://127.0.0.1:{proxy.Port}'")));
    }

    [Theory]
    [InlineData("http://169.254.169.254/")]
    [InlineData("https://169.254.169.254/")]
    public async Task A_proxy_is_no_way_around_the_policy(string url)
    {
        await using var proxy = new ForwardProxy();
        Assert.Equal(
            (ObservationKind.NotObserved, "blocked by network policy: 169.254.169.254 is a cloud metadata address"),
            Kind(await _bench.Probe(new Uri(url), $"expect_status: 200, proxy: 'http://127.0.0.1:{proxy.Port}'")));
        Assert.Empty(proxy.Heads);
    }

    [Fact]
    public async Task A_dns_server_of_choice_is_asked_anew_each_time()
    {
        await using var target = LoopbackTarget.Http("{}");
        await using var dns = new DnsResponder((name, six) => name == "shop.test" && !six ? (0, [IPAddress.Loopback]) : (0, []));
        var keys = $"expect_status: 200, resolver: '{dns.At}', ip_family: v4";
        var url = new Uri($"http://shop.test:{target.Url.Port}/");
        Assert.Equal((ObservationKind.Passed, null), Kind(await _bench.Probe(url, keys)));
        Assert.Equal((ObservationKind.Passed, null), Kind(await _bench.Probe(url, keys)));
        Assert.Equal((2, 2), (dns.Questions, target.Requests.Count));
        Assert.Equal((ObservationKind.Error, "host not found"), Kind(await _bench.Probe(new Uri("http://other.test/"), keys)));
        Assert.Equal((ObservationKind.Error, "host not found"), Kind(await _bench.Probe(url, keys.Replace("v4", "v6", StringComparison.Ordinal))));
    }

    /// <summary>R-31.</summary>
    [Fact]
    public async Task A_dns_server_without_an_answer_is_told()
    {
        await using var unknown = new DnsResponder((_, _) => (3, []));
        await using var failing = new DnsResponder((_, _) => (2, []));
        await using var silent = new DnsResponder((_, _) => null);
        var url = new Uri("http://shop.test/");
        Assert.Equal((ObservationKind.Error, "host not found"), Kind(await _bench.Probe(url, $"expect_status: 200, resolver: '{unknown.At}'")));
        Assert.Equal((ObservationKind.Error, "DNS server failure"), Kind(await _bench.Probe(url, $"expect_status: 200, resolver: '{failing.At}'")));
        Assert.Equal((ObservationKind.Error, "DNS timeout 0.2 s"), Kind(await _bench.Probe(url, $"expect_status: 200, resolver: '{silent.At}', timeouts: {{ dns: 200ms }}")));
        Assert.Equal((ObservationKind.Error, "DNS timeout 5 s"), Kind(await _bench.Probe(url, $"expect_status: 200, resolver: '{silent.At}'")));
    }

    /// <summary>S-04: what was judged is what is connected to.</summary>
    [Fact]
    public async Task A_name_that_changes_its_mind_gains_nothing()
    {
        await using var target = LoopbackTarget.Http("{}");
        var asked = 0;
        await using var dns = new DnsResponder((_, _) => (0, [Interlocked.Increment(ref asked) == 1 ? IPAddress.Parse("192.0.2.1") : IPAddress.Loopback]));
        var keys = $"expect_status: 200, resolver: '{dns.At}', ip_family: v4, timeouts: {{ connect: 100ms }}";
        var url = new Uri($"http://rebind.test:{target.Url.Port}/");
        _bench.Policy.Rules = new NetworkRules { Board = BoardReach.Any };
        Assert.NotEqual(ObservationKind.Passed, (await _bench.Probe(url, keys, fromBoard: true)).Kind); // nobody is at 192.0.2.1
        Assert.Equal((0, 1), (target.Connections, dns.Questions));
    }

    [Fact]
    public async Task The_board_reaches_no_name_that_leads_inside_when_kept_to_the_internet()
    {
        await using var target = LoopbackTarget.Http("{}");
        await using var dns = new DnsResponder((_, _) => (0, [IPAddress.Loopback]));
        _bench.Policy.Rules = new NetworkRules { Board = BoardReach.PublicOnly };
        var url = new Uri($"http://127-0-0-1.nip.test:{target.Url.Port}/");
        Assert.Equal(
            (ObservationKind.NotObserved, "blocked by network policy: 127.0.0.1 is loopback"), Kind(await _bench.Probe(url, $"expect_status: 200, resolver: '{dns.At}'", fromBoard: true)));
        Assert.Equal((0, 0), (target.Connections, dns.Questions)); // the resolver is inside too
        Assert.Equal((ObservationKind.Passed, null), Kind(await _bench.Probe(url, $"expect_status: 200, resolver: '{dns.At}', ip_family: v4")));
    }

    [Fact]
    public async Task Checks_with_the_same_connection_share_a_handler()
    {
        await using var target = LoopbackTarget.Http("{}");
        foreach (var keys in new[] { "redirects: 1", "headers: { X-A: b }", "body: x", "ip_family: v4", "ip_family: v4, method: HEAD", "tls: { verify: false }" })
            await _bench.Probe(target.Url, $"expect_status: 200, {keys}");
        Assert.Equal(3, _bench.Http.Handlers); // the default, v4, and the unverified one
    }

    /// <summary>S-60, for what an http check is told in confidence.</summary>
    [Fact]
    public async Task No_secret_is_told()
    {
        await using var target = LoopbackTarget.Http("no", 503);
        await using var silent = LoopbackTarget.Saying(null);
        const string Keys = "expect_status: 200, query: { token: '{SECRET}' }, headers: { X-Api-Key: '{SECRET}', Cookie: 'a={SECRET}' }, "
            + "auth: { basic: { username: ann, password: '{SECRET}' } }, json: { password: '{SECRET}' }, proxy: 'http://ann:{SECRET}@127.0.0.1:1'";
        var definition = _bench.Definition(target.Url, Keys);
        var told = string.Join('\n', definition.Target, definition.Yaml, definition, definition.Spec, await _bench.Probe(target.Url, Keys), await _bench.Probe(silent.Url, Keys, TimeSpan.FromMilliseconds(200)));
        Assert.DoesNotContain("CANARY", told, StringComparison.Ordinal);
        Assert.DoesNotContain("YW5uOkNBTkFSWS03ZjNh", told, StringComparison.Ordinal);
    }
}
