using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>Every page, light and dark: usable by everybody, and nothing leaves the machine.</summary>
public sealed class PagesStory(Browser browser)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_page_is_accessible_and_stays_on_this_machine(ColorScheme scheme)
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        target.Break("down");
        target.Break("treated");
        var treated = ChecksFile.Entry(target, "treated", $"    on_fail: {{ actions: [{{ type: http_post, url: '{target.UrlOf("mend")}' }}] }}\n");
        var slow = ChecksFile.Entry(target, "slow", "    thresholds: { api_warn_ms: 1 }\n");
        place.Write("checks.yaml", "reports: [{ name: morning, at: \"07:00\", channels: [console], sign_off_by: 2h }]\n" + ChecksFile.Of(target, ["down", "steady"]) + treated + slow + "    retries: 20\n"); // warned of: longer than its interval
        var away = new MailServer().Environment(); // nobody listens
        await using var monitor = await MonitorProcess.StartAsync(place, away);
        using var added = await monitor.Api.PostAsync("api/checks", $$"""{"name":"added","type":"http","url":"{{target.UrlOf("added")}}","interval":1}""");
        await using var window = await browser.OpenAsync(scheme);

        await window.GoAsync(monitor.Url);
        Assert.Equal(scheme == ColorScheme.Dark ? "dark" : "light", await window.Page.Locator("html").GetAttributeAsync("data-theme"));
        await window.CardShowsAsync("down", "FAIL");
        await window.CardShowsAsync("steady", "OK");
        await Assertions.Expect(window.Test("troubles")).ToBeVisibleAsync();
        await Assertions.Expect(window.Test("config")).ToBeVisibleAsync();
        await window.IsAccessibleAsync("board");
        await window.Test("view-rows").ClickAsync();
        await window.IsAccessibleAsync("board as rows");
        await window.Test("by").SelectOptionAsync("severity");
        await Assertions.Expect(window.Test("fold").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("board by severity");
        await window.Test("view-map").ClickAsync();
        await MapAnswersAsync(window);
        await window.GoAsync($"{monitor.Url}/?view=map");
        await Assertions.Expect(window.Test("map").Locator("canvas")).ToBeVisibleAsync();
        await window.IsAccessibleAsync("map");
        await window.GoAsync($"{monitor.Url}/wall");
        await Assertions.Expect(window.Test("wall-card").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("wall");
        await window.GoAsync(monitor.Url);
        await window.Test("add").ClickAsync();
        await window.Test("field-url").FillAsync("nonsense");
        await Assertions.Expect(window.Test("field-problem").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("dialog");
        await window.Test("tab-yaml").ClickAsync();
        await window.IsAccessibleAsync("dialog as YAML");
        await window.Test("yaml").FillAsync("checks:\n  - name: one\n    type: http\n    nonsense: 1\n  - name: two\n");
        await Assertions.Expect(window.Test("batch-bad").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("dialog with several checks");
        await window.GoAsync(monitor.Url);
        await window.Test("add").ClickAsync();
        await window.Test("type").ClickAsync();
        await window.IsAccessibleAsync("dialog with the types");
        await window.Test("type-postgres").ClickAsync();
        await window.Test("fill-in").ClickAsync();
        await window.Test("more-search").FillAsync("re");
        await Assertions.Expect(window.Test("more-retry_on")).ToBeVisibleAsync();
        await window.IsAccessibleAsync("dialog with many fields");

        await window.GoAsync($"{monitor.Url}/check/down");
        await Assertions.Expect(window.Test("runs").Locator("tbody tr").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("check");
        await window.Test("every-value").ClickAsync();
        await Assertions.Expect(window.Test("origin").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("check with every value");
        await window.Test("as-written").ClickAsync();
        await window.Test("copy").ClickAsync();
        await Window.ShowsAsync(window.Test("copy"), "Copied");
        await window.GoAsync($"{monitor.Url}/check/added");
        await Assertions.Expect(window.Test("edit")).ToBeVisibleAsync();
        await window.IsAccessibleAsync("check of the board");
        await window.Test("edit").ClickAsync();
        await window.Test("field-interval").FillAsync("1m");
        await window.Test("try").ClickAsync();
        await Assertions.Expect(window.Test("change")).ToBeVisibleAsync();
        await Assertions.Expect(window.Test("trial")).ToBeVisibleAsync();
        await window.IsAccessibleAsync("dialog of an edit");
        await window.GoAsync($"{monitor.Url}/results");
        await Assertions.Expect(window.Test("result").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("results");
        await window.GoAsync($"{monitor.Url}/events");
        await Assertions.Expect(window.Test("event").First).ToBeVisibleAsync();
        await window.Test("event").First.ClickAsync();
        await window.IsAccessibleAsync("events");
        await window.GoAsync($"{monitor.Url}/incidents");
        await Assertions.Expect(window.Test("incident").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("incidents");
        await window.Test("incident").Locator("a").First.ClickAsync();
        await Assertions.Expect(window.Test("timeline").Locator("li").First).ToBeVisibleAsync();
        await window.Test("field-by").FillAsync("Priya");
        await window.Test("field-text").FillAsync("looked at; the database team knows");
        await window.Test("add-note").ClickAsync();
        await Window.ShowsAsync(window.Test("note"), "the database team knows");
        await window.IsAccessibleAsync("incident");
        await window.GoAsync($"{monitor.Url}/alerts");
        await Assertions.Expect(window.Test("open-alert").First).ToBeVisibleAsync();
        await Assertions.Expect(window.Test("delivery").First).ToBeVisibleAsync();
        await Assertions.Expect(window.Test("trouble").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("alerts");
        await window.Test("new-silence").ClickAsync();
        await Assertions.Expect(window.Test("ends")).ToBeVisibleAsync();
        await window.IsAccessibleAsync("new silence");
        await window.GoAsync($"{monitor.Url}/remedies");
        await Assertions.Expect(window.Test("record").First).ToBeVisibleAsync();
        await Assertions.Expect(window.Test("latest").Locator("[data-test=event]").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("remedies");
        await window.GoAsync($"{monitor.Url}/reports");
        await Assertions.Expect(window.Test("make")).ToBeVisibleAsync();
        await window.IsAccessibleAsync("reports without one");
        await window.Test("make").ClickAsync();
        await window.Test("report").Locator("a").ClickAsync();
        await Assertions.Expect(window.Test("headline")).ToContainTextAsync("failing");
        await window.IsAccessibleAsync("report");
        await window.Test("field-by").FillAsync("Priya");
        await window.Test("field-note").FillAsync("looked at; the database team knows");
        await window.Test("sign").ClickAsync();
        await Window.ShowsAsync(window.Test("signed"), "Priya has signed it off");
        await window.IsAccessibleAsync("report that is signed");
        await window.GoAsync($"{monitor.Url}/reports");
        await Window.ShowsAsync(window.Test("report"), "Priya");
        await window.IsAccessibleAsync("reports");
        await window.GoAsync($"{monitor.Url}/settings");
        await Assertions.Expect(window.Test("version").Last).ToBeVisibleAsync(); // the check that was added made a second one
        await window.Test("theme-dark").ClickAsync();
        await Assertions.Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await window.Test(scheme == ColorScheme.Dark ? "theme-dark" : "theme-light").ClickAsync();
        await window.IsAccessibleAsync("settings");
        await window.Test("shortcuts-on").ClickAsync();
        await window.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(window.Test("shortcuts")).ToHaveCountAsync(0);
        await window.Test("version").Last.Locator("a").ClickAsync();
        await Assertions.Expect(window.Test("file-change").First).ToBeVisibleAsync();
        await window.IsAccessibleAsync("version of the configuration");
        await window.Test("go-back").ClickAsync();
        await Window.ShowsAsync(window.Test("version").First, "back to version 1");
        await window.GoAsync($"{monitor.Url}/engine");
        await Assertions.Expect(window.Test("engine-headline")).ToContainTextAsync("alerts waiting");
        await Assertions.Expect(window.Test("figure").And(window.Page.Locator("[data-name='rounds']"))).ToContainTextAsync("Of 4 checks");
        await window.IsAccessibleAsync("engine");
        window.AssertClean();
    }

    [Fact]
    public async Task The_board_without_checks_and_an_unknown_page_say_so()
    {
        using var place = new Workplace();
        place.Write("checks.yaml", "checks: []\n");
        await using var monitor = await MonitorProcess.StartAsync(place);
        await using var window = await browser.OpenAsync();
        await window.GoAsync(monitor.Url);
        await Window.ShowsAsync(window.Test("no-checks"), "No checks yet. Wait ~30s after starting the checker.");
        await window.IsAccessibleAsync("empty board");
        await window.GoAsync($"{monitor.Url}/results");
        await Window.ShowsAsync(window.Test("no-results"), "No results yet.");
        await window.GoAsync($"{monitor.Url}/check/nobody");
        await Window.ShowsAsync(window.Test("no-check"), "nobody");
        window.AssertClean();
    }

    /// <summary>The first cell is that of the worst check.</summary>
    private static async Task MapAnswersAsync(Window window)
    {
        var canvas = window.Test("map").Locator("canvas");
        await Assertions.Expect(canvas).ToBeVisibleAsync();
        await window.Page.WaitForFunctionAsync("() => !!document.querySelector('.fleet-map canvas').plan");
        var middle = await canvas.EvaluateAsync<float[]>("canvas => [canvas.plan.beside + canvas.plan.size / 2, canvas.plan.lanes[0] + canvas.plan.size / 2]");
        var position = new Position { X = middle[0], Y = middle[1] };
        await canvas.HoverAsync(new() { Position = position });
        await Assertions.Expect(window.Page.Locator(".map-tip")).ToContainTextAsync("down · FAIL");
        await canvas.ClickAsync(new() { Position = position });
        await Assertions.Expect(window.Page).ToHaveURLAsync(new Regex("/check/down$"));
    }
}
