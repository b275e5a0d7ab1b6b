using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Checks.Systems.Support;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>A target that says back what it was sent gives no secret away.</summary>
public sealed class EchoTests : IDisposable
{
    private const string Secret = "CANARY-7f3a\"9";

    private readonly HttpBench _bench = new();

    public EchoTests() => _bench.Variables["SECRET"] = Secret;

    public void Dispose() => _bench.Dispose();

    private async Task<Observation> Echoed(string keys, Func<string, string> body, string path = "")
    {
        await using var target = new LoopbackTarget(request => LoopbackTarget.Answer(body(request), 500));
        var seen = await _bench.Probe(new Uri(target.Url, path), keys);
        Assert.Contains("CANARY", string.Concat(target.Requests).Replace(Convert.ToBase64String("ann:CANARY-7f3a\"9"u8), "CANARY", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", seen.ToString(), StringComparison.Ordinal);
        return seen;
    }

    private static string Line(string request, string start) => request.Split("\r\n").First(line => line.StartsWith(start, StringComparison.Ordinal));

    [Theory]
    [InlineData("auth: { bearer: '{SECRET}' }", "Authorization", "Bearer {SECRET}")]
    [InlineData("headers: { X-Api-Key: '{SECRET}' }", "X-Api-Key", "{SECRET}")]
    [InlineData("headers: { X-Team: 'a ${SECRET}' }", "X-Team", "a ${SECRET}")]
    [InlineData("auth: { basic: { username: ann, password: '{SECRET}' } }", "Authorization", "Basic •••")]
    public async Task A_header_in_the_body_is_told_by_its_placeholder(string keys, string header, string shown)
    {
        var seen = await Echoed($"expect_body: fine, {keys}", request => Line(request, header));
        Assert.Contains($"\"{header}: {shown}\"", seen.Reason, StringComparison.Ordinal);
        Assert.Contains(shown, seen.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_found_by_a_path_is_told_by_its_placeholder() =>
        Assert.Contains(
            "(got {SECRET})",
            (await Echoed("json: { a: '{SECRET}' }, expect_jsonpath: [{ path: $.a, equals: b }]", request => request[request.IndexOf("\r\n\r\n", StringComparison.Ordinal)..])).Reason,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_value_that_is_cut_off_is_hidden_too() =>
        Assert.Contains(
            $"{new string('x', 70)}{{SECRET}}…", (await Echoed("expect_body: fine, auth: { bearer: '{SECRET}' }", _ => $"{new string('x', 70)}{Secret}")).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task A_query_comes_back_hidden_also_as_it_stands_in_the_url() =>
        Assert.Contains(
            "/x?key={SECRET}", (await Echoed("expect_body: fine, query: { key: '{SECRET}' }", request => Line(request, "GET"), "x")).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task Addresses_and_short_values_stay_readable()
    {
        _bench.Variables["BASE"] = "shop.example";
        _bench.Variables["STAGE"] = "prod1";
        await using var target = new LoopbackTarget(_ => LoopbackTarget.Answer("prod1 of shop.example", 500));
        var seen = await _bench.Probe(new Uri(target.Url, "shop.example"), "expect_body: fine, headers: { X-Stage: '{STAGE}', X-From: '{BASE}' }");
        Assert.Contains("\"prod1 of shop.example\"", seen.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_program_says_is_hidden_also_when_it_passes()
    {
        using var bench = new SystemsBench();
        foreach (var (exit, kind) in new[] { (0, ObservationKind.Passed), (2, ObservationKind.Failed) })
        {
            var seen = await bench.ProbeAsync(
                $"type: command, command: [sh, -c, 'test \"$PW$1\" = CANARY-7f3aCANARY-7f3a || exit 4; echo \"login with $PW and $1\"; exit {exit}', sh, '{{PASSWORD}}'], plugin: nagios, environment: {{ PW: '{{PASSWORD}}' }}",
                password: "CANARY-7f3a", global: "{ allow_commands: true }");
            Assert.Equal((kind, "login with {PASSWORD} and {PASSWORD}"), (seen.Kind, seen.Reason));
            Assert.DoesNotContain("CANARY", seen.Details, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Details_stay_json_when_a_value_is_a_number_that_they_have_too()
    {
        using var bench = new SystemsBench();
        var seen = await bench.ProbeAsync(
            "type: command, command: [sh, -c, 'echo \"up to $MAX of 1000001 | 100000=7;;;0;100000\"'], plugin: nagios, environment: { MAX: '{PASSWORD}' }",
            password: "100000", global: "{ allow_commands: true }");
        Assert.Equal(
            """{"exit_code":0,"output":"up to {PASSWORD} of {PASSWORD}1","perfdata":{"{PASSWORD}":{"value":7,"min":0,"max":"{PASSWORD}"}}}""",
            seen.Details);
    }

    [Theory]
    [InlineData("""{"a":CANARY-7f3a"9}""", """{"error":"it said {SECRET}"}""")]
    [InlineData("""{"a":"CANARY-7f3a"9"}""", """{"a":"{SECRET}"}""")]
    public void Details_that_were_no_json_become_json(string details, string shown)
    {
        var echo = _bench.Definition(new Uri("http://localhost/"), "headers: { X-Key: '{SECRET}' }").Echo;
        Assert.Equal(shown, echo.Hide(new Observation(ObservationKind.Failed, $"it said {Secret}", null, details)).Details);
    }
}
