using Microsoft.Playwright;
using Monitor.EndToEnd.Tests.Support;
using Monitor.Web.Tests.Metrics;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>Pages that come and go, politely or not, leave nothing behind (FAULTS R-65 in small form).</summary>
public sealed class LeakStory(Browser browser)
{
    private const int Rounds = 3;
    private const int AtATime = 4;

    [Fact]
    public async Task Pages_that_are_closed_or_lost_are_not_kept()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        for (var round = 0; round < Rounds; round++)
            await Task.WhenAll(Enumerable.Range(0, AtATime).Select(i => VisitAsync(monitor.Url, isLost: i % 2 == 1)));

        await Eventually.Passes(
            async () =>
            {
                var samples = Exposition.Read(await monitor.Api.TextAsync("metrics")).Samples;
                Assert.Equal((0, 0), (Of(samples, "aspnetcore_components_circuit_active"), Of(samples, "monitor_board_watchers")));
            },
            TimeSpan.FromMinutes(4));
        Assert.DoesNotContain("ObjectDisposedException", monitor.Output, StringComparison.Ordinal);
    }

    private async Task VisitAsync(string url, bool isLost)
    {
        await using var window = await browser.OpenAsync();
        await window.GoAsync(url);
        await window.CardShowsAsync("steady", "OK");
        await window.GoAsync($"{url}/check/steady");
        await Assertions.Expect(window.Test("runs").Locator("tbody tr").First).ToBeVisibleAsync();
        if (isLost)
            await Assert.ThrowsAnyAsync<PlaywrightException>(() => window.Page.GotoAsync("chrome://crash")); // no goodbye, the connection just ends
    }

    private static double Of(IReadOnlyDictionary<string, double> samples, string name) =>
        samples.Where(sample => sample.Key.StartsWith(name, StringComparison.Ordinal)).Select(sample => sample.Value).DefaultIfEmpty(double.NaN).Sum();
}
