using Microsoft.Playwright;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>The results of the last 24 hours and the event log, live.</summary>
public sealed class HistoryStory(Browser browser)
{
    [Fact]
    public async Task Results_and_events_arrive_without_a_reload_and_can_be_filtered()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["shop", "steady"], extra: "  timezone: Asia/Kolkata\n"));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await using var results = await browser.OpenAsync();
        await using var events = await browser.OpenAsync();
        await results.GoAsync($"{monitor.Url}/results");
        await events.GoAsync($"{monitor.Url}/events");
        await results.MarkAsync();
        await events.MarkAsync();

        var rows = results.Test("result");
        await Assertions.Expect(rows.First).ToBeVisibleAsync();
        await Window.ShowsAsync(results.Test("results"), "IST");
        await Eventually.Passes(async () => Assert.True(await rows.CountAsync() >= 6));
        target.Break("shop");
        await Assertions.Expect(results.Page.Locator("[data-test='result'][data-status='FAIL']").First).ToBeVisibleAsync();
        await Window.ShowsAsync(results.Page.Locator("[data-test='result'][data-status='FAIL']").First, "503");
        await Window.ShowsAsync(events.Page.Locator("[data-test='event'][data-kind='down']"), "HTTP 503, expected 200");
        await Assertions.Expect(events.Page.Locator("[data-test='event'][data-kind='alert-delivered']")).ToHaveCountAsync(1);
        target.Mend("shop");
        await Assertions.Expect(events.Page.Locator("[data-test='event'][data-kind='recovered']")).ToHaveCountAsync(1);
        await results.AssertNotReloadedAsync();
        await events.AssertNotReloadedAsync();

        await results.Test("filter-status").SelectOptionAsync("fail");
        await Assertions.Expect(results.Page.Locator("[data-test='result'][data-status='OK']")).ToHaveCountAsync(0);
        Assert.Contains("status=fail", results.Page.Url, StringComparison.Ordinal);
        await results.Test("filter-check").FillAsync("steady");
        await results.Test("filter-check").PressAsync("Enter");
        await Assertions.Expect(results.Test("no-results")).ToBeVisibleAsync();
        await events.Test("filter-kind").SelectOptionAsync("down");
        await Assertions.Expect(events.Test("event")).ToHaveCountAsync(1);
        await events.Test("event").ClickAsync();
        await Window.ShowsAsync(events.Test("event"), "\"incident\": \"shop/");
        results.AssertClean();
        events.AssertClean();
    }

    [Fact]
    public async Task Times_are_indian_by_default_and_in_the_zone_that_is_picked()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await using var window = await browser.OpenAsync();
        await window.GoAsync($"{monitor.Url}/results");

        await Window.ShowsAsync(window.Test("results").Locator("thead"), "IST");
        await window.Test("zone").SelectOptionAsync(new SelectOptionValue { Label = "UTC" });
        await Window.ShowsAsync(window.Test("results").Locator("thead"), "UTC");
        window.AssertClean();
    }
}
