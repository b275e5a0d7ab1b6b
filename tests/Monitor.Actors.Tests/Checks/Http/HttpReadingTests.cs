using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Http;

/// <summary>What is wrong with the keys of a request is told with place and reason.</summary>
public sealed class HttpReadingTests : IDisposable
{
    private readonly HttpBench _bench = new();

    public HttpReadingTests() => _bench.Variables["SECRET"] = "CANARY\r\nX: y";

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("method: get", "it.method: unknown value \"get\"")]
    [InlineData("method: GET, body: x", "it.method: GET sends no body")]
    [InlineData("body: x, json: {}", "it.json: body is there too")]
    [InlineData("json: 1, form: { a: b }", "it.form: json is there too")]
    [InlineData("headers: { 'X Y': b }", "it.headers.X Y: is not the name of a header")]
    [InlineData("headers: { 'X:Y': b }", "it.headers.X:Y: is not the name of a header")]
    [InlineData("headers: { X-A: \"a\\r\\nB: c\" }", "it.headers.X-A: its value is not printable ASCII, or too long")]
    [InlineData("headers: { X-A: \"{SECRET}\" }", "it.headers.X-A: its value is not printable ASCII, or too long")]
    [InlineData("headers: { X-A: ü }", "it.headers.X-A: its value is not printable ASCII, or too long")]
    [InlineData("headers: { Content-Length: 5 }", "it.headers.Content-Length: is decided by the request itself")]
    [InlineData("headers: { transfer-encoding: chunked }", "it.headers.transfer-encoding: is decided by the request itself")]
    [InlineData("headers: { Host: 'a/b c' }", "it.headers.Host: is not a host")]
    [InlineData("headers: { Authorization: Bearer abc }", "it.headers.Authorization: a secret written here would be shown on the board")]
    [InlineData("headers: { X-Api-Key: abc }", "it.headers.X-Api-Key: a secret written here would be shown on the board")]
    [InlineData("headers: [a]", "it.headers: expected a mapping, got a list")]
    [InlineData("auth: { bearer: abc }", "it.auth.bearer: a secret written here would be shown on the board")]
    [InlineData("auth: { bearer: '{SECRET}' }", "it.auth.bearer: is not a token")]
    [InlineData("auth: { basic: { username: a, password: b } }", "it.auth.basic.password: a secret written here would be shown on the board")]
    [InlineData("auth: { basic: { username: 'a:b', password: '{SECRET}' } }", "it.auth.basic.username: a colon cannot be in a user name here")]
    [InlineData("auth: { basic: { password: '{SECRET}' } }", "it.auth.basic.username: missing")]
    [InlineData("auth: { basic: { username: a } }", "it.auth.basic.password: missing")]
    [InlineData("auth: { oauth2: { token_url: 'http://x/', client_id: a } }", "it.auth.oauth2.client_secret: missing")]
    [InlineData("auth: { digest: {} }", "it.auth.digest: unknown key")]
    [InlineData("auth: { client_certificate: { cert_file: a } }", "it.auth.client_certificate.key_file: missing")]
    [InlineData("redirects: many", "it.redirects: \"many\" is neither none nor a number")]
    [InlineData("redirects: 21", "it.redirects: \"21\" is neither none nor a number")]
    [InlineData("max_body: 11MiB", "it.max_body: \"11MiB\" is not a size from 1 to 10 MiB")]
    [InlineData("max_body: 0", "it.max_body: \"0\" is not a size from 1 to 10 MiB")]
    [InlineData("max_body: lots", "it.max_body: \"lots\" is not a size from 1 to 10 MiB")]
    [InlineData("proxy: 'https://proxy/'", "it.proxy: is not the address of an HTTP proxy")]
    [InlineData("proxy: 'http://proxy/path'", "it.proxy: is not the address of an HTTP proxy")]
    [InlineData("resolver: dns.example", "it.resolver: \"dns.example\" is not the address of a DNS server")]
    [InlineData("ip_family: v5", "it.ip_family: unknown value \"v5\"")]
    [InlineData("tls: { min_version: 1.1 }", "it.tls.min_version: unknown value \"1.1\"")]
    [InlineData("tls: { verify: false, ca_file: x }", "it.tls.ca_file: is not used with verify: false")]
    [InlineData("tls: { insecure: true }", "it.tls.insecure: unknown key")]
    [InlineData("timeouts: { dns: 1ms }", "it.timeouts.dns: expected a duration from 10ms to 5m")]
    [InlineData("timeouts: { body: 1s }", "it.timeouts.body: unknown key")]
    public void It_is_told(string keys, string fault)
    {
        var faults = _bench.Faults($"expect_status: 200, {keys}");
        Assert.Contains(faults, one => one.StartsWith(fault, StringComparison.Ordinal));
        Assert.DoesNotContain(faults, one => one.Contains("CANARY", StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_out_of_the_environment_is_not_repeated() =>
        Assert.All(
            _bench.Reading(new Uri("http://localhost/"), "expect_status: 200, resolver: '{SECRET}', redirects: '{SECRET}', max_body: '{SECRET}'").Problems,
            problem => Assert.DoesNotContain("CANARY", problem.ToString(), StringComparison.Ordinal));

    [Fact]
    public void Fifty_headers_are_enough() => Assert.Contains(
        "it.headers.X-50: more than 50 headers", _bench.Faults($"headers: {{ {string.Join(", ", Enumerable.Range(0, 51).Select(i => $"X-{i}: a"))} }}"));

    [Fact]
    public void Entries_of_the_board_use_only_the_variables_that_are_listed()
    {
        _bench.Variables.Clear();
        foreach (var keys in new[]
        {
            "auth: { bearer: '{SMTP_PASS}' }", "headers: { X-A: '{SMTP_PASS}' }", "body: '{SMTP_PASS}'", "json: { a: ['{SMTP_PASS}'] }", "form: { a: '{SMTP_PASS}' }",
            "query: { a: '{SMTP_PASS}' }", "proxy: 'http://a:{SMTP_PASS}@x/'", "auth: { oauth2: { token_url: 'http://x/{SMTP_PASS}', client_id: a, client_secret: '${SMTP_PASS}' } }",
        })
            Assert.Contains(
                _bench.Reading(new Uri("http://localhost/"), $"expect_status: 200, {keys}", fromBoard: true).Errors,
                problem => problem.Fault == "variable SMTP_PASS is not allowed here");
    }

    [Fact]
    public void Nothing_said_is_the_shared_default()
    {
        var spec = (HttpSpec)_bench.Definition(new Uri("http://localhost/"), "expect_status: 200").Spec;
        Assert.Same(ConnectionOptions.Default, spec.Request.Connection);
        Assert.True(spec.Request.IsBare);
        Assert.Same(ConnectionOptions.Kept, ((HttpSpec)_bench.Definition(new Uri("http://localhost/"), "connection: reuse").Spec).Request.Connection);
    }
}
