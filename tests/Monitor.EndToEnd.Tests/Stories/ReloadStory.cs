using Microsoft.Playwright;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>checks.yaml is edited while everything runs (FAULTS ).</summary>
public sealed class ReloadStory(Browser browser)
{
    [Fact]
    public async Task A_good_edit_shows_a_bad_one_is_refused_with_its_line_and_a_restart_keeps_the_last_good_one()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        target.Break("down");
        place.Write("checks.yaml", ChecksFile.Of(target, ["down", "steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await using var window = await browser.OpenAsync();
        await window.GoAsync(monitor.Url);
        await window.MarkAsync();
        await window.CardShowsAsync("down", "FAIL");
        var before = await monitor.Api.CheckAsync("down");

        place.Write("checks.yaml", ChecksFile.Of(target, ["added", "down", "steady"]));
        await window.CardShowsAsync("added", "OK");

        place.Write("checks.yaml", ChecksFile.Of(target, ["down"]) + "  - name: wrong\n    type: htpp\n    url: http://127.0.0.1/\n");
        await IsRefusedAsync(window, "line 13, column 11", "htpp");
        await target.RoundsAsync(2, "added", "down", "steady");
        await Assertions.Expect(window.Card("added")).ToBeVisibleAsync();
        await window.AssertNotReloadedAsync();

        window.ServerIsAway = true;
        await monitor.KillAsync();
        await monitor.StartAsync();
        await window.GoAsync(monitor.Url);
        window.ServerIsAway = false;
        await IsRefusedAsync(window, "line 13, column 11", "htpp");
        await window.CardShowsAsync("added", "OK");
        await window.CardShowsAsync("down", "FAIL");

        await window.MarkAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["down", "last"]));
        await Assertions.Expect(window.Test("config")).ToHaveCountAsync(0);
        await window.CardShowsAsync("last", "OK");
        await Assertions.Expect(window.Card("steady")).ToHaveCountAsync(0);
        await window.AssertNotReloadedAsync();
        var after = await monitor.Api.CheckAsync("down");
        Assert.Equal((before.Status, before.FirstFailedAt, before.LastChangedAt), (after.Status, after.FirstFailedAt, after.LastChangedAt));
        Assert.Single(await monitor.Api.EventsAsync("down"), happened => happened.Kind == "alert");
        window.AssertClean();
    }

    private static async Task IsRefusedAsync(Window window, string where, string what)
    {
        await Window.ShowsAsync(window.Test("config"), "checks.yaml not loaded");
        await Window.ShowsAsync(window.Test("config"), where);
        await Window.ShowsAsync(window.Test("config"), what);
        await Window.ShowsAsync(window.Test("config"), "running on the version from");
    }
}
