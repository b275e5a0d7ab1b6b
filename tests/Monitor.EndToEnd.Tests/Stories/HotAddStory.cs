using Microsoft.Playwright;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>A check that is added, edited and removed on the board, without a restart and across one.</summary>
public sealed class HotAddStory(Browser browser)
{
    [Fact]
    public async Task A_check_is_added_in_the_dialog_survives_a_restart_is_edited_and_removed()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["first"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await using var window = await browser.OpenAsync();
        await window.GoAsync(monitor.Url);
        await window.MarkAsync();
        await window.CardShowsAsync("first", "OK");

        await window.Test("add").ClickAsync();
        await IsRefusedAsync(window, "name", "FIRST", "already used");
        await IsRefusedAsync(window, "url", "ftp://example.org", "http");
        await Assertions.Expect(window.Test("save")).ToBeDisabledAsync();
        await window.Test("field-name").FillAsync("second");
        await window.Test("field-url").FillAsync(target.UrlOf("second"));
        await window.Test("field-interval").FillAsync("1s");
        await window.Test("rule-add").ClickAsync();
        await window.Test("rule-path").FillAsync("$.x-y");
        await window.Test("rule-value").FillAsync("true");
        await Window.ShowsAsync(window.Page.Locator(".rule"), "$['x-y']");
        await window.Test("rule-path").FillAsync("$.ok");
        await Window.ShowsAsync(window.Test("hint"), "Ready to save");
        await window.Test("try").ClickAsync();
        await Assertions.Expect(window.Test("trial")).ToHaveAttributeAsync("data-status", "OK");
        Assert.DoesNotContain(await monitor.Api.ChecksAsync(), check => check.Name == "second");
        await SaveAsync(window);

        await window.CardShowsAsync("second", "OK");
        await window.AssertNotReloadedAsync();
        Assert.Contains("name: second", place.Read("checks.d/board.yaml"), StringComparison.Ordinal);
        target.Break("second");
        await window.CardShowsAsync("second", "FAIL");

        window.ServerIsAway = true;
        await monitor.StopAsync();
        await monitor.StartAsync();
        await window.CardShowsAsync("second", "FAIL"); // the page comes back by itself
        await window.GoAsync($"{monitor.Url}/check/second");
        window.ServerIsAway = false;
        await Window.ShowsAsync(window.Test("definition"), "$.ok");
        await Window.ShowsAsync(window.Test("source"), "board.yaml");

        await window.Test("edit").ClickAsync();
        await window.Test("field-url").FillAsync(target.UrlOf("third"));
        await SaveAsync(window);
        await Window.ShowsAsync(window.Test("target"), target.UrlOf("third"));
        await Assertions.Expect(window.Test("check")).ToHaveAttributeAsync("data-status", "OK");
        Assert.Contains("/third", place.Read("checks.d/board.yaml"), StringComparison.Ordinal);

        await window.Test("delete").ClickAsync();
        await Assertions.Expect(window.Card("first")).ToBeVisibleAsync();
        await Assertions.Expect(window.Card("second")).ToHaveCountAsync(0);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await window.CardShowsAsync("second", "OK");

        await window.Test("add").ClickAsync();
        await window.Test("field-name").FillAsync("unsaved");
        await Eventually.Passes(async () =>
        {
            await window.Page.Keyboard.PressAsync("Escape"); // a dialog that has just opened does not listen yet
            await Assertions.Expect(window.Test("field-name")).ToHaveCountAsync(0);
        });
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Go on editing" }).ClickAsync();
        await Assertions.Expect(window.Test("field-name")).ToHaveValueAsync("unsaved");
        await window.Test("cancel").ClickAsync(); // no notice is in its way
        await Assertions.Expect(window.Test("save")).ToHaveCountAsync(0);

        await window.Card("second").ClickAsync();
        await window.Test("delete").ClickAsync();
        await Assertions.Expect(window.Card("first")).ToBeVisibleAsync();
        await Assertions.Expect(window.Card("second")).ToHaveCountAsync(0);
        Assert.DoesNotContain("second", place.Read("checks.d/board.yaml"), StringComparison.Ordinal);
        await Eventually.Passes(async () => Assert.Equal(["first"], (await monitor.Api.ChecksAsync()).Select(check => check.Name)));
        window.AssertClean();
    }

    [Fact]
    public async Task Another_type_is_picked_tried_out_and_duplicated_and_several_are_pasted()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["first"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await using var window = await browser.OpenAsync();
        await window.GoAsync(monitor.Url);
        var address = new Uri(target.UrlOf("first"));

        await window.Test("add").ClickAsync();
        await window.Test("type").ClickAsync();
        await window.Test("type-search").FillAsync("port that answers");
        await window.Test("type-tcp").ClickAsync();
        await window.Test("field-name").FillAsync("door");
        await window.Test("field-host").FillAsync(address.Host);
        await window.Test("field-port").FillAsync("99999");
        await Window.ShowsAsync(window.Page.Locator(".form-field:has([data-test='field-port'])"), "1 to 65535");
        await window.Test("field-port").FillAsync($"{address.Port}");
        await window.Test("more-search").FillAsync("latency");
        await window.Test("more-expect_latency_ms").ClickAsync();
        await window.Test("field-expect_latency_ms").FillAsync("5000");
        await Window.ShowsAsync(window.Test("hint"), "Ready to save");
        await window.Test("try").ClickAsync();
        await Window.ShowsAsync(window.Test("trial-rule"), "latency < 5000 ms holds");
        await SaveAsync(window);
        await window.CardShowsAsync("door", "OK");
        Assert.Contains($"  port: {address.Port}\n  expect_latency_ms: 5000\n", place.Read("checks.d/board.yaml"), StringComparison.Ordinal);

        await window.GoAsync($"{monitor.Url}/check/first");
        await window.Test("duplicate").ClickAsync();
        await Assertions.Expect(window.Test("field-name")).ToHaveValueAsync("first copy");
        await SaveAsync(window);
        await window.GoAsync(monitor.Url);
        await window.CardShowsAsync("first copy", "OK");

        await window.Test("add").ClickAsync();
        await window.Test("tab-yaml").ClickAsync();
        await window.Test("yaml").FillAsync($"checks:\n{ChecksFile.Entry(target, "pasted")}  - name: door\n    type: http\n    nonsense: 1\n");
        await Window.ShowsAsync(window.Test("batch"), "2 checks: 1 good, 1 with problems");
        // At once, as a paste is: filling it in takes a browser long.
        await window.Test("yaml").EvaluateAsync(
            "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }",
            string.Concat(ChecksFile.Names("many", 400).Select(name => ChecksFile.Entry(target, name))));
        await Window.ShowsAsync(window.Test("batch"), "400 checks, all good");
        await window.Test("yaml").FillAsync($"checks:\n{ChecksFile.Entry(target, "pasted")}  - name: door\n    type: http\n    nonsense: 1\n");
        await Window.ShowsAsync(window.Test("batch"), "2 checks: 1 good, 1 with problems");
        await window.Test("save-good").ClickAsync();
        await window.CardShowsAsync("pasted", "OK");
        window.AssertClean();
    }

    /// <summary>A test clicks so soon after typing that the button may just be waiting for the answer to what was typed.</summary>
    private static Task SaveAsync(Window window) => Eventually.Passes(async () =>
    {
        var save = window.Test("save");
        if (await save.IsVisibleAsync())
            await save.ClickAsync(new() { Timeout = 5_000 });
        await Assertions.Expect(save).ToHaveCountAsync(0, new() { Timeout = 5_000 });
    });

    private static async Task IsRefusedAsync(Window window, string field, string text, string why)
    {
        var input = window.Test($"field-{field}");
        await input.FillAsync(text);
        await Window.ShowsAsync(window.Page.Locator($".form-field:has([data-test='field-{field}'])"), why);
        await Assertions.Expect(input).ToHaveAttributeAsync("aria-invalid", "true");
    }
}
