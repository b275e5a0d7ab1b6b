using Microsoft.Playwright;
using Monitor.EndToEnd.Tests.Support;
using Monitor.Web.Tests.Metrics;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>Pages that come and go, politely or not, leave nothing behind (FAULTS R-65).</summary>
/// <remarks><c>R65_PAGES</c> and <c>R65_AT_ONCE</c> make it longer; it prints the memory before and after.</remarks>
public sealed class LeakStory(Browser browser)
{
    private static int Pages => Numbers.Of("R65_PAGES", 12);

    private static int AtOnce => Numbers.Of("R65_AT_ONCE", 4);

    [Fact]
    public async Task Pages_that_are_closed_or_lost_are_not_kept()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await VisitAllAsync(monitor.Url, AtOnce); // what the first ones compile is no leak
        var before = await MegabytesAsync(monitor.Api);
        for (var seen = 0; seen < Pages; seen += AtOnce)
            await VisitAllAsync(monitor.Url, Math.Min(AtOnce, Pages - seen));

        await Eventually.Passes(
            async () =>
            {
                var samples = Exposition.Read(await monitor.Api.TextAsync("metrics")).Samples;
                Assert.Equal((0, 0), (Of(samples, "aspnetcore_components_circuit_active"), Of(samples, "monitor_board_watchers")));
            },
            TimeSpan.FromMinutes(4));
        Assert.DoesNotContain("ObjectDisposedException", monitor.Output, StringComparison.Ordinal);
        TestContext.Current.SendDiagnosticMessage("R-65: {0} pages, {1} at once: none is left; {2} MB before, {3} MB after", Pages, AtOnce, before, await MegabytesAsync(monitor.Api));
    }

    private Task VisitAllAsync(string url, int count) => Task.WhenAll(Enumerable.Range(0, count).Select(i => VisitAsync(url, isLost: i % 2 == 1)));

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

    private static async Task<double> MegabytesAsync(MonitorApi api) =>
        Math.Round(Of(Exposition.Read(await api.TextAsync("metrics")).Samples, "dotnet_process_memory_working_set") / 1e6);

    private static double Of(IReadOnlyDictionary<string, double> samples, string name) =>
        samples.Where(sample => sample.Key.StartsWith(name, StringComparison.Ordinal)).Select(sample => sample.Value).DefaultIfEmpty(double.NaN).Sum();
}
