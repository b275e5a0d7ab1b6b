using System.Net;
using System.Net.Sockets;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Api;

/// <summary>What keeps the monitor from starting is told in plain sentences, with exit code 78.</summary>
public sealed class StartTests
{
    private const int Refused = 78;

    [Theory]
    [InlineData("http://0.0.0.0:8599")]
    [InlineData("http://*:8599")]
    [InlineData("http://[::]:8599")]
    [InlineData("http://192.0.2.7:8599")]
    public async Task An_address_that_others_can_reach_is_refused(string url)
    {
        using var place = new Workplace().Write("checks.yaml", "checks: []\n");
        await using var monitor = new ChildProgram("monitor", "dotnet", [Repository.Program("Monitor.Web"), "--urls", url], place.Folder);
        Assert.Equal(Refused, await monitor.ExitAsync());
        var line = Assert.Single(Lines(monitor.Errors));
        Assert.Contains(url, line, StringComparison.Ordinal);
        Assert.Contains("no login", line, StringComparison.Ordinal);
        Assert.Equal("", monitor.Output);
        Assert.False(place.Has("data/monitor.db"));
    }

    [Fact]
    public async Task An_address_that_others_can_reach_is_refused_wherever_it_is_set()
    {
        using var place = new Workplace().Write("checks.yaml", "checks: []\n");
        var environments = new Dictionary<string, string>[]
        {
            new() { ["ASPNETCORE_URLS"] = "http://0.0.0.0:8599" },
            new() { ["Kestrel__Endpoints__Open__Url"] = "http://0.0.0.0:8599" },
        };
        foreach (var environment in environments)
        {
            await using var monitor = new ChildProgram("monitor", "dotnet", [Repository.Program("Monitor.Web")], place.Folder, environment);
            Assert.Equal(Refused, await monitor.ExitAsync());
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_in_one_sentence()
    {
        using var place = new Workplace().Write("checks.yaml", "checks: []\n");
        await using var monitor = new MonitorProcess(place);
        using var holder = new TcpListener(IPAddress.Loopback, new Uri(monitor.Url).Port);
        holder.Start();
        await monitor.LaunchAsync();
        Assert.Equal(Refused, await monitor.ExitAsync());
        var line = Assert.Single(Lines(monitor.Errors));
        Assert.Contains(monitor.Url, line, StringComparison.Ordinal);
        Assert.Contains("taken", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", monitor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_problem_of_a_bad_checks_yaml_is_listed()
    {
        using var place = new Workplace().Write(
            "checks.yaml",
            """
            global:
              retris: 2
            checks:
              - name: a
                type: htpp
              - name: b
                type: http
                url: "{NOT_SET}/x"
              - name: b
                type: http
                url: http://127.0.0.1/
                expect_jsonpath:
                  - path: "$.x-y"
                    equals: 1
            """);
        await using var monitor = new MonitorProcess(place);
        await monitor.LaunchAsync();
        Assert.Equal(Refused, await monitor.ExitAsync());
        string[] expected =
        [
            "line 2, column 3, global.retris", "line 5, column 11, a.type", "line 8, column 10, b.url", "line 9, column 11, b.name",
            "line 13, column 15, b.expect_jsonpath[0].path",
        ];
        Assert.All(expected, place => Assert.Contains($"checks.yaml: {place}: ", monitor.Errors, StringComparison.Ordinal));
        Assert.Contains("retries", monitor.Errors, StringComparison.Ordinal);
        Assert.Contains("{NOT_SET}", monitor.Errors, StringComparison.Ordinal);
        Assert.Contains("$['x-y']", monitor.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_checks_yaml_it_says_so()
    {
        using var place = new Workplace();
        await using var monitor = new MonitorProcess(place);
        await monitor.LaunchAsync();
        Assert.Equal(Refused, await monitor.ExitAsync());
        Assert.Contains("checks.yaml", Assert.Single(Lines(monitor.Errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_kept_and_refused_until_told_to_start_empty()
    {
        using var place = new Workplace().Write("checks.yaml", "checks: []\n").Write("data/monitor.db", new string('x', 20_000));
        await using var monitor = new MonitorProcess(place);
        await monitor.LaunchAsync();
        Assert.Equal(Refused, await monitor.ExitAsync());
        var line = Assert.Single(Lines(monitor.Errors));
        Assert.Contains("monitor.db is damaged", line, StringComparison.Ordinal);
        Assert.Contains("--start-empty", line, StringComparison.Ordinal);
        Assert.Contains(Directory.GetFiles(place.Path("data")), file => file.Contains("monitor.db.damaged-", StringComparison.Ordinal));

        await monitor.LaunchAsync("--start-empty");
        await Eventually.Passes(async () => Assert.Equal("ready", await monitor.Api.TextAsync("readyz")));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
