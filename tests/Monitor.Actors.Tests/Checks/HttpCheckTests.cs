using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What the http check says of targets that behave and of those that do not.</summary>
public sealed class HttpCheckTests : IDisposable
{
    private readonly HttpRunner _http = new(new Dialer(new NetworkPolicy()), TimeProvider.System);
    private readonly ProbeRunner _probes = new(Some.Places(4), TimeProvider.System);

    public void Dispose()
    {
        _http.Dispose();
        _probes.Dispose();
    }

    private async Task<Observation> Probe(Uri url, string keys = "expect_status: 200", TimeSpan? timeout = null)
    {
        ICheckType type = new HttpCheck(_http);
        var section = YamlSection.Of($"{{ url: '{url}', {keys} }}");
        var spec = type.Read(section);
        Assert.Empty(section.Problems());
        var definition = Some.Definition(type) with { Spec = spec, Timeout = timeout ?? TimeSpan.FromSeconds(10) };
        return (await _probes.AttemptAsync(definition, new ProbeContext(Some.Name), wasSlow: false, TestContext.Current.CancellationToken)).Seen;
    }

    private async Task<Observation> Probe(LoopbackTarget target, string keys = "expect_status: 200", TimeSpan? timeout = null)
    {
        await using (target)
            return await Probe(target.Url, keys, timeout);
    }

    private static void Is(ObservationKind kind, string? reason, Observation seen) => Assert.Equal((kind, reason), (seen.Kind, seen.Reason));

    [Fact]
    public async Task An_expected_answer_passes() =>
        Assert.Equal(
            new Observation(ObservationKind.Passed, null, 200),
            await Probe(LoopbackTarget.Http("""{"ok":true}"""), "expect_status: 200, expect_jsonpath: [{ path: $.ok, equals: true }]") with { Phases = null });

    [Fact]
    public async Task Without_an_expected_status_any_passes() =>
        Is(ObservationKind.Passed, null, await Probe(LoopbackTarget.Http("oops", 500), "connection: fresh"));

    [Fact]
    public async Task An_unexpected_status_shows_the_start_of_the_body()
    {
        var seen = await Probe(LoopbackTarget.Http(new string('x', 300), 503));
        Is(ObservationKind.Failed, "HTTP 503, expected 200", seen);
        Assert.Equal($$"""{"status_code":503,"body":"{{new string('x', 200)}}"}""", seen.Details);
    }

    [Fact]
    public async Task The_status_is_looked_at_before_the_rules() =>
        Is(ObservationKind.Failed, "HTTP 503, expected 200", await Probe(LoopbackTarget.Http("not json", 503), "expect_status: 200, expect_jsonpath: [{ path: $.ok }]"));

    [Fact]
    public async Task A_rule_that_fails_is_told_in_the_words_of_the_original()
    {
        var seen = await Probe(
            LoopbackTarget.Http("""{"ok":true,"latency_ms":262}"""),
            "expect_jsonpath: [{ path: $.latency_ms, lt: 100 }, { path: $.ok, equals: true }]");
        Is(ObservationKind.Failed, "$.latency_ms !< 100 (got 262)", seen);
        Assert.Equal("""{"error":"$.latency_ms !< 100 (got 262)"}""", seen.Details);
    }

    [Fact]
    public async Task Conditions_and_rules_see_everything_a_request_has()
    {
        const string Keys = """
            expect_status: 2xx, expect_header: { X-Cache: { matches: "^HIT" } }, expect_body: pong, expect_latency_ms: 60000,
            conditions: ["[STATUS] == 200", "[IP] == 127.0.0.1", "[CONNECTED] == true", "[HEADER].content-length == 4", "[BODY] == pat(p?ng)", "[RESPONSE_TIME] < 60s"]
            """;
        Is(ObservationKind.Passed, null, await Probe(LoopbackTarget.Http("pong", 200, "x-cache: HIT from edge\r\n"), Keys));
        Is(ObservationKind.Failed, "[CERTIFICATE_EXPIRATION] (no certificate) > 48h; header x-cache != HIT (got None) (warn)",
            await Probe(LoopbackTarget.Http("pong"), "conditions: ['[CERTIFICATE_EXPIRATION] > 48h'], expect_header: [{ name: x-cache, equals: HIT, severity: warn }]"));
    }

    [Theory]
    [InlineData("<html>", "response is not JSON (starts with \"<html>\")")]
    [InlineData("", "response is not JSON (it is empty)")]
    [InlineData("{\"ok\":true", "response is not JSON (starts with \"{\"ok\":true\")")]
    public async Task What_is_not_json_is_no_usable_answer(string body, string reason) =>
        Is(ObservationKind.Error, reason, await Probe(LoopbackTarget.Http(body), "expect_jsonpath: [{ path: $.ok, equals: true }]"));

    [Fact]
    public async Task Json_nested_too_deep_is_no_usable_answer() =>
        Is(ObservationKind.Error, "JSON nested deeper than 64", await Probe(LoopbackTarget.Http(new string('[', 100_000)), "expect_jsonpath: [{ path: $.ok }]"));

    [Fact]
    public async Task Broken_utf_8_is_no_usable_answer()
    {
        byte[] body = [.. "{\"ok\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        byte[] answer = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
        Is(ObservationKind.Error, "response is not valid UTF-8 at byte 7", await Probe(LoopbackTarget.Saying(answer), "expect_jsonpath: [{ path: $.ok, equals: x }]"));
    }

    [Theory]
    [InlineData("""{"ok":"\ud800"}""", "{ path: $.ok, equals: x }")]
    [InlineData("""{"\ud800":1,"ok":2}""", "{ path: $.ok, equals: 1 }")]
    [InlineData("""{"ok":{"\ud800":1}}""", "{ path: '$..x', equals: 1 }")]
    [InlineData("""{"ok":"\ud800"}""", "{ path: $.ok, lt: 5 }")]
    [InlineData("""{"ok":["\ud800"]}""", "{ path: $.ok, equals: 1 }")]
    public async Task Half_a_character_is_the_targets_fault(string body, string rule) =>
        Assert.Equal(ObservationKind.Failed, (await Probe(LoopbackTarget.Http(body), $"expect_jsonpath: [{rule}]")).Kind);

    [Fact]
    public async Task A_target_that_does_not_listen_refuses()
    {
        var target = LoopbackTarget.Http("");
        await target.DisposeAsync();
        Is(ObservationKind.Error, "connection refused", await Probe(target.Url));
    }

    [Fact]
    public async Task A_target_that_closes_at_once_is_told_so() =>
        Is(ObservationKind.Error, "connection closed before the response was complete", await Probe(LoopbackTarget.Saying([])));

    [Fact]
    public async Task A_target_that_closes_in_the_middle_of_the_body_is_told_so() =>
        Is(ObservationKind.Error, "connection closed after 4 of 100 bytes",
            await Probe(LoopbackTarget.Saying(LoopbackTarget.Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))));

    [Fact]
    public async Task A_target_that_speaks_something_else_is_told_so() =>
        Is(ObservationKind.Error, "not an HTTP response: \"220 mail.example ESMTP\"", await Probe(LoopbackTarget.Saying(LoopbackTarget.Raw("220 mail.example ESMTP\r\n"))));

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_not_read() =>
        Is(ObservationKind.Error, "response larger than 1 MiB (Content-Length 2000000)",
            await Probe(LoopbackTarget.Saying(LoopbackTarget.Raw("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n"))));

    [Fact]
    public async Task A_body_without_a_length_is_read_up_to_the_limit()
    {
        Is(ObservationKind.Error, "response larger than 1 MiB", await Probe(Endless(HttpRequestSpec.DefaultMaxBody + 1)));
        Is(ObservationKind.Passed, null, await Probe(Endless(HttpRequestSpec.DefaultMaxBody)));
    }

    private static LoopbackTarget Endless(int length) =>
        LoopbackTarget.Saying(LoopbackTarget.Raw($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{new string('x', length)}"));

    [Fact]
    public async Task Redirects_are_followed_five_times()
    {
        await using var loop = new LoopbackTarget(_ => LoopbackTarget.Raw("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        Is(ObservationKind.Error, "more than 5 redirects", await Probe(loop.Url));
        Assert.Equal(6, loop.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_leads_to_the_answer()
    {
        await using var target = new LoopbackTarget(request => request.StartsWith("GET /there ", StringComparison.Ordinal)
            ? LoopbackTarget.Answer("{}")
            : LoopbackTarget.Answer("", 307, "Location: /there\r\n"));
        Is(ObservationKind.Passed, null, await Probe(target.Url));
    }

    [Theory]
    [InlineData("file:///etc/passwd", ObservationKind.NotObserved, "redirect to scheme \"file\" refused")]
    [InlineData("ftp://example.com/", ObservationKind.NotObserved, "redirect to scheme \"ftp\" refused")]
    [InlineData("gopher://example.com/", ObservationKind.NotObserved, "redirect to scheme \"gopher\" refused")]
    [InlineData("http://169.254.169.254/latest/meta-data/", ObservationKind.NotObserved, "blocked by network policy: 169.254.169.254 is a cloud metadata address")]
    [InlineData("//[::ffff:169.254.169.254]/", ObservationKind.NotObserved, "blocked by network policy: 169.254.169.254 is a cloud metadata address")]
    [InlineData("http://", ObservationKind.Error, "redirect to an address that is not a URL")]
    public async Task A_redirect_to_elsewhere_is_refused(string location, ObservationKind kind, string reason) =>
        Is(kind, reason, await Probe(LoopbackTarget.Http("", 302, $"Location: {location}\r\n")));

    [Fact]
    public async Task A_timeout_says_that_no_answer_came() =>
        Is(ObservationKind.Error, "timeout after 0.2 s (no response headers)", await Probe(LoopbackTarget.Saying(null), timeout: TimeSpan.FromMilliseconds(200)));

    [Fact]
    public async Task A_request_says_nothing_about_us_that_it_need_not()
    {
        await using var target = LoopbackTarget.Http("{}");
        await Probe(target.Url);
        var lines = Assert.Single(target.Requests).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["GET / HTTP/1.1", $"Host: 127.0.0.1:{target.Url.Port}"], lines);
    }

    [Fact]
    public async Task What_escapes_from_a_check_type_is_our_own_fault()
    {
        var definition = Some.Definition(new ScriptedCheck().Throws(new InvalidOperationException("a plug-in with a bug")));
        var attempt = await _probes.AttemptAsync(definition, new ProbeContext(Some.Name), wasSlow: false, TestContext.Current.CancellationToken);
        Is(ObservationKind.NotObserved, "the probe itself failed: InvalidOperationException: a plug-in with a bug", attempt.Seen);
    }

    [Fact]
    public async Task Waiting_for_a_place_is_not_the_targets_latency()
    {
        var time = new JumpingTime();
        using var narrow = new ProbeRunner(Some.Places(1), time);
        var type = new ScriptedCheck();
        var slow = type.Hangs();
        var definition = Some.Definition(type) with { Timeout = TimeSpan.FromSeconds(5) };
        var first = narrow.AttemptAsync(definition with { Timeout = TimeSpan.FromHours(1) }, new ProbeContext(Some.Name), wasSlow: false, CancellationToken.None);
        var second = narrow.AttemptAsync(definition, new ProbeContext(Some.Name), wasSlow: false, CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((false, 1), (second.IsCompleted, type.Probes));
        slow.SetResult(Some.Good);
        Assert.Equal(TimeSpan.FromMinutes(1), (await first).Latency);
        Assert.Equal((Some.Good, TimeSpan.Zero), ((await second).Seen, (await second).Latency));
    }
}
