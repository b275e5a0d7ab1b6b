using System.Xml.Linq;
using Microsoft.Playwright;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>The public page: for everybody, on any screen, without scripts and without a live connection.</summary>
public sealed class StatusStory(Browser browser)
{
    private const string Evil = "<img src=x onerror=alert(1)>";

    private static string Config(ScriptedTarget target) =>
        $"status_page: {{ title: Shop, description: 'How it does {Evil}', checks: [down, steady, '{Evil}'], show_reasons: true }}\n"
        + "maintenance: [{ start: \"00:00\", duration: 24h, timezone: UTC, checks: [steady], note: racks }]\n"
        + ChecksFile.Of(target, ["down", "steady", "vault"]) + $"  - {{ name: '{Evil}', type: http, url: \"{target.UrlOf("evil")}\", expect_status: 200 }}\n";

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task It_is_accessible_fits_a_telephone_and_needs_no_scripts(ColorScheme scheme)
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        target.Break("down");
        place.Write("checks.yaml", Config(target));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await using var window = await browser.OpenAsync(scheme);
        var (live, calls) = (0, 0);
        window.Page.WebSocket += (_, _) => live++;
        window.Page.Request += (_, _) => calls++;
        await ShowsAsync(window, monitor, "down", "down");
        await Window.ShowsAsync(window.Test("headline"), "1 of 3 has trouble");
        await Window.ShowsAsync(window.Test("incident").First, "503");
        await Window.ShowsAsync(window.Test("window").First, "racks");
        await window.IsAccessibleAsync("status page");
        await window.Page.SetViewportSizeAsync(390, 844);
        Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "it is wider than a telephone");
        await window.IsAccessibleAsync("status page on a telephone");
        Assert.Equal(0, live);
        Assert.InRange(calls, 3, 30); // page, style, script and icon for each time it was opened
        Assert.DoesNotContain("vault", await window.Page.ContentAsync(), StringComparison.Ordinal);
        window.AssertClean();

        await using var plain = await browser.OpenAsync(scheme, scripts: false);
        await plain.Page.GotoAsync($"{monitor.Url}/status");
        await Window.ShowsAsync(plain.Test("headline"), "1 of 3 has trouble");
        await Assertions.Expect(plain.Test("days")).ToHaveCountAsync(3);
        Assert.Equal("feed", XDocument.Parse(await monitor.Api.TextAsync("status/feed.atom")).Root?.Name.LocalName);
        Assert.Equal("svg", XDocument.Parse(await monitor.Api.TextAsync("badge/down/status.svg")).Root?.Name.LocalName);
    }

    [Fact]
    public async Task The_board_leads_to_it_and_it_keeps_itself_up_to_date()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", Config(target));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await using var window = await browser.OpenAsync();
        await window.Page.Clock.InstallAsync();
        await window.GoAsync(monitor.Url);
        await window.Test("nav-status").ClickAsync();
        await Assertions.Expect(window.Test("status-page")).ToBeVisibleAsync();
        await window.MarkAsync();
        target.Break("down");
        await Eventually.Passes(async () =>
        {
            await window.Page.Clock.RunForAsync(31_000);
            Assert.Equal("down", await window.Test("check").First.GetAttributeAsync("data-state"));
        });
        await window.AssertNotReloadedAsync();
        window.AssertClean();
    }

    /// <summary>The page is as it was when it was opened: it is opened again until the engine has seen it.</summary>
    private static Task ShowsAsync(Window window, MonitorProcess monitor, string check, string state) => Eventually.Passes(async () =>
    {
        await window.Page.GotoAsync($"{monitor.Url}/status");
        var row = window.Test("check").Filter(new() { Has = window.Page.GetByRole(AriaRole.Heading, new() { Name = check, Exact = true }) });
        Assert.Equal(state, await row.GetAttributeAsync("data-state"));
    });
}
