using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Assertions;

/// <summary>The conditions that Gatus documents and tests, and where ours answer otherwise.</summary>
public sealed class ConditionTests
{
    /// <summary>Null when it holds, else the text of the failure.</summary>
    private static string? Problem(string condition, ProbeFacts facts)
    {
        var seen = Judging.Judge($"conditions: [{Judging.Quoted(condition)}]", facts);
        Assert.Equal(seen.Reason is null ? ObservationKind.Passed : ObservationKind.Failed, seen.Kind);
        return seen.Reason;
    }

    private static string? OfBody(string condition, string body) => Problem(condition, new ProbeFacts { StatusCode = 200, Body = Encoding.UTF8.GetBytes(body) });

    [Theory]
    [InlineData("[STATUS] == 200", 200, null)]
    [InlineData("[STATUS] == 200", 201, "[STATUS] (201) == 200")]
    [InlineData("[STATUS] == 200", 404, "[STATUS] (404) == 200")]
    [InlineData("[status] == 200", 200, null)]
    [InlineData("[STATUS] != 200", 404, null)]
    [InlineData("[STATUS] != 200", 200, "[STATUS] (200) != 200")]
    [InlineData("[STATUS] < 300", 299, null)]
    [InlineData("[STATUS] < 300", 301, "[STATUS] (301) < 300")]
    [InlineData("[STATUS] <= 299", 299, null)]
    [InlineData("[STATUS] <= 299", 302, "[STATUS] (302) <= 299")]
    [InlineData("[STATUS] > 400", 401, null)]
    [InlineData("[STATUS] > 400", 400, "[STATUS] (400) > 400")]
    [InlineData("[STATUS] >= 400", 400, null)]
    [InlineData("[STATUS] >= 0x190", 400, null)]
    [InlineData("200 == [STATUS]", 200, null)]
    [InlineData("200 == [STATUS]", 500, "200 == [STATUS] (500)")]
    [InlineData("[STATUS] == any(200, 429)", 200, null)]
    [InlineData("[STATUS] == any(200, 429)", 429, null)]
    [InlineData("any(200, 429) == [STATUS]", 429, null)]
    [InlineData("[STATUS] == any(200, 429)", 404, "[STATUS] (404) == any(200, 429)")]
    [InlineData("[STATUS] != any(500, 502)", 200, null)]
    [InlineData("[STATUS] != any(500, 502)", 502, "[STATUS] (502) != any(500, 502)")]
    [InlineData("[STATUS] == pat(4*)", 404, null)]
    [InlineData("[STATUS] == pat(4*)", 200, "[STATUS] (200) == pat(4*)")]
    [InlineData("[STATUS] == pat(2?4)", 204, null)]
    [InlineData("[STATUS] == any(pat(2*), 404)", 404, null)]
    [InlineData("any(pat(2*), 404) == [STATUS]", 204, null)]
    [InlineData("[STATUS] == any(pat(2*), 404)", 301, "[STATUS] (301) == any(pat(2*), 404)")]
    public void Statuses(string condition, int status, string? problem) =>
        Assert.Equal(problem, Problem(condition, new ProbeFacts { StatusCode = status }));

    [Theory]
    [InlineData("[RESPONSE_TIME] < 500", 499.9, null)]
    [InlineData("[RESPONSE_TIME] < 500", 500, "[RESPONSE_TIME] (500) < 500")]
    [InlineData("[RESPONSE_TIME] < 1s", 50, null)]
    [InlineData("[RESPONSE_TIME] > 1s", 2000, null)]
    [InlineData("[RESPONSE_TIME] >= 300ms", 299, "[RESPONSE_TIME] (299) >= 300ms")]
    [InlineData("[RESPONSE_TIME] <= 1m30s", 90_000, null)]
    [InlineData("[RESPONSE_TIME] < 1.5s", 1500, "[RESPONSE_TIME] (1500) < 1.5s")]
    [InlineData("[RESPONSE_TIME] == 500ms", 500, null)]
    public void Response_times(string condition, double milliseconds, string? problem) =>
        Assert.Equal(problem, Problem(condition, new ProbeFacts { ResponseTime = TimeSpan.FromMilliseconds(milliseconds) }));

    [Theory]
    [InlineData("[CERTIFICATE_EXPIRATION] > 48h", 49, null)]
    [InlineData("[CERTIFICATE_EXPIRATION] > 48h", 24, "[CERTIFICATE_EXPIRATION] (24h) > 48h")]
    [InlineData("[CERTIFICATE_EXPIRATION] > 2d", 49, null)]
    [InlineData("[CERTIFICATE_EXPIRATION] > 2419200000", 1440, null)]
    [InlineData("[CERTIFICATE_EXPIRATION] > 2419200000", 336, "[CERTIFICATE_EXPIRATION] (336h) > 2419200000")]
    [InlineData("[CERTIFICATE_EXPIRATION] > 48h", -24, "[CERTIFICATE_EXPIRATION] (expired 24h ago) > 48h")]
    [InlineData("[CERTIFICATE_EXPIRATION] > 48h", null, "[CERTIFICATE_EXPIRATION] (no certificate) > 48h")]
    [InlineData("[CERTIFICATE_EXPIRATION] == 0", null, "[CERTIFICATE_EXPIRATION] (no certificate) == 0")]
    [InlineData("[CERTIFICATE_EXPIRATION] < 48h", null, "[CERTIFICATE_EXPIRATION] (no certificate) < 48h")]
    public void Certificates(string condition, int? hours, string? problem) => Assert.Equal(
        problem, Problem(condition, new ProbeFacts { Certificate = ShownCertificate.Of(hours is { } left ? Some.T0.AddHours(left) : null, Some.T0) }));

    [Theory]
    [InlineData("[IP] == 127.0.0.1", "127.0.0.1", null)]
    [InlineData("[IP] == 127.0.0.1", "0.0.0.0", "[IP] (0.0.0.0) == 127.0.0.1")]
    [InlineData("[IP] == pat(10.*)", "10.0.0.0", null)]
    [InlineData("[IP] == pat(192.168.*.*)", "255.255.255.255", "[IP] (255.255.255.255) == pat(192.168.*.*)")]
    [InlineData("[IP] == any(127.0.0.1, ::1)", "::1", null)]
    [InlineData("[IP] == any(127.0.0.1, ::1)", null, "[IP] (unknown) == any(127.0.0.1, ::1)")]
    public void Addresses(string condition, string? ip, string? problem) => Assert.Equal(problem, Problem(condition, new ProbeFacts { Ip = ip }));

    [Fact]
    public void Connection_dns_and_headers()
    {
        Assert.Null(Problem("[CONNECTED] == true", new ProbeFacts { Connected = true }));
        Assert.Equal("[CONNECTED] (false) == true", Problem("[CONNECTED] == true", new ProbeFacts()));
        Assert.Null(Problem("[DNS_RCODE] == NOERROR", new ProbeFacts { DnsRcode = "NOERROR" }));
        Assert.Equal("[DNS_RCODE] (NXDOMAIN) == NOERROR", Problem("[DNS_RCODE] == NOERROR", new ProbeFacts { DnsRcode = "NXDOMAIN" }));
        Assert.Equal("[DNS_RCODE] (no answer) != NOERROR", Problem("[DNS_RCODE] != NOERROR", new ProbeFacts()));
        var withHeaders = new ProbeFacts { Header = name => name == "content-type" ? "text/html; charset=utf-8" : null };
        Assert.Null(Problem("[HEADER].content-type == pat(text/html*)", withHeaders));
        Assert.Null(Problem("has([HEADER].x-error) == false", withHeaders));
        Assert.Equal("[HEADER].x-cache (not found) == HIT", Problem("[HEADER].x-cache == HIT", withHeaders));
    }

    [Theory]
    // The body as a whole.
    [InlineData("[BODY] == 1", "1", null)]
    [InlineData("[BODY] == 123", " 123\n", null)]
    [InlineData("[BODY] == 1", "{}", "[BODY] ({}) == 1")]
    [InlineData("[BODY] < 124", "123", null)]
    [InlineData("[BODY] > 123", "100", "[BODY] (100) > 123")]
    [InlineData("[BODY] == pat(*john*)", """{"name": "john.doe"}""", null)]
    [InlineData("[BODY] == pat(*<div id=\"user\">john.doe</div>*)", "<html><div id=\"user\">john.doe</div></html>", null)]
    [InlineData("pat(*<h1>Example</h1>*) == [BODY]", "<h1>Other</h1>", "pat(*<h1>Example</h1>*) == [BODY] (<h1>Other</h1>)")]
    // Values in it.
    [InlineData("[BODY].status == UP", """{"status":"UP"}""", null)]
    [InlineData("[BODY].user.name == john", """{"user":{"name":"john"}}""", null)]
    [InlineData("[BODY].data.name == john", """{"data":{"id":1,"name":"bob"}}""", "[BODY].data.name (bob) == john")]
    [InlineData("[BODY].data[0].id == 1", """{"data":[{"id":1}]}""", null)]
    [InlineData("[BODY][0].id == 1", """[{"id":1},{"id":2}]""", null)]
    [InlineData("[BODY].data[1].id == 2", """{"data":[{"id":1},{"id":2},{"id":3}]}""", null)]
    [InlineData("[BODY][3][2] == 7", "[[1,2],[3,4],[],[5,6,7]]", null)]
    [InlineData("[BODY].data[1][1] == eeeee", """{"data":[["a"],["d","eeeee"]]}""", null)]
    [InlineData("[BODY].data[0].apps[1].name == app2", """{"data":[{"apps":[{"name":"app1"},{"name":"app2"}]}]}""", null)]
    [InlineData("[BODY].age == [BODY].id", """{"age":1,"id":1}""", null)]
    [InlineData("[BODY].first == [BODY].last", """{"first":"john","last":"doe"}""", "[BODY].first (john) == [BODY].last (doe)")]
    [InlineData("[BODY].first != [BODY].last", """{"first":"john","last":"doe"}""", null)]
    [InlineData("[STATUS] == [BODY].status", """{"status":200}""", null)]
    [InlineData("[BODY].x-y z.a's == 1", """{"x-y z":{"a's":1}}""", null)]
    [InlineData("[BODY].name == pat(john*)", """{"name":"john.doe"}""", null)]
    [InlineData("[BODY].name == pat(john*)", """{"name":"bob"}""", "[BODY].name (bob) == pat(john*)")]
    [InlineData("[BODY].data == pat(*Whatever*)", """{"data":["hello","Whatever"]}""", null)]
    [InlineData("[BODY].id == any(1, 2)", """{"id":2}""", null)]
    [InlineData("[BODY].name == any(john.doe, jane.doe)", """{"name":"bob"}""", "[BODY].name (bob) == any(john.doe, jane.doe)")]
    [InlineData("[BODY].ok == true", """{"ok":true}""", null)]
    [InlineData("[BODY].ok == true", """{"ok":"true"}""", null)]
    [InlineData("[BODY].text == a < b", """{"text":"a < b"}""", null)]
    [InlineData("[BODY].text == ", """{"text":""}""", null)]
    // Numbers.
    [InlineData("[BODY].id > 0", """{"id":1}""", null)]
    [InlineData("[BODY].id > 5", """{"id":1}""", "[BODY].id (1) > 5")]
    [InlineData("[BODY].id == 1", """{"id":"1"}""", null)]
    [InlineData("[BODY].balance > 100", """{"balance":"123.40000000000005"}""", null)]
    [InlineData("[BODY].hex == 1", """{"hex":"0x1"}""", null)]
    [InlineData("[BODY].hex >= 1", """{"hex":"0x01"}""", null)]
    [InlineData("[BODY].hex == 12648243", """{"hex":"0xC0ff33"}""", null)]
    [InlineData("[BODY].octal == 2", """{"octal":"0o2"}""", null)]
    [InlineData("[BODY].binary == 0b10", """{"binary":"0b0010"}""", null)]
    [InlineData("[BODY].took < 1s", """{"took":"300ms"}""", null)]
    // len and has.
    [InlineData("len([BODY].data) < 5", """{"data":[{"id":1}]}""", null)]
    [InlineData("len([BODY].data) < 5", """{"data":[1,2,3,4,5,6]}""", "len([BODY].data) (6) < 5")]
    [InlineData("len([BODY].name) == 8", """{"name":"john.doe"}""", null)]
    [InlineData("len([BODY].name) == 8", """{"name":"bob"}""", "len([BODY].name) (3) == 8")]
    [InlineData("len([BODY].age) == 2", """{"age":18}""", null)]
    [InlineData("len([BODY].adult) == 4", """{"adult":true}""", null)]
    [InlineData("len([BODY]) == 3", """[{"id": 1}, {"id": 2}, {"id": 3}]""", null)]
    [InlineData("len([BODY]) == 8", "john.doe", null)]
    [InlineData("len([BODY]) == 20", """{"name": "john.doe"}""", null)]
    [InlineData("len([BODY][0]) == 23", """[{"age": 18, "adult": true}]""", null)]
    [InlineData("has([BODY].errors) == false", """{"name":"john.doe"}""", null)]
    [InlineData("has([BODY].errors) == false", """{"errors":[]}""", "has([BODY].errors) (true) == false")]
    [InlineData("has([BODY].errors) == false", """{"errors":null}""", null)]
    [InlineData("has([BODY].users) == true", """{"users":[]}""", null)]
    [InlineData("has([BODY].users) == true", "{}", "has([BODY].users) (false) == true")]
    [InlineData("has([BODY].users[0].name) == true", """{"users":[{"name":"a"}]}""", null)]
    [InlineData("has([BODY]) == true", "  ", "has([BODY]) (false) == true")]
    public void Bodies(string condition, string body, string? problem) => Assert.Equal(problem, OfBody(condition, body));

    [Theory]
    // What is missing fails, whatever is asked; Gatus lets != pass and takes 0 for a number.
    [InlineData("[BODY].n < 5", "{}", "[BODY].n (not found) < 5")]
    [InlineData("[BODY].n >= 0", "{}", "[BODY].n (not found) >= 0")]
    [InlineData("[BODY].n != 5", "{}", "[BODY].n (not found) != 5")]
    [InlineData("[BODY].n != pat(x*)", "{}", "[BODY].n (not found) != pat(x*)")]
    [InlineData("[BODY].n == any(1, 2)", "{}", "[BODY].n (not found) == any(1, 2)")]
    [InlineData("len([BODY].data) < 5", "{}", "len([BODY].data) (not found) < 5")]
    [InlineData("[BODY][0].name == test", """{"code":500}""", "[BODY][0].name (not found) == test")]
    [InlineData("[BODY].data[5] == 1", """{"data":[1]}""", "[BODY].data[5] (not found) == 1")]
    [InlineData("[BODY].data.name.x == 1", """{"data":{"name":"john"}}""", "[BODY].data.name.x (not found) == 1")]
    [InlineData("[BODY].a == [BODY].b", "{}", "[BODY].a (not found) == [BODY].b (not found)")]
    // So does what is no number; Gatus takes 0.
    [InlineData("[BODY].n < 5", """{"n":"many"}""", "[BODY].n (many) < 5")]
    [InlineData("[BODY].n < 5", """{"n":null}""", "[BODY].n (null) < 5")]
    [InlineData("[BODY].n >= 0", """{"n":[]}""", "[BODY].n ([]) >= 0")]
    // Fractions count; Gatus cuts them off.
    [InlineData("[BODY].n > 24", """{"n":24.5}""", null)]
    [InlineData("[BODY].n < 24.5", """{"n":24.4}""", null)]
    [InlineData("[BODY].n < 1", """{"n":0.5}""", null)]
    [InlineData("[BODY].n > 5", """{"n":1e200}""", null)]
    // Numbers are equal by value; Gatus compares how they are spelled.
    [InlineData("[BODY].n == 24.50", """{"n":24.5}""", null)]
    [InlineData("[BODY].n == 1000000", """{"n":1e6}""", null)]
    [InlineData("[BODY].n == any(1.0, 2.0)", """{"n":1}""", null)]
    [InlineData("[BODY].version == 1.10", """{"version":"1.1"}""", "[BODY].version (1.1) == 1.10")]
    [InlineData("[BODY].id == 8", """{"id":"010"}""", "[BODY].id (010) == 8")]
    // Null is a value of its own.
    [InlineData("[BODY].error == null", """{"error":null}""", null)]
    [InlineData("[BODY].data == OK", """{"data":null}""", "[BODY].data (null) == OK")]
    // Lists and objects are JSON.
    [InlineData("[BODY].list == [1,2]", """{"list":[1, 2]}""", null)]
    [InlineData("""[BODY].map == {"a":"é"}""", """{"map": { "a" : "é" } }""", null)]
    // A slash is a character like any other.
    [InlineData("[BODY].path == pat(/api/*)", """{"path":"/api/users"}""", null)]
    [InlineData("[BODY].path == pat(a/b)", """{"path":"ab"}""", "[BODY].path (ab) == pat(a/b)")]
    // Characters, not bytes.
    [InlineData("len([BODY].name) == 4", """{"name":"J\u00f6r\ud83d\ude00"}""", null)]
    public void Where_we_differ(string condition, string body, string? problem) => Assert.Equal(problem, OfBody(condition, body));

    [Theory]
    [InlineData("[BODY].a == 1")]
    [InlineData("has([BODY].a) == false")]
    [InlineData("[BODY].a != 1")]
    public void A_path_into_what_is_not_json_is_no_usable_answer(string condition)
    {
        var seen = Judging.Judge($"conditions: [{Judging.Quoted(condition)}]", "<html>");
        Assert.Equal((ObservationKind.Error, "response is not JSON (starts with \"<html>\")"), (seen.Kind, seen.Reason));
    }

    [Fact]
    public void A_long_value_is_cut() => Assert.Equal(
        $"[BODY].s ({new string('x', 99)}…) == pat(y*)", OfBody("[BODY].s == pat(y*)", $$"""{"s":"{{new string('x', 5000)}}"}"""));

    [Theory]
    [InlineData("""{"s":"\ud800"}""", "[BODY].s == x")]
    [InlineData("""{"s":["\ud800"]}""", "[BODY].s == x")]
    [InlineData("""{"s":"\ud800"}""", "len([BODY].s) == 1")]
    public void Half_a_character_is_the_targets_fault(string body, string condition) =>
        Assert.Equal($"{condition}: the response holds half a character, which is not text", OfBody(condition, body));

    [Theory]
    [InlineData("*", "livingroom_123", true)]
    [InlineData("**", "livingroom_123", true)]
    [InlineData("living*", "livingroom_123", true)]
    [InlineData("*living*", "livingroom_123", true)]
    [InlineData("*123", "livingroom_123", true)]
    [InlineData("*_*", "livingroom_123", true)]
    [InlineData("living*room_*3", "livingroom_123", true)]
    [InlineData("*vin*om*2*", "livingroom_123", true)]
    [InlineData("livingroom_123", "livingroom_123", true)]
    [InlineData("*test*", "\\test", true)]
    [InlineData("livingroom", "livingroom_123", false)]
    [InlineData("livingroom123", "livingroom_123", false)]
    [InlineData("*what*", "livingroom_123", false)]
    [InlineData("*.*", "livingroom_123", false)]
    [InlineData("room*123", "livingroom_123", false)]
    [InlineData("living*living*", "livingroom_123", false)]
    [InlineData("*m_123*123", "livingroom_123", false)]
    [InlineData("living[a-z]oom_[0-9][0-9][^a-z]", "livingroom_123", true)]
    [InlineData("*[_]?[2]*", "livingroom_123", true)]
    [InlineData("*[^a-z]x*", "livingroom_123", false)]
    [InlineData("""a\*b\[\?""", "a*b[?", true)]
    [InlineData("""a\*b""", "axb", false)]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("?", "", false)]
    public void Patterns(string pattern, string text, bool matches)
    {
        var facts = new ProbeFacts { Header = _ => text };
        Assert.Equal(matches, Problem($"[HEADER].x == pat({pattern})", facts) is null);
        Assert.Equal(!matches, Problem($"pat({pattern}) != [HEADER].x", facts) is null);
    }
}
