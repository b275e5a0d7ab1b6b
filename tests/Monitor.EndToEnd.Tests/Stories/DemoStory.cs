using System.Diagnostics;
using Microsoft.Playwright;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>The README's three-minute demo, on the checks.yaml that is shipped.</summary>
public sealed class DemoStory(Browser browser)
{
    /// <summary>What the README promises.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(30);

    private static readonly string[] Checks = ["api-availability", "db-health", "queue-depth", "job"];

    private const string FirstFail =
        """


        === EMAIL (console fallback) ===
        [P1][FIRST_FAIL] api-availability
        api-availability -> first_fail

        Details:
        {'status_code': 503, 'body': '{"status":"down","detail":"simulated outage"}'}
        === END EMAIL ===


        """;

    private const string Recovered =
        """


        === EMAIL (console fallback) ===
        [P1][RECOVERED] api-availability
        api-availability -> recovered

        Details:
        {'status_code': 200}
        === END EMAIL ===


        """;

    [Fact]
    public async Task Api_down_is_seen_announced_and_healed_by_its_action_and_db_slow_by_hand()
    {
        using var place = new Workplace();
        await using var mock = await MockAppProcess.StartAsync(place);
        await using var monitor = await ShippedMonitorAsync(place, mock);
        await using var board = await browser.OpenAsync();
        await using var panel = await browser.OpenAsync();
        await OpenAsync(board, monitor, panel, mock);

        var since = Stopwatch.StartNew();
        await ApplyAsync(panel, "api_down");
        await board.CardSaysAsync("api-availability", "failing, retry 1/2");
        await board.CardShowsAsync("api-availability", "FAIL");
        Assert.True(since.Elapsed < Promised, $"FAIL after {since.Elapsed}");
        await Eventually.Passes(() => Assert.Contains(FirstFail, monitor.Output, StringComparison.Ordinal));

        await Eventually.Passes(async () => Assert.False((await mock.StateAsync()).GetProperty("faults").GetProperty("api_down").GetBoolean()));
        await board.CardShowsAsync("api-availability", "OK");
        await Eventually.Passes(() => Assert.Contains(Recovered, monitor.Output, StringComparison.Ordinal));
        var action = Assert.Single(await monitor.Api.ResultsAsync(), result => result.Status == "ACTION");
        Assert.Equal("http_post", action.Details.GetProperty("action").GetString());

        since.Restart();
        await ApplyAsync(panel, "db_slow");
        await board.CardShowsAsync("db-health", "FAIL");
        Assert.True(since.Elapsed < Promised, $"FAIL after {since.Elapsed}");
        await Window.ShowsAsync(board.Card("db-health").Locator("[data-test='reason']"), "$.ok");
        await panel.Page.Locator("#reset").ClickAsync();
        await Window.ShowsAsync(panel.Test("faults-message"), "Reset: {\"api_down\":false");
        await board.CardShowsAsync("db-health", "OK");

        await board.AssertNotReloadedAsync();
        board.AssertClean();
        panel.AssertClean();
    }

    [Fact]
    public async Task A_job_runs_and_succeeds_and_the_next_one_fails()
    {
        using var place = new Workplace();
        await using var mock = await MockAppProcess.StartAsync(place);
        await using var monitor = await ShippedMonitorAsync(place, mock);
        await using var board = await browser.OpenAsync();
        await using var panel = await browser.OpenAsync();
        await OpenAsync(board, monitor, panel, mock);
        await board.CardSaysAsync("job", "no job started yet");

        await RunJobAsync(panel);
        await board.CardSaysAsync("job", "running");
        await board.CardShowsAsync("job", "OK");
        await board.CardSaysAsync("job", "succeeded");
        await board.CardShowsAsync("job", "OK");

        await ApplyAsync(panel, "job_fail");
        await RunJobAsync(panel);
        await board.CardSaysAsync("job", "running");
        await board.CardShowsAsync("job", "FAIL", TimeSpan.FromSeconds(90));
        await Window.ShowsAsync(board.Card("job").Locator("[data-test='reason']"), "failed");

        await board.AssertNotReloadedAsync();
        board.AssertClean();
        panel.AssertClean();
    }

    private static Task<MonitorProcess> ShippedMonitorAsync(Workplace place, MockAppProcess mock)
    {
        place.Write("checks.yaml", File.ReadAllText(Repository.File("checks.yaml")));
        place.Write(".env", $"MOCKAPP_BASE={mock.Url}\n");
        return MonitorProcess.StartAsync(place);
    }

    private static async Task OpenAsync(Window board, MonitorProcess monitor, Window panel, MockAppProcess mock)
    {
        await board.GoAsync(monitor.Url);
        await board.MarkAsync();
        await Window.ShowsAsync(board.Test("title"), "Regular / Morning Checks – Live Dashboard");
        foreach (var check in Checks)
            await board.CardShowsAsync(check, "OK");
        await panel.Page.GotoAsync(mock.Url);
        await Window.ShowsAsync(panel.Test("live"), "Live");
    }

    private static async Task ApplyAsync(Window panel, string fault)
    {
        await panel.Page.Locator($"#{fault}").CheckAsync();
        await panel.Page.Locator("#apply").ClickAsync();
        await Window.ShowsAsync(panel.Test("faults-message"), "Applied: {");
        await Window.ShowsAsync(panel.Test("faults-message"), $"\"{fault}\":true");
    }

    private static async Task RunJobAsync(Window panel)
    {
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Run Job" }).ClickAsync();
        await Window.ShowsAsync(panel.Test("job-message"), "Started job: job_");
    }
}
