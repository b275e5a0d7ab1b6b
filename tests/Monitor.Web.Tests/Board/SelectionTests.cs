using Bunit;
using Monitor.Actors.Checks;
using Monitor.Web.Board;
using Monitor.Web.Engine;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Board;

/// <summary>One order for many checks.</summary>
public sealed class SelectionTests : PageTest
{
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;
    private readonly IRenderedComponent<MudSnackbarProvider> _snackbars;

    public SelectionTests()
    {
        Render<MudPopoverProvider>();
        _snackbars = Render<MudSnackbarProvider>();
        _dialogs = Render<MudDialogProvider>();
        Publish(Some.Board(Some.Tile("a", CheckStatus.Fail), Some.Tile("b"), Some.Tile("c") with { Severity = "P1" }));
    }

    private IRenderedComponent<Microsoft.AspNetCore.Components.CascadingValue<TimeZoneInfo>> Selecting(string address = "/")
    {
        var page = Open<BoardPage>(address);
        page.Find("[data-test=select]").Click();
        return page;
    }

    [Fact]
    public void There_are_no_boxes_until_somebody_selects_and_none_when_it_is_over()
    {
        var page = Open<BoardPage>("/");
        Assert.Empty(page.FindAll("[data-test=pick-check], [data-test=selection]"));
        page.Find("[data-test=select]").Click();
        Assert.Equal(3, page.FindAll("[data-test=pick-check]").Count);
        Assert.True(page.Find("[data-test=bulk-run]").HasAttribute("disabled"));
        page.Find("[data-test=select-end]").Click();
        Assert.Empty(page.FindAll("[data-test=pick-check], [data-test=selection]"));
    }

    [Fact]
    public async Task What_is_picked_runs()
    {
        var page = Selecting();
        page.FindAll("[data-test=pick-check]")[0].Change(true);
        page.FindAll("[data-test=pick-check]")[2].Change(true);
        page.FindAll("[data-test=pick-check]")[2].Change(false);
        page.FindAll("[data-test=pick-check]")[1].Change(true);
        Assert.Equal("2", page.Find("[data-test=selected]").TextContent);
        await page.Find("[data-test=bulk-run]").ClickAsync();
        Assert.Equal(["run a", "run b"], Engine.Orders.Order());
        _snackbars.WaitForAssertion(() => Assert.Contains("2 checks asked to run", _snackbars.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_that_match_are_silenced_with_one_reason()
    {
        var page = Selecting("/?severity=P2");
        page.Find("[data-test=select-all]").Click();
        var asked = page.Find("[data-test=bulk-silence]").ClickAsync();
        _dialogs.WaitForElement("[data-test=order]");
        Assert.Equal("Silence 2 checks", _dialogs.Find("[data-test=dialog-title]").TextContent);
        await _dialogs.Find("[data-test=note]").InputAsync("new disks");
        await _dialogs.Find("[data-test=order]").ClickAsync();
        await asked;
        Assert.StartsWith("silence a, b until ", Assert.Single(Engine.Orders), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_do_not_do_it_are_named()
    {
        var reply = await BulkOrders.GiveAsync(
            ["a", "b", "c"],
            (name, _) => Task.FromResult(new ControlReply(name == "b" ? ControlOutcome.Refused : ControlOutcome.Done, name == "b" ? "it is not failing" : "ok", [])),
            Xunit.TestContext.Current.CancellationToken);
        Assert.Equal("2 checks acknowledged; 1 not: b: it is not failing", reply.Say("acknowledged"));
        Assert.Equal("1 check paused", new BulkReply(1, []).Say("paused"));
        Assert.Equal("Not paused: a: gone, and 1 more", new BulkReply(0, [("a", "gone"), ("b", "gone")]).Say("paused"));
    }
}
