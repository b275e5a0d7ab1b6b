using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Monitor.EndToEnd.Tests.Support.Browser))]

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>One Chromium for all tests, started when the first one needs it; it can reach this machine only.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A window of its own, with its own cookies.</summary>
    public async Task<Window> OpenAsync(ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        Needs.Browser();
        var browser = await StartedAsync();
        var context = await browser.NewContextAsync(new()
        {
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = 1280, Height = 900 },
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
        return await Window.OpenAsync(context);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        await _starting.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout((float)Eventually.Patience.TotalMilliseconds);
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Needs.Chromium,
                Headless = true,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                ],
            });
        }
        finally
        {
            _starting.Release();
        }
    }
}
