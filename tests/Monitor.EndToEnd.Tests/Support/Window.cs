using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>A browser window that writes down what a page must not do: leave the machine, log errors, break its policy.</summary>
public sealed class Window : IAsyncDisposable
{
    private static readonly AxeRunOptions WcagAA = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private readonly ConcurrentQueue<string> _offences = [];
    private readonly IBrowserContext _context;

    private Window(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Set while the server is away on purpose: then the browser complains, and rightly.</summary>
    public bool ServerIsAway { get; set; }

    public static async Task<Window> OpenAsync(IBrowserContext context)
    {
        var window = new Window(context, await context.NewPageAsync());
        await window.Page.AddInitScriptAsync(
            "addEventListener('securitypolicyviolation', e => console.error('policy violated: ' + e.violatedDirective + ' ' + e.blockedURI))");
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !window.ServerIsAway)
                window._offences.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
        window.Page.PageError += (_, error) => window._offences.Enqueue($"page error: {error}");
        window.Page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss", Host: not "127.0.0.1" })
                window._offences.Enqueue($"left the machine: {request.Url}");
        };
        window.Page.Response += (_, response) =>
        {
            if (response.Status >= 400 && !window.ServerIsAway)
                window._offences.Enqueue($"{response.Status} {response.Url}");
        };
        return window;
    }

    /// <summary>Opens a page of the board and waits until it is live: what is typed before that is lost.</summary>
    public async Task GoAsync(string url)
    {
        await Eventually.Passes(() => Page.GotoAsync(url)); // a page that comes back by itself may get in the way
        await LiveAsync();
    }

    public Task LiveAsync() => Page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    public ILocator Test(string name) => Page.Locator($"[data-test='{name}']");

    public ILocator Card(string name) => Page.Locator($"[data-test='card'][data-name='{name}']");

    public Task CardShowsAsync(string name, string status, TimeSpan? patience = null) =>
        Assertions.Expect(Card(name)).ToHaveAttributeAsync("data-status", status, new() { Timeout = Milliseconds(patience) });

    public Task CardSaysAsync(string name, string words, TimeSpan? patience = null) =>
        Assertions.Expect(Card(name).Locator("[data-test='reason']")).ToContainTextAsync(words, new() { Timeout = Milliseconds(patience) });

    public static Task ShowsAsync(ILocator what, string words) =>
        Assertions.Expect(what).ToContainTextAsync(words, new() { Timeout = Milliseconds(null) });

    /// <summary>A mark that a reload of the page would wipe out.</summary>
    public Task MarkAsync() => Page.EvaluateAsync("window.notReloaded = true");

    public async Task AssertNotReloadedAsync() => Assert.True(await Page.EvaluateAsync<bool>("window.notReloaded === true"), "the page was reloaded");

    /// <summary>Asserts that axe finds nothing that WCAG 2.2 AA forbids.</summary>
    /// <param name="name">What is looked at, in words.</param>
    public async Task IsAccessibleAsync(string name)
    {
        await Assertions.Expect(Page.Locator(".mud-snackbar")).ToHaveCountAsync(0, new() { Timeout = 30_000 }); // what fades has no contrast
        var found = await Page.RunAxe(WcagAA);
        Assert.True(found.Violations.Length == 0, $"{name}: " + string.Join("\n", found.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => $"{node.Html} {string.Join(" ", node.Any.Select(any => any.Message))}"))}")));
    }

    /// <summary>Asserts that the page did nothing that it must not do.</summary>
    public void AssertClean() => Assert.Empty(_offences);

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private static float Milliseconds(TimeSpan? patience) => (float)(patience ?? Eventually.Patience).TotalMilliseconds;
}
