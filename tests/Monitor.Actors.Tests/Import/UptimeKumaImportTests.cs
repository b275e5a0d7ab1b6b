using Monitor.Actors.Import;
using Monitor.Actors.Tests.Import.Support;

namespace Monitor.Actors.Tests.Import;

public sealed class UptimeKumaImportTests
{
    private const string Web = "\"type\": \"http\", \"url\": \"https://x/\", \"accepted_statuscodes\": [\"200-299\"], \"maxredirects\": 5";

    public static TheoryData<string, string> Translations => new()
    {
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299", Web },
        { "type: http | url: https://x/ | redirects: none | expect_status: | - 200 | - 300-399", Web.Replace("\"200-299\"", "\"200\", \"300-399\"", StringComparison.Ordinal).Replace(": 5", ": 0", StringComparison.Ordinal) },
        { "type: http | url: https://x/ | tls: | verify: false | redirects: 5 | expect_status: 200-299", $"{Web}, \"ignoreTls\": 1" },
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299 | conditions: | - condition: \"[CERTIFICATE_EXPIRATION] > 21d\" | severity: warn", $"{Web}, \"expiryNotification\": true" },
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299 | failure_threshold: 4 | retry_interval: 20s", $"{Web}, \"maxretries\": 3, \"retryInterval\": 20" },
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299 | enabled: false", $"{Web}, \"active\": 0" },
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299 | notify_on: | - first_fail | - recovered", $"{Web}, \"notificationIDList\": {{ \"3\": true }}" },
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299 | tags: | - prod | - \"region=eu\"", $"{Web}, \"tags\": [{{ \"name\": \"prod\", \"value\": \"\" }}, {{ \"name\": \"region\", \"value\": \"eu\" }}]" },
        { "type: http | url: https://x/ | method: PUT | headers: | X-A: b | Content-Type: application/json | body: \"[1]\" | redirects: 5 | expect_status: 200-299", $"{Web}, \"method\": \"PUT\", \"headers\": \"{{\\\"X-A\\\":\\\"b\\\"}}\", \"body\": \"[1]\"" },
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299 | expect_body: | contains: \"{{NAME}}\"", Web.Replace("http\"", "keyword\", \"keyword\": \"{NAME}\"", StringComparison.Ordinal) },
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299 | expect_body: | not_contains: error", Web.Replace("http\"", "keyword\", \"keyword\": \"error\", \"invertKeyword\": true", StringComparison.Ordinal) },
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299 | expect_jsonpath: | - path: \"$.a.b[0]\" | equals: ok", Query("a.b[0]", "ok") },
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299 | expect_jsonpath: | - path: \"$.a\" | in: | - true | - \"true\"", Query("$.a", "true") },
        { "type: http | url: https://x/ | redirects: 5 | expect_status: 200-299 | expect_jsonpath: | - path: \"$.a\" | lt: 5", $"{Query("a", "5")}, \"jsonPathOperator\": \"<\"" },
        { "type: http | url: https://x/ | auth: | basic: | username: u | password: \"{A_PASSWORD}\" | redirects: 5 | expect_status: 200-299", $"{Web}, \"basic_auth_user\": \"u\", \"basic_auth_pass\": \"p\"" },
        { "type: tcp | host: x | port: 22", "\"type\": \"port\", \"hostname\": \"x\", \"port\": 22" },
        { "type: icmp | host: x | size: 100", "\"type\": \"ping\", \"hostname\": \"x\", \"packetSize\": 100" },
        { "type: dns | query_name: x.example | query_type: TXT | resolver: 1.1.1.1:5353", "\"type\": \"dns\", \"hostname\": \"x.example\", \"dns_resolve_type\": \"TXT\", \"dns_resolve_server\": \"1.1.1.1\", \"port\": 5353" },
        { "type: push | token: \"{A_TOKEN}\" | period: 1m | grace: 1m", "\"type\": \"push\", \"pushToken\": \"0123456789abcdef\", \"maxretries\": 3, \"retryInterval\": 20" },
        { "type: postgres | host: x | username: u | password: \"{A_PASSWORD}\" | database: d | query: SELECT 1", "\"type\": \"postgres\", \"databaseConnectionString\": \"postgresql://u:p@x/d\", \"databaseQuery\": \"SELECT 1\"" },
        { "type: mysql | host: x | port: 3307 | username: u | password: \"{A_PASSWORD}\" | database: d", "\"type\": \"mysql\", \"databaseConnectionString\": \"mysql://u@x:3307/d\", \"radiusPassword\": \"p\"" },
        { "type: sqlserver | host: x | port: 1433 | username: u | password: \"{A_PASSWORD}\" | tls: true", "\"type\": \"sqlserver\", \"databaseConnectionString\": \"Data Source=tcp:x,1433;Uid=u;Pwd=p;Encrypt=true\"" },
        { "type: redis | host: x | username: u | password: \"{A_PASSWORD}\" | tls: true | database: 3", "\"type\": \"redis\", \"databaseConnectionString\": \"rediss://u:p@x/3\"" },
        { "type: smtp | host: x | port: 465 | security: implicit", "\"type\": \"smtp\", \"hostname\": \"x\", \"port\": 465, \"smtpSecurity\": \"secure\"" },
        { "type: websocket | url: wss://x/y", "\"type\": \"websocket-upgrade\", \"url\": \"wss://x/y\"" },
        { "type: grpc | host: x | port: 50051 | service: s", "\"type\": \"grpc-keyword\", \"grpcUrl\": \"x:50051\", \"grpcServiceName\": \"grpc.health.v1.Health\", \"grpcMethod\": \"Check\", \"grpcBody\": \"{\\\"service\\\":\\\"s\\\"}\"" },
    };

    public static TheoryData<string, string> Losses => new()
    {
        { "a, resendInterval: nobody is told again of a failure that goes on", $"{Web}, \"resendInterval\": 5" },
        { "a, upsideDown: the check was left out: no check turns its result around; say what is expected instead, such as expect_status: [4xx]", $"{Web}, \"upsideDown\": true" },
        { "a, jsonPath: \"$count(a) > 3\" is more than a path; write expect_jsonpath with a JSONPath", Query("$count(a) > 3", "true") },
        { "a, maxredirects: at most 20 redirects are followed here", Web.Replace(": 5", ": 50", StringComparison.Ordinal) },
        { "a, retryInterval: 181s is longer than the interval; failing checks are looked at as often as others", $"{Web}, \"maxretries\": 1, \"retryInterval\": 181" },
        { "a, retryInterval: 2m is longer than the interval; failing checks are looked at as often as others", $"{Web}, \"maxretries\": 1, \"retryInterval\": 120" },
        { "a, proxyId: the proxy is not in the file; write proxy: with the address of an http proxy", $"{Web}, \"proxyId\": 3" },
        { "a, type: the check was left out: there is no check like \"docker\"; let the container be asked: http, tcp or one of the others", "\"type\": \"docker\"" },
        { "a, type: the check was left out: there is no check like \"brand-new\"", "\"type\": \"brand-new\"" },
        { "a, authMethod: the check was left out: nobody logs in with NTLM here; let the target take another login, or watch it with a check of type command", $"{Web}, \"authMethod\": \"ntlm\"" },
        { "a, databaseConnectionString: the check was left out: it cannot be taken apart; write a check of type postgres with host, username and password", "\"type\": \"postgres\", \"databaseConnectionString\": \"host=x user=u\"" },
        { "a, url: the check was left out: url: expected an absolute http or https URL, got text \"https://\"; write it like http://localhost:8000/path", Web.Replace("https://x/", "https://", StringComparison.Ordinal) },
        { "a, headers: they are no JSON; write them under headers:", $"{Web}, \"headers\": \"X-A: b\"" },
    };

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_monitor_is_written_as(string expected, string members)
    {
        var checks = Importing.Monitor(members);
        Assert.Equal(expected, Importing.Keys(checks));
        Assert.True(checks.IsComplete, string.Join('\n', checks.Notes));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void What_does_not_translate_is_told(string expected, string members)
    {
        var checks = Importing.Monitor(members);
        Assert.Contains(expected, Importing.Missing(checks));
        Assert.False(checks.IsComplete);
    }

    [Fact]
    public void A_group_is_as_well_as_its_monitors_that_were_taken_over()
    {
        var checks = Importing.Kuma("""
            [ { "id": 1, "name": "all", "type": "group" }, { "id": 2, "name": "inner", "type": "group", "parent": 1 },
              { "id": 3, "name": "empty", "type": "group", "parent": 1 }, { "id": 4, "name": "box", "type": "docker", "parent": 3 },
              { "id": 5, "name": "web", "type": "port", "hostname": "x", "port": 80, "parent": 2 } ]
            """).Checks!;
        Assert.Contains("- name: all\n    type: group\n    interval: 1m\n    members:\n      - inner\n", checks.Yaml, StringComparison.Ordinal);
        Assert.Contains("- name: inner\n    type: group\n    interval: 1m\n    group: all\n    members:\n      - web\n", checks.Yaml, StringComparison.Ordinal);
        Assert.Contains("empty: the check was left out: none of its monitors was taken over", Importing.Missing(checks));
        Assert.Equal(3, checks.Count);
    }

    [Fact]
    public void One_secret_gets_one_variable_and_a_note_with_each_check()
    {
        var checks = Importing.Kuma("""
            { "monitorList": { "1": { "id": 1, "name": "é 1", "type": "redis", "databaseConnectionString": "redis://:same@x" },
                               "2": { "id": 2, "name": "b", "type": "redis", "databaseConnectionString": "redis://:same@y" } } }
            """).Checks!;
        Assert.Equal(["E_1_PASSWORD"], checks.Variables);
        Assert.Equal(2, checks.Notes.Count(note => note is { Kind: ImportNoteKind.Changed, Fix: "set E_1_PASSWORD in .env to it" }));
    }

    [Theory]
    [InlineData("", "kuma.json, the file is empty")]
    [InlineData("endpoints:\n  - name: a\n", "kuma.json, this looks like a configuration of Gatus; read it with import gatus")]
    [InlineData("hello", "kuma.json, this is not JSON")]
    [InlineData("{\n  \"monitorList\": [,]\n}", "kuma.json: line 2, column 19, not valid JSON")]
    [InlineData("{ \"version\": \"1\" }", "kuma.json, this is no backup of Uptime Kuma: there is no monitorList")]
    [InlineData("[1, 2]", "kuma.json, this is no backup of Uptime Kuma: there is no monitorList")]
    public void A_file_that_cannot_be_read_says_why(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Importing.Kuma(text).Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_database_is_no_export() =>
        Assert.Equal("this is a database, not an export", ForeignFile.Decode("kuma.db", [.. "SQLite format 3\0"u8, 0xFF]).Problem!.Fault);

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Contains("not valid JSON", Assert.Single(Importing.Kuma(new string('[', 100_000)).Problems).Fault, StringComparison.Ordinal);

    private static string Query(string path, string expected) =>
        Web.Replace("http\"", $"json-query\", \"jsonPath\": \"{path}\", \"expectedValue\": \"{expected}\"", StringComparison.Ordinal);
}
