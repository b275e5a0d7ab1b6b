using System.Text.Json;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.CommandLine;

public sealed class ValidateTests : IDisposable
{
    private const string Good = """
        checks:
          - { name: api, type: http, url: "http://127.0.0.1:9/", expect_status: 200, notify_on: [first_fail] }
          - { name: cache, type: tcp, host: 127.0.0.1, port: 9, notify_on: [first_fail] }

        """;

    private const string Bad = """
        checks:
          - name: api
            type: htpp
          - name: db
            type: http
            url: "{NOT_SET_ANYWHERE}/x"
            expect_status: 200
            intervall: 5

        """;

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_good_file_is_counted_and_nothing_is_left_behind()
    {
        var called = await _shell.Write("checks.yaml", Good).CallAsync("validate");
        Assert.Equal((0, "2 checks, 0 errors, 0 warnings"), (called.Code, Assert.Single(called.Lines)));
        Assert.Equal(["checks.yaml"], _shell.Files);
    }

    [Fact]
    public async Task Reports_are_counted_and_one_that_no_check_matches_is_told()
    {
        var called = await _shell.Write("checks.yaml", "reports:\n  - { name: m, at: \"07:00\", channels: [], match: { tag: x } }\n" + Good).CallAsync("validate");
        Assert.Equal(["checks.yaml:2:1: warning: reports.m: no check matches: tag x; mend match, or leave it out for all checks", "2 checks, 1 report, 0 errors, 1 warning"], called.Lines);
    }

    [Fact]
    public async Task Every_problem_is_told_with_its_place_and_its_fix()
    {
        var called = await _shell.Write("checks.yaml", Bad).CallAsync("validate");
        Assert.Equal(1, called.Code);
        Assert.Contains(called.Lines, line => line.StartsWith("checks.yaml:3:11: error: api.type: unknown check type \"htpp\"; did you mean http?", StringComparison.Ordinal));
        Assert.Contains(called.Lines, line => line.StartsWith("checks.yaml:6:", StringComparison.Ordinal) && line.Contains("{NOT_SET_ANYWHERE} is not set", StringComparison.Ordinal));
        Assert.Contains(called.Lines, line => line.StartsWith("checks.yaml:8:", StringComparison.Ordinal) && line.Contains("did you mean interval?", StringComparison.Ordinal));
        Assert.Equal("4 errors, 0 warnings", called.Lines[^1]);
        Assert.Equal("", called.Errors);
    }

    [Fact]
    public async Task What_the_monitor_would_read_beside_it_is_read_too()
    {
        var called = await _shell
            .Write("checks.yaml", "checks:\n  - { name: api, type: http, url: \"{API}/\", expect_status: 200, notify_on: [first_fail] }\n")
            .Write(".env", "API=http://127.0.0.1:9\n")
            .Write("checks.d/board.yaml", "checks:\n  - { name: API, type: tcp, host: h, port: 1 }\n")
            .CallAsync("validate");
        Assert.Equal(1, called.Code);
        Assert.StartsWith("checks.d/board.yaml:2:13: error: API.name: the name is already used at checks.yaml:2;", called.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_count_only_if_that_is_asked_for()
    {
        _shell.Write("checks.yaml", Good.TrimEnd());
        var called = await _shell.CallAsync("validate");
        Assert.Equal((0, "2 checks, 0 errors, 1 warning"), (called.Code, called.Lines[^1]));
        Assert.Contains("warning: the last line has no line break", called.Out, StringComparison.Ordinal);
        Assert.Equal(1, (await _shell.CallAsync("validate", "--strict")).Code);
    }

    [Fact]
    public async Task Several_files_are_main_files_each_with_its_neighbours()
    {
        var called = await _shell
            .Write("one.yaml", Good)
            .Write("other/checks.yaml", "checks:\n  - { name: api, type: http, url: \"{API}/\", expect_status: 200, notify_on: [first_fail] }\n")
            .Write("other/.env", "API=http://127.0.0.1:9\n")
            .CallAsync("validate", "one.yaml", "other/checks.yaml");
        Assert.Equal((0, "2 files, 3 checks, 0 errors, 0 warnings"), (called.Code, Assert.Single(called.Lines)));
    }

    [Fact]
    public async Task Settings_that_would_keep_the_monitor_from_starting_are_told_as_well()
    {
        var called = await _shell.Write("checks.yaml", Good).Write(".env", "SMTP_HOST=127.0.0.1\nSMTP_PORT=mail\nDB_URL=mongo://x\n").CallAsync("validate");
        Assert.Equal(1, called.Code);
        Assert.Contains(called.Lines, line => line.StartsWith("environment: error: SMTP_PORT", StringComparison.Ordinal));
        Assert.Contains(called.Lines, line => line.StartsWith("environment: error: DB_URL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("validate", "nowhere.yaml")]
    public async Task A_file_that_is_not_there_is_another_exit_code(params string[] arguments)
    {
        var called = await _shell.CallAsync(arguments);
        Assert.Equal(2, called.Code);
        Assert.Equal($"{(arguments.Length > 1 ? "nowhere.yaml" : "checks.yaml")}: error: the file does not exist; create it", called.Lines[0]);
    }

    [Fact]
    public async Task Programs_get_an_array_of_problems()
    {
        var called = await _shell.Write("checks.yaml", Bad).CallAsync("validate", "--json");
        using var problems = JsonDocument.Parse(called.Out);
        Assert.Equal(1, called.Code);
        Assert.Equal(4, problems.RootElement.GetArrayLength());
        var first = problems.RootElement[0];
        Assert.Equal(
            ("checks.yaml", 3, 11, "api.type", "error"),
            (first.GetProperty("file").GetString(), first.GetProperty("line").GetInt32(), first.GetProperty("column").GetInt32(),
                first.GetProperty("place").GetString(), first.GetProperty("severity").GetString()));
        Assert.Contains("htpp", first.GetProperty("fault").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("did you mean http?", first.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_file_has_an_empty_array() =>
        Assert.Equal("[]", (await _shell.Write("checks.yaml", Good).CallAsync("validate", "--json")).Out.Trim());
}
