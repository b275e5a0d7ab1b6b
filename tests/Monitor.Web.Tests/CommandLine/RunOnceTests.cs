using System.Globalization;
using System.Text.Json;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.CommandLine;

public sealed class RunOnceTests : IAsyncLifetime
{
    private readonly Shell _shell = new();
    private LoopbackTarget _target = null!; // set before each test

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _target = await LoopbackTarget.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync();
        _shell.Dispose();
    }

    [Fact]
    public async Task All_well_is_a_table_and_exit_code_0()
    {
        Checks(Http("api", 200), Http("shop", 200));
        var called = await _shell.CallAsync("run-once");
        Assert.Equal(0, called.Code);
        Assert.StartsWith("Status", called.Lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^OK +api +[0-9]+ ms +HTTP 200$", called.Lines[1]);
        Assert.Equal("2 checks: 2 OK", called.Lines[^1]);
        Assert.Equal(["checks.yaml"], _shell.Files);
    }

    [Fact]
    public async Task What_fails_comes_first_with_the_reason_and_exit_code_1()
    {
        Checks(Http("api", 200), Http("shop", 503), Http("slow", 200, "thresholds: { api_warn_ms: 1 }, "), Tcp("meta", "169.254.169.254"), Tcp("cache", "127.0.0.1"));
        var called = await _shell.CallAsync("run-once");
        Assert.Equal(1, called.Code);
        Assert.Equal(["FAIL", "FAIL", "WARN", "NO", "OK"], called.Lines[1..^1].Select(line => line.Split(' ')[0]));
        Assert.Contains("HTTP 503, expected 200", called.Lines[1], StringComparison.Ordinal);
        Assert.Equal("5 checks: 2 FAIL, 1 WARN, 1 NO DATA, 1 OK", called.Lines[^1]);
    }

    [Fact]
    public async Task A_failed_attempt_is_retried_as_in_any_round()
    {
        Checks(Http("api", 503, "retries: 2, retry_backoff_s: 0, "));
        var called = await _shell.CallAsync("run-once");
        Assert.Contains("HTTP 503, expected 200 (3 attempts)", called.Lines[1], StringComparison.Ordinal);
        Assert.Equal(3, _target.Asked);
    }

    [Fact]
    public async Task No_data_has_an_exit_code_of_its_own_unless_nobody_but_the_monitor_could_have_it()
    {
        Checks(Http("api", 200), "{ name: backup, type: push, period: 1h, token: abcdefghijklmnopqrstuv }");
        var called = await _shell.CallAsync("run-once");
        Assert.Equal(0, called.Code);
        Assert.Matches("^NO DATA +backup +- +waits for pings", called.Lines[1]);
        Checks(Http("api", 200), Tcp("meta", "169.254.169.254"));
        called = await _shell.CallAsync("run-once");
        Assert.Equal(4, called.Code);
        Assert.Contains("blocked by network policy", called.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_followed_but_never_started()
    {
        Checks($$"""{ name: nightly, type: job, status_url: "{{_target.Url}}/{job_id}", start_url: "{{_target.Url}}/200", start_cron: "* * * * *", job_id_file: {{_shell.Folder}}/id, success_by: "00:00" }""");
        var called = await _shell.CallAsync("run-once");
        Assert.Equal(0, called.Code);
        Assert.Contains("only a running monitor knows those that it started", called.Lines[1], StringComparison.Ordinal);
        Assert.Equal(0, _target.Asked);
        _shell.Write("id", "500");
        called = await _shell.CallAsync("run-once");
        Assert.Equal(1, called.Code);
        Assert.Contains("HTTP 500", called.Lines[1], StringComparison.Ordinal);
        Assert.Equal(1, _target.Asked);
    }

    [Fact]
    public async Task A_group_is_as_well_as_its_members_and_brings_them_along()
    {
        Checks(
            Http("api", 200),
            Http("shop", 503),
            "{ name: front, type: group, members: [shop, sleeper] }",
            Http("sleeper", 503, "enabled: false, "),
            "{ name: all, type: group, members: [front, api], tags: [top], at_least: 2 }");
        var called = await _shell.CallAsync("run-once", "--tag", "top");
        Assert.Equal(1, called.Code);
        Assert.Equal("4 checks: 3 FAIL, 1 OK", called.Lines[^1]);
        Assert.Contains(called.Lines, line => line.Contains("1 of 1 failing: shop (HTTP 503, expected 200)", StringComparison.Ordinal));
        Assert.Contains(called.Lines, line => line.Contains("1 of 2 OK, at least 2 expected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tags_and_names_choose_and_a_name_wakes_a_check_that_is_not_enabled()
    {
        Checks(Http("api", 200, "tags: [eu], "), Http("shop", 200, "tags: [us], "), Http("db", 200), Http("old", 200, "enabled: false, "));
        Assert.Equal("3 checks: 3 OK", (await _shell.CallAsync("run-once")).Lines[^1]);
        Assert.Equal("1 check: 1 OK", (await _shell.CallAsync("run-once", "--tag", "EU")).Lines[^1]);
        Assert.Equal("3 checks: 3 OK", (await _shell.CallAsync("run-once", "--tag", "eu", "--tag", "us", "--name", "DB")).Lines[^1]);
        Assert.Equal("1 check: 1 OK", (await _shell.CallAsync("run-once", "-n", "old")).Lines[^1]);
    }

    [Theory]
    [InlineData("--name", "ahop", "there is no check named \"ahop\"; did you mean shop?")]
    [InlineData("--tag", "euu", "no check has the tag \"euu\"; did you mean eu?")]
    public async Task What_is_not_there_is_exit_code_2_and_nobody_is_asked(string option, string word, string said)
    {
        Checks(Http("shop", 200, "tags: [eu], "));
        var called = await _shell.CallAsync("run-once", option, word);
        Assert.Equal((2, "", said), (called.Code, called.Out, called.Errors.Trim()));
        Assert.Equal(0, _target.Asked);
    }

    [Fact]
    public async Task A_bad_configuration_is_told_and_nothing_is_looked_at()
    {
        Checks(Http("api", 200), "{ name: db, type: htpp }");
        var called = await _shell.CallAsync("run-once");
        Assert.Equal((3, ""), (called.Code, called.Out));
        Assert.Contains("checks.yaml:3:", called.Errors, StringComparison.Ordinal);
        Assert.Equal(0, _target.Asked);
        Assert.Equal(2, (await _shell.CallAsync("run-once", "--file", "nowhere.yaml")).Code);
    }

    [Fact]
    public async Task Programs_get_everything_as_one_object()
    {
        Checks(Http("api", 200, "tags: [eu], severity: P1, "), Http("shop", 503));
        var called = await _shell.CallAsync("run-once", "--json");
        using var told = JsonDocument.Parse(called.Out);
        Assert.Equal(1, called.Code);
        Assert.Equal(1, told.RootElement.GetProperty("exit_code").GetInt32());
        Assert.Equal(1, told.RootElement.GetProperty("summary").GetProperty("fail").GetInt32());
        var checks = told.RootElement.GetProperty("checks");
        Assert.Equal(("shop", "FAIL", 503, "HTTP 503, expected 200"), (
            checks[0].GetProperty("name").GetString(), checks[0].GetProperty("status").GetString(),
            checks[0].GetProperty("status_code").GetInt32(), checks[0].GetProperty("reason").GetString()));
        Assert.Equal(("P1", "eu"), (checks[1].GetProperty("severity").GetString(), checks[1].GetProperty("tags")[0].GetString()));
        Assert.True(checks[1].GetProperty("latency_ms").GetInt32() >= 0);
    }

    [Fact]
    public async Task Programs_are_told_of_a_bad_configuration_in_the_same_shape()
    {
        Checks("{ name: db, type: htpp }");
        using var told = JsonDocument.Parse((await _shell.CallAsync("run-once", "--json")).Out);
        Assert.Equal(3, told.RootElement.GetProperty("exit_code").GetInt32());
        Assert.Equal("db.type", told.RootElement.GetProperty("problems")[0].GetProperty("place").GetString());
    }

    [Fact]
    public async Task What_is_piped_has_no_colours_and_cuts_no_name()
    {
        var name = new string('n', 110);
        Checks(Http(name, 503));
        var called = await _shell.CallAsync("run-once");
        Assert.Contains(called.Lines, line => line.Contains(name, StringComparison.Ordinal) && line.Contains("HTTP 503, expected 200", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', called.Out);
    }

    [Fact]
    public async Task Whoever_stops_it_does_not_wait_for_slow_targets()
    {
        Checks($$"""{ name: api, type: http, url: "{{_target.Url}}/hang", expect_status: 200, timeout: 60 }""");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var call = _shell.CallAsync(stop.Token, "run-once");
        while (_target.Asked == 0)
            await Task.Delay(10, Cancel);
        var start = TimeProvider.System.GetTimestamp();
        await stop.CancelAsync();
        var called = await call;
        Assert.Equal((130, ""), (called.Code, called.Out));
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
    }

    private void Checks(params string[] entries) => _shell.Write("checks.yaml", $"checks:\n{string.Concat(entries.Select(entry => $"  - {entry}\n"))}");

    private static string Tcp(string name, string host) => $"{{ name: {name}, type: tcp, host: {host}, port: 9, notify_on: [first_fail] }}";

    private string Http(string name, int status, string more = "") => string.Create(
        CultureInfo.InvariantCulture, $$"""{ name: {{name}}, type: http, url: "{{_target.Url}}/{{status}}", expect_status: 200, {{more}}notify_on: [first_fail] }""");
}
