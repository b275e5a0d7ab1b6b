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
    public async Task Tags_are_added_and_removed_and_who_keeps_his_is_told()
    {
        Publish(Some.Board(Some.Tile("a") with { Tags = ["db", "<b>x</b>"] }, Some.Tile("b") with { Tags = ["DB"] }, Some.Tile("c") with { Tags = ["other"] }));
        var page = Selecting();
        page.FindAll("[data-test=pick-check]")[0].Change(true);
        page.FindAll("[data-test=pick-check]")[1].Change(true);
        var asked = page.Find("[data-test=bulk-tag]").ClickAsync();
        _dialogs.WaitForElement("[data-test=order]");
        Assert.Equal(["db 2 of 2", "<b>x</b> 1 of 2"], _dialogs.FindAll("[data-test=tag-row] legend").Select(legend => legend.TextContent));
        Assert.True(_dialogs.Find("[data-test=order]").HasAttribute("disabled"));
        Assert.Equal("", _dialogs.Find("[data-test=tag-problem]").TextContent); // nothing is wrong yet
        Assert.Single(_dialogs.FindAll("[data-test=tag-all]")); // both have the other
        await _dialogs.Find("[data-test=tag-add]").InputAsync(" berlin, DB");
        await _dialogs.FindAll("[data-test=tag-none]")[0].ChangeAsync("on");
        Assert.Equal("add, remove: \"DB\" is in both", _dialogs.Find("[data-test=tag-problem]").TextContent);
        await _dialogs.Find("[data-test=tag-add]").InputAsync("berlin");
        await _dialogs.Find("[data-test=tag-all]").ChangeAsync("on");
        await _dialogs.Find("[data-test=order]").ClickAsync();
        await asked;
        Assert.Equal("tag a, b: +berlin+<b>x</b> -db", Assert.Single(Engine.Orders));
        _snackbars.WaitForAssertion(() => Assert.Contains("b is defined in checks.yaml:14", _snackbars.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Those_that_do_not_do_it_are_named()
    {
        Assert.Equal((ControlOutcome.Done, "3 checks paused"), await Given("a b c"));
        Assert.Equal((ControlOutcome.Refused, "2 checks paused; 1 not: b: it is not failing"), await Given("a b c", "b"));
        Assert.Equal((ControlOutcome.Refused, "Not paused: a: it is not failing; and 1 more"), await Given("a b", "b", "a"));
        Assert.Equal((ControlOutcome.Done, "a: ok"), await Given("a")); // the only one speaks for itself
    }

    private static async Task<(ControlOutcome, string)> Given(string names, params string[] refuse)
    {
        var reply = await BulkOrders.GiveAsync(names.Split(' '), "paused", (name, _) => Task.FromResult(refuse.Contains(name)
            ? new ControlReply(ControlOutcome.Refused, $"{name}: it is not failing", [], name)
            : new ControlReply(ControlOutcome.Done, $"{name}: ok", [], name)), Xunit.TestContext.Current.CancellationToken);
        return (reply.Outcome, reply.Message);
    }

    [Fact]
    public async Task Orders_go_on_when_the_selection_is_left()
    {
        var page = Selecting();
        page.Find("[data-test=select-all]").Click();
        Engine.Hold = new TaskCompletionSource();
        var asked = page.Find("[data-test=bulk-run]").ClickAsync();
        page.Find("[data-test=select-end]").Click();
        Engine.Hold.SetResult();
        await asked;
        Assert.Equal(["run a", "run b", "run c"], Engine.Orders.Order());
        _snackbars.WaitForAssertion(() => Assert.Contains("3 checks asked to run", _snackbars.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_silence_does_not_name_more_checks_than_it_can()
    {
        var desk = new CheckDesk(null!, null!, null!, Clock); // it asks none of them
        var reply = await desk.SilenceAsync([.. Enumerable.Range(0, 1_001).Select(i => $"c{i}")], Some.Noon, "new disks", Xunit.TestContext.Current.CancellationToken);
        Assert.Equal((ControlOutcome.Refused, "A silence can name at most 1000 checks, not 1001: silence their tag, group or type on the page Alerts"), (reply.Outcome, reply.Message));
    }
}
