using System.Text;
using System.Text.Json;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Checks.Assertions;

/// <summary>What is said of an answer for which several things, or none, do not hold.</summary>
public sealed class AssertionSetTests
{
    private static ProbeFacts WithHeaders(params (string Name, string Value)[] headers) => new()
    {
        StatusCode = 200,
        Header = name => headers.FirstOrDefault(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Value,
    };

    [Theory]
    [InlineData("200", 200, null)]
    [InlineData("200", 503, "HTTP 503, expected 200")]
    [InlineData("[200, 204]", 204, null)]
    [InlineData("[200, 204]", 503, "HTTP 503, expected 200 or 204")]
    [InlineData("[200, 204, 304]", 503, "HTTP 503, expected 200, 204 or 304")]
    [InlineData("2xx", 299, null)]
    [InlineData("2XX", 300, "HTTP 300, expected 2XX")]
    [InlineData("200-299", 299, null)]
    [InlineData("'200-299'", 199, "HTTP 199, expected 200-299")]
    [InlineData("[2xx, 301-302, 404]", 302, null)]
    [InlineData("[2xx, 301-302, 404]", 303, "HTTP 303, expected 2xx, 301-302 or 404")]
    [InlineData("{ in: [200, 3xx] }", 304, null)]
    [InlineData("{ in: 2xx }", 500, "HTTP 500, expected 2xx")]
    public void Statuses(string expected, int status, string? reason)
    {
        var seen = Judging.Judge($"expect_status: {expected}", "oops", status);
        Assert.Equal((reason is null ? ObservationKind.Passed : ObservationKind.Failed, reason, status), (seen.Kind, seen.Reason, seen.StatusCode));
        Assert.Equal(reason is null ? null : $$"""{"status_code":{{status}},"body":"oops"}""", seen.Details);
    }

    [Theory]
    [InlineData("expect_status: abc", "expected an HTTP status from 100 to 599, got text \"abc\"", "write it like 200, 2xx, 200-299 or [200, 204]")]
    [InlineData("expect_status: 600", "expected an HTTP status from 100 to 599, got 600", "write it like 200, 2xx, 200-299 or [200, 204]")]
    [InlineData("expect_status: 299-200", "expected an HTTP status from 100 to 599, got text \"299-200\"", "write it like 200, 2xx, 200-299 or [200, 204]")]
    [InlineData("expect_status: [200, 6xx]", "expected an HTTP status from 100 to 599, got text \"6xx\"", "write it like 200, 2xx, 200-299 or [200, 204]")]
    [InlineData("expect_status: { severity: warn }", "missing", "write in: [200, 204]")]
    [InlineData("expect_header: [{ equals: x }]", "missing", "write name: and a text")]
    [InlineData("expect_header: { 'content type': x }", "\"content type\" is not the name of a header", "write it like content-type")]
    [InlineData("expect_header: { x-y: { matchs: x } }", "unknown key", "did you mean matches?")]
    [InlineData("expect_body: { contains: [[a]] }", "expected a text, got a list", "write one text, or a list of them")]
    [InlineData("expect_body: { matches: '(' }", "not a regular expression: InsufficientClosingParentheses at character 1", "see the syntax of .NET regular expressions")]
    [InlineData("expect_body: { matches: '(?=x)' }", "look-around, back-references and atomic groups are not supported", "write the pattern without them")]
    [InlineData("expect_body: ['']", "expected a text that the body contains, got text \"\"", "write a text, or { contains: text }")]
    [InlineData("expect_latency_ms: 0", "0 ms is never met", "write a number above 0")]
    [InlineData("expect_latency_ms: { severity: warn }", "missing", "write either lt: 500 or lte: 500")]
    [InlineData("expect_latency_ms: { lt: 5, lte: 5 }", "said twice, as lt and lte", "write either lt: 500 or lte: 500")]
    [InlineData("expect_latency_ms: fast", "expected a number, got text \"fast\"", "write a number")]
    public void What_cannot_be_read_is_a_problem_with_a_fix(string yaml, string fault, string fix)
    {
        var problem = Judging.Problem(yaml);
        Assert.Equal((fault, fix), (problem.Fault, problem.Fix));
    }

    [Theory]
    [InlineData("[{ name: Content-Type, equals: text/html }]", null)]
    [InlineData("[{ name: content-type, matches: '^application/' }]", "header content-type does not match ^application/ (got text/html)")]
    [InlineData("{ content-type: text/html, X-Left: { gte: 10 } }", null)]
    [InlineData("{ x-left: '42' }", null)]
    [InlineData("{ x-left: 42 }", null)]
    [InlineData("{ x-left: 43 }", "header x-left != 43 (got 42)")]
    [InlineData("{ x-left: { in: [1, 42] } }", null)]
    [InlineData("{ x-left: { lt: 10 } }", "header x-left !< 10 (got 42)")]
    [InlineData("{ content-type: { lt: 10 } }", "header content-type is text \"text/html\", expected a number")]
    [InlineData("{ content-type: { contains: html, length: 9 } }", null)]
    [InlineData("{ x-other: a }", "header x-other != a (got None)")]
    [InlineData("[{ name: x-other }]", "header x-other not found")]
    [InlineData("[{ name: x-other, exists: false }]", null)]
    [InlineData("[{ name: content-type, exists: false }]", "header content-type exists (got text/html)")]
    public void Headers(string rules, string? reason) => Assert.Equal(
        reason, Judging.Judge($"expect_header: {rules}", WithHeaders(("content-type", "text/html"), ("x-left", "42"))).Reason);

    [Theory]
    [InlineData("Welcome", "<h1>Welcome</h1>", null)]
    [InlineData("Welcome", "<h1>Sorry</h1>", "body does not contain \"Welcome\" (got \"<h1>Sorry</h1>\")")]
    [InlineData("Welcome", "", "body does not contain \"Welcome\" (got nothing)")]
    [InlineData("[é, b]", "aéb", null)]
    [InlineData("[a, { contains: [b, c] }]", "abc", null)]
    [InlineData("{ not_contains: error }", "an error", "body contains \"error\" at byte 3, expected not to")]
    [InlineData("{ not_contains: error }", "fine", null)]
    [InlineData("{ matches: '^v[0-9]+$' }", "v12", null)]
    [InlineData("{ matches: ['^v', '9$'] }", "v12", "body does not match 9$ (got \"v12\")")]
    [InlineData("{ not_matches: '[Ee]rror' }", "an Error", "body matches [Ee]rror, expected not to")]
    public void Bodies(string rules, string body, string? reason) => Assert.Equal(reason, Judging.Judge($"expect_body: {rules}", body).Reason);

    [Fact]
    public void A_body_too_long_for_a_pattern_is_not_passed_over()
    {
        var body = new string('x', 70_000) + "error";
        Assert.Equal("body is longer than 65536 characters, too long to match", Judging.Judge("expect_body: { not_matches: error }", body).Reason);
        Assert.Equal("body contains \"error\" at byte 70000, expected not to", Judging.Judge("expect_body: { not_contains: error }", body).Reason);
    }

    [Theory]
    [InlineData("500", 499.9, null)]
    [InlineData("500", 500, "answered in 500 ms, expected < 500 ms")]
    [InlineData("{ lt: 500 }", 500, "answered in 500 ms, expected < 500 ms")]
    [InlineData("{ lte: 500 }", 500, null)]
    [InlineData("{ lte: 500 }", 620, "answered in 620 ms, expected <= 500 ms")]
    public void Latency(string limit, double took, string? reason) => Assert.Equal(
        reason, Judging.Judge($"expect_latency_ms: {limit}", new ProbeFacts { ResponseTime = TimeSpan.FromMilliseconds(took) }).Reason);

    [Fact]
    public void Every_assertion_that_does_not_hold_is_told()
    {
        var seen = Judging.Judge(
            """
            expect_status: 200
            expect_body: { not_contains: down }
            expect_jsonpath: [{ path: $.ok, equals: true }, { path: $.n, lt: 5 }, { path: $.fine, equals: 1 }]
            conditions: ["[BODY].state == up", "[STATUS] < 300"]
            """,
            """{"ok":false,"n":7,"fine":1,"state":"down"}""",
            503);
        Assert.Equal(
            (ObservationKind.Failed, "HTTP 503, expected 200; body contains \"down\" at byte 36, expected not to; $.ok != True (got False); "
                + "$.n !< 5 (got 7); [BODY].state (down) == up; [STATUS] (503) < 300"),
            (seen.Kind, seen.Reason));
        using var details = JsonDocument.Parse(seen.Details!);
        Assert.Equal(["status_code", "body", "errors"], details.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal(6, details.RootElement.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public void The_first_of_several_keeps_the_shape_of_one()
    {
        var seen = Judging.Judge("expect_jsonpath: [{ path: $.a, equals: 1 }, { path: $.b, equals: 2 }]", """{"a":0,"b":0}""");
        Assert.Equal("""{"error":"$.a != 1 (got 0)","errors":["$.a != 1 (got 0)","$.b != 2 (got 0)"]}""", seen.Details);
    }

    [Fact]
    public void Many_and_long_ones_are_cut_so_that_each_still_shows()
    {
        var rules = string.Join(", ", Enumerable.Range(0, 9).Select(i => $"{{ path: $.p{i}, equals: x }}"));
        var body = $"{{{string.Join(',', Enumerable.Range(0, 9).Select(i => $"\"p{i}\":\"{new string('y', 500)}\""))}}}";
        var seen = Judging.Judge($"expect_jsonpath: [{rules}]", body);
        Assert.InRange(seen.Reason!.Length, 300, 400);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Contains($"$.p{i} != x (got yyy", seen.Reason, StringComparison.Ordinal));
        Assert.Contains("and 3 more", seen.Details, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_only_a_warning_warns()
    {
        const string Rules = "expect_jsonpath: [{ path: $.lag, lt: 5, severity: warn }, { path: $.ok, equals: true }]";
        var seen = Judging.Judge(Rules, """{"lag":9,"ok":true}""");
        Assert.Equal((ObservationKind.Warned, "$.lag !< 5 (got 9)", """{"error":"$.lag !< 5 (got 9)"}""", 200), (seen.Kind, seen.Reason, seen.Details, seen.StatusCode!.Value));
        seen = Judging.Judge(Rules, """{"lag":9,"ok":false}""");
        Assert.Equal(
            (ObservationKind.Failed, "$.ok != True (got False); $.lag !< 5 (got 9) (warn)", """{"error":"$.ok != True (got False)","warnings":["$.lag !< 5 (got 9)"]}"""),
            (seen.Kind, seen.Reason, seen.Details));
        Assert.Equal(ObservationKind.Passed, Judging.Judge(Rules, """{"lag":1,"ok":true}""").Kind);
    }

    [Theory]
    [InlineData("expect_status: { in: 200, severity: warn }")]
    [InlineData("expect_header: [{ name: x, equals: y, severity: warn }]")]
    [InlineData("expect_header: { x: { equals: y, severity: warn } }")]
    [InlineData("expect_body: { contains: y, severity: warn }")]
    [InlineData("expect_body: [{ matches: y, severity: warn }, { contains: x, severity: fail }]")]
    [InlineData("expect_latency_ms: { lt: 5, severity: warn }")]
    [InlineData("expect_jsonpath: [{ path: $.y, severity: warn }]")]
    [InlineData("conditions: [{ condition: '[BODY] == y', severity: warn }]")]
    [InlineData("conditions: { condition: '[BODY] == y', severity: warn }")]
    public void Every_kind_of_assertion_can_be_a_warning(string yaml) => Assert.Equal(
        ObservationKind.Warned,
        Judging.Judge(yaml, new ProbeFacts { StatusCode = 500, Body = Encoding.UTF8.GetBytes("\"x\""), ResponseTime = TimeSpan.FromSeconds(1) }).Kind);

    [Theory]
    [InlineData("expect_jsonpath: [{ path: $.a }, { path: $.b }]", ObservationKind.Error, "response is not JSON (starts with \"<html>\")")]
    [InlineData("expect_jsonpath: [{ path: $.a, severity: warn }]", ObservationKind.Warned, "response is not JSON (starts with \"<html>\")")]
    [InlineData("expect_jsonpath: [{ path: $.a, severity: warn }, { path: $.b }]", ObservationKind.Error, "response is not JSON (starts with \"<html>\")")]
    [InlineData("expect_jsonpath: [{ path: $.a }], expect_body: { contains: up, severity: warn }", ObservationKind.Error,
        "response is not JSON (starts with \"<html>\"); body does not contain \"up\" (got \"<html>\") (warn)")]
    [InlineData("expect_jsonpath: [{ path: $.a }], expect_body: up", ObservationKind.Failed,
        "body does not contain \"up\" (got \"<html>\"); response is not JSON (starts with \"<html>\")")]
    // Nobody expects JSON of an error page.
    [InlineData("expect_jsonpath: [{ path: $.a }], expect_status: 201", ObservationKind.Failed, "HTTP 200, expected 201")]
    [InlineData("expect_body: '<html>', conditions: ['[BODY] == pat(<*>)', 'len([BODY]) == 6']", ObservationKind.Passed, null)]
    public void An_answer_that_is_not_json_is_told_once(string yaml, ObservationKind kind, string? reason)
    {
        var seen = Judging.Judge($"{{ {yaml} }}", "<html>");
        Assert.Equal((kind, reason), (seen.Kind, seen.Reason));
    }

    [Theory]
    [InlineData("expect_status: [200, 3xx]", 250)]
    [InlineData("expect_status: 200, expect_jsonpath: [{ path: $.ok, equals: true }, { path: $.latency_ms, lt: 100 }]", 600)]
    [InlineData("conditions: ['[STATUS] == 200', '[RESPONSE_TIME] < 500']", 250)]
    [InlineData("conditions: ['[BODY].ok == true', '[BODY].latency_ms < 100']", 600)]
    [InlineData("expect_body: latency", 250)]
    public void An_answer_that_passes_costs_little_memory(string yaml, int bytes)
    {
        var assertions = AssertionSet.Read(YamlSection.Of($"{{ {yaml} }}"), Judging.AllKeys);
        var facts = new ProbeFacts { StatusCode = 200, Body = """{"ok":true,"latency_ms":12}"""u8.ToArray() };
        Assert.Equal(1_000, Passing(assertions, facts, 1_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Passing(assertions, facts, 1_000);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1_000, 0, bytes);
    }

    private static int Passing(AssertionSet assertions, ProbeFacts facts, int times) =>
        Enumerable.Range(0, times).Count(_ => assertions.Judge(facts).Kind == ObservationKind.Passed);

    [Fact]
    public void A_type_takes_only_the_keys_it_allows() =>
        Assert.Equal("unknown key", Judging.Problem("expect_body: x", AssertionKeys.Status | AssertionKeys.JsonPath).Fault);

    [Fact]
    public void Nothing_expected_passes_everything() =>
        Assert.Equal(new Observation(ObservationKind.Passed, null, 500), Judging.Judge("{}", "oops", 500));

    [Fact]
    public void Whoever_looks_closely_sees_each_assertion_and_the_beginning_of_the_body()
    {
        const string Yaml = "{ expect_status: [200, 3xx], expect_header: { server: x }, expect_body: { contains: ok, not_contains: error }, expect_latency_ms: 500, expect_jsonpath: [{ path: $.ok, equals: true }], conditions: ['[STATUS] == 200'] }";
        var facts = new ProbeFacts { StatusCode = 500, Header = _ => "x", Body = System.Text.Encoding.UTF8.GetBytes($"{{\"ok\": true, \"more\": \"{new string('a', 500)}\"}}") };
        Assert.Null(Judging.Judge(Yaml, facts).Closely);
        var look = Judging.Judge(Yaml, facts, closely: true).Closely!;
        Assert.Equal(
            ["status 200 or 3xx", "header server", "body contains \"ok\"", "body does not contain \"error\"", "$.ok", "latency < 500 ms", "[STATUS] == 200"],
            look.Assertions.Select(one => one.About));
        Assert.Equal(["HTTP 500, expected 200 or 3xx", "[STATUS] (500) == 200"], look.Assertions.Select(one => one.Problem).OfType<string>());
        Assert.Equal(200, look.Body!.Length);
    }
}
