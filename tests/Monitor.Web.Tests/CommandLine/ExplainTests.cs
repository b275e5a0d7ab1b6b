using System.Text.Json;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.CommandLine;

public sealed class ExplainTests : IDisposable
{
    private const string Main = """
        global:
          retries: 2
        defaults:
          types:
            http: { timeout: 3s }
        checks:
          - name: shop
            type: http
            url: "http://127.0.0.1:9/{SHOP_KEY}"
            expect_status: 200
            failure_threshold: 3
            thresholds: { api_warn_ms: 500 }
            notify_on: [first_fail, recovered]
          - { name: backup, type: push, period: 1h, token: abcdefghijklmnopqrstuv, enabled: false }

        """;

    private readonly Shell _shell = new Shell().Write("checks.yaml", Main).Write(".env", "SHOP_KEY=key-of-the-shop\n");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Each_key_is_told_with_its_value_and_where_it_comes_from()
    {
        var called = await _shell.CallAsync("explain", "SHOP");
        Assert.Equal(0, called.Code);
        Assert.Equal("shop, type http, defined in checks.yaml:7", called.Lines[0]);
        Assert.Contains(called.Lines, line => Cells(line) is ["expect_status", "200", "checks.yaml:10"]);
        Assert.Contains(called.Lines, line => Cells(line) is ["timeout", "3s", "defaults.types.http (checks.yaml:5)"]);
        Assert.Contains(called.Lines, line => Cells(line) is ["retries", "2", "global (checks.yaml:2)"]);
        Assert.Contains(called.Lines, line => Cells(line) is ["interval", "30s", "built in"]);
        Assert.Contains(called.Lines, line => Cells(line) is ["connection", "fresh", "built in"]);
        Assert.Contains(called.Lines, line => line.StartsWith("Not set: ", StringComparison.Ordinal) && line.Contains("method (GET; POST with a body)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_follows_is_said_in_words()
    {
        var called = await _shell.CallAsync("explain", "shop");
        Assert.Equal(
            [
                "Looked at every 30s; down after 3 failed rounds; timeout 3s, up to 2 retries, 5s apart.",
                "WARN when an answer takes 500 ms or more.",
                "Alerts: first_fail, recovered, by console.",
            ],
            called.Lines[^3..]);
        Assert.Equal("Not enabled: it is on the board as PAUSED and not looked at.", (await _shell.CallAsync("explain", "backup")).Lines[^1]);
    }

    [Fact]
    public async Task No_secret_is_told()
    {
        foreach (var name in new[] { "shop", "backup" })
            foreach (var said in new[] { await _shell.CallAsync("explain", name), await _shell.CallAsync("explain", name, "--json") })
            {
                Assert.DoesNotContain("key-of-the-shop", said.Out, StringComparison.Ordinal);
                Assert.DoesNotContain("abcdefghijklmnopqrstuv", said.Out, StringComparison.Ordinal);
            }

        Assert.Contains("{SHOP_KEY}", (await _shell.CallAsync("explain", "shop")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_the_keys_as_a_list()
    {
        using var told = JsonDocument.Parse((await _shell.CallAsync("explain", "shop", "--json")).Out);
        var keys = told.RootElement.GetProperty("keys").EnumerateArray().ToDictionary(key => key.GetProperty("name").GetString()!); // each has one
        Assert.Equal(("3s", "type", "defaults.types.http (checks.yaml:5)"), (
            keys["timeout"].GetProperty("value").GetString(), keys["timeout"].GetProperty("source").GetString(), keys["timeout"].GetProperty("from").GetString()));
        Assert.Equal("built_in", keys["interval"].GetProperty("source").GetString());
        Assert.Equal(JsonValueKind.Null, keys["check_period"].GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task A_name_that_is_not_there_gets_a_suggestion()
    {
        var called = await _shell.CallAsync("explain", "shap");
        Assert.Equal((2, "", "there is no check named \"shap\"; did you mean shop?"), (called.Code, called.Out, called.Errors.Trim()));
        Assert.Equal(2, (await _shell.CallAsync("explain")).Code);
    }

    [Fact]
    public async Task A_bad_configuration_is_told_instead()
    {
        var called = await _shell.Write("checks.yaml", "checks: [{ name: a }]\n").CallAsync("explain", "a");
        Assert.Equal((3, ""), (called.Code, called.Out));
        Assert.Contains("checks.yaml:1:", called.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_json_and_knows_every_type()
    {
        var called = await _shell.CallAsync("schema");
        using var schema = JsonDocument.Parse(called.Out);
        Assert.Equal(0, called.Code);
        Assert.Contains("\"sqlserver\"", called.Out, StringComparison.Ordinal);
        Assert.True(schema.RootElement.TryGetProperty("$schema", out _));
    }

    private static string[] Cells(string line) => [.. line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
