using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>Somebody looks for the first time, with nothing in the cache.</summary>
public sealed class FirstVisitStory(Browser browser)
{
    /// <summary>In bytes, as they go over the network.</summary>
    private const double Most = 1_500_000;

    [Fact]
    public async Task The_first_page_costs_little()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await using var window = await browser.OpenAsync();
        var network = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await network.SendAsync("Network.enable");
        double bytes = 0;
        network.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble(); // the protocol says so
        await window.GoAsync(monitor.Url);
        await window.CardShowsAsync("steady", "OK");
        Assert.InRange(bytes, 100_000, Most);
    }
}
