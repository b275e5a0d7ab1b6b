using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>The monitor goes away in the middle of an incident and comes back as if it had not.</summary>
public sealed class RestartStory(Browser browser)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_incident_goes_on_across_a_restart_and_its_end_is_announced_once(bool killed)
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        target.Break("shop");
        place.Write("checks.yaml", ChecksFile.Of(target, ["shop", "steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place, mail.Environment());
        await using var window = await browser.OpenAsync();
        await window.GoAsync(monitor.Url);
        await window.CardShowsAsync("shop", "FAIL");
        await Eventually.Passes(() => Assert.Equal(["[P1][FIRST_FAIL] shop"], mail.Accepted.Select(one => one.Subject)));
        var before = await IsCountedAsync(monitor, atLeast: 3);

        window.ServerIsAway = true;
        await (killed ? monitor.KillAsync() : monitor.StopAsync());
        await monitor.StartAsync();
        await window.CardShowsAsync("shop", "FAIL");
        var after = await IsCountedAsync(monitor, before.ConsecutiveFailures);
        await window.LiveAsync();
        window.ServerIsAway = false;
        Assert.Equal((before.FirstFailedAt, before.LastChangedAt), (after.FirstFailedAt, after.LastChangedAt));
        Assert.NotNull(after.LastNotificationAt);
        await Window.ShowsAsync(window.Card("shop").Locator("[data-test='failures']"), "× failed");

        await target.RoundsAsync(2, "shop", "steady");
        Assert.Single(mail.Accepted);
        target.Mend("shop");
        await window.CardShowsAsync("shop", "OK");
        await Eventually.Passes(() => Assert.Equal(["[P1][FIRST_FAIL] shop", "[P1][RECOVERED] shop"], mail.Accepted.Select(one => one.Subject)));
        await target.RoundsAsync(2, "shop", "steady");
        Assert.Equal(2, mail.Accepted.Count);
        Assert.Equal(0, (await monitor.Api.CheckAsync("shop")).ConsecutiveFailures);
        window.AssertClean();
    }

    /// <summary>The failures in a row, once they are as many as the results that say so.</summary>
    private static Task<MonitorApi.CheckView> IsCountedAsync(MonitorProcess monitor, int atLeast) => Eventually.Gives(async () =>
    {
        var check = await monitor.Api.CheckAsync("shop");
        Assert.Equal("FAIL", check.Status);
        var failures = (await monitor.Api.ResultsAsync("check=shop&limit=1000")).Count(result => result.Status == "FAIL");
        Assert.Equal(failures, check.ConsecutiveFailures);
        Assert.True(check.ConsecutiveFailures >= atLeast, $"{check.ConsecutiveFailures} failures in a row, {atLeast} were known");
        return check;
    });
}
