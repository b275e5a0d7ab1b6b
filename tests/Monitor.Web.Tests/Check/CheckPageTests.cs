using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Web.Check;
using Monitor.Web.Engine;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Check;

public sealed class CheckPageTests : PageTest
{
    [Fact]
    public void It_shows_where_the_check_stands_and_how_it_got_there()
    {
        Publish(Some.Board(Some.Tile("db-health", CheckStatus.Fail) with { ConsecutiveFailures = 7, Reason = "HTTP 503", FirstFailedAt = Some.Noon.AddMinutes(-11) }));
        Engine.Rows.AddRange([Some.Row(), Some.Row(kind: ResultKind.Fail, at: Some.Noon.AddMinutes(-5)) with { Reason = "HTTP 503" }]);
        Engine.Events.Add(Some.Event(1));
        Engine.Uptime = Some.Uptime(ok: 4, fail: 4, notRunning: 38);
        var page = Open<CheckPage>("/check/db-health");
        Assert.Equal("db-health", page.Find("h1").TextContent);
        Assert.Equal("FAIL", page.Find("[data-test=status]").TextContent);
        Assert.Equal("HTTP 503", page.Find("[data-test=reason]").TextContent);
        Assert.Equal("7", page.Find("[data-test=consecutive-failures]").TextContent);
        Assert.Equal("50", page.Find("[data-test=uptime]").TextContent);
        Assert.Contains("42 ms · p95 90", page.Find(".numbers").TextContent, StringComparison.Ordinal);
        Assert.Contains("50 % of 8 observed rounds; not observed: 38 m monitor not running.", page.Find("[data-test=uptime-text]").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll("[data-test=runs] tbody tr").Count);
        Assert.Contains("HTTP 503 after 3 tries", page.Find("[data-test=path]").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("name: db-health", page.Find("[data-test=definition]").TextContent, StringComparison.Ordinal);
        Assert.Equal("checks.yaml:14", page.Find("[data-test=source]").TextContent);
    }

    [Fact]
    public void A_remedy_that_waits_is_approved_with_a_button()
    {
        Publish(Some.Board(Some.Tile("db-health", CheckStatus.Fail) with { Proposals = [new ProposalTile("0-17", "restart_service", Some.Noon.AddMinutes(30))] }));
        var page = Open<CheckPage>("/check/db-health");
        Assert.Contains("Remedy restart_service waits for approval until", page.Find("[data-test=proposal]").TextContent, StringComparison.Ordinal);
        page.Find("[data-test=approve]").Click();
        Assert.Equal(["approve db-health 0-17"], Engine.Orders);
    }

    [Fact]
    public void The_history_shows_the_range_that_is_chosen()
    {
        Publish(Some.Board(Some.Tile()));
        var page = Open<CheckPage>("/check/db-health");
        Assert.Contains("worst result in each 10 minutes;", page.Markup, StringComparison.Ordinal);

        page.FindAll("[data-test=band-range]").Single(button => button.TextContent == "30 d").Click();

        Assert.Equal([144, 120], Engine.Bands);
        Assert.Contains("worst result in each 6 hours;", page.Markup, StringComparison.Ordinal);
        Assert.StartsWith("Worst result in each 6 hours of the last 30 d: OK in 120", page.Find("[data-test=band]").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(4, page.FindAll("[data-test=uptimes] dd").Count);
    }

    [Fact]
    public void It_shows_where_the_time_of_the_last_request_went()
    {
        var phases = new PhaseTimes(default, TimeSpan.FromMilliseconds(0.42), default, TimeSpan.FromMilliseconds(140), TimeSpan.Zero);
        Publish(Some.Board(Some.Tile() with { Phases = phases, Badges = ["TLS not verified"] }));
        var page = Open<CheckPage>("/check/db-health");
        Assert.Equal(("0.4", "140"), (page.Find("[data-test=phase-connect]").TextContent, page.Find("[data-test=phase-first_byte]").TextContent));
        Assert.Empty(page.FindAll("[data-test=phase-tls], [data-test=phase-dns]"));
        Assert.Equal("TLS not verified", page.Find("[data-test=badge]").TextContent);
    }

    [Fact]
    public void A_check_of_the_file_says_where_to_edit_it()
    {
        Publish(Some.Board(Some.Tile()));
        var page = Open<CheckPage>("/check/db-health");
        Assert.Contains("checks.yaml:14", page.Find("[data-test=owned]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-test=edit], [data-test=delete]"));
    }

    [Fact]
    public void A_check_of_the_board_can_be_edited_and_deleted_there()
    {
        Publish(Some.Board(Some.Tile() with { Source = new CheckSource(CheckOrigin.Board, "checks.d/board.yaml", 1) }));
        Assert.Equal(2, Open<CheckPage>("/check/db-health").FindAll("[data-test=edit], [data-test=delete]").Count);
    }

    [Fact]
    public async Task It_can_be_paused_for_a_while_with_a_note()
    {
        Render<MudPopoverProvider>();
        Render<MudSnackbarProvider>();
        var dialogs = Render<MudDialogProvider>();
        Publish(Some.Board(Some.Tile()));
        var page = Open<CheckPage>("/check/db-health");
        var asked = page.Find("[data-test=pause]").ClickAsync(new());
        dialogs.WaitForElement("[data-test=order]");
        await dialogs.FindAll("[data-test=pick]")[1].ChangeAsync(new() { Value = "on" });
        Assert.Equal("Ends 2 Mar 19:30 IST", dialogs.Find("[data-test=ends]").TextContent);
        await dialogs.Find("[data-test=note]").InputAsync(new() { Value = " new disks " });
        await dialogs.Find("[data-test=order]").ClickAsync(new());
        await asked;
        Assert.Equal(["pause db-health until 2026-03-02 14:00:01Z: new disks"], Engine.Orders);
    }

    [Fact]
    public async Task A_failure_can_be_acknowledged_until_it_recovers()
    {
        Render<MudPopoverProvider>();
        Render<MudSnackbarProvider>();
        var dialogs = Render<MudDialogProvider>();
        Publish(Some.Board(Some.Tile("db-health", CheckStatus.Fail) with { FirstFailedAt = Some.Noon }));
        var page = Open<CheckPage>("/check/db-health");
        var asked = page.Find("[data-test=acknowledge]").ClickAsync(new());
        dialogs.WaitForElement("[data-test=order]");
        Assert.Equal("Ends when it recovers", dialogs.Find("[data-test=ends]").TextContent);
        await dialogs.Find("[data-test=note]").InputAsync(new() { Value = "on it" });
        await dialogs.Find("[data-test=order]").ClickAsync(new());
        await asked;
        Assert.Equal(["acknowledge db-health until : on it"], Engine.Orders);
    }

    [Fact]
    public async Task What_is_acknowledged_says_by_whom_and_can_be_given_back()
    {
        Publish(Some.Board(Some.Tile("db-health", CheckStatus.Fail) with
        {
            Quiet = new QuietTile { Acknowledged = new Acknowledgement(Some.Noon, Some.Noon.AddHours(2), "the board", "on it") },
        }));
        var page = Open<CheckPage>("/check/db-health");
        Assert.Equal("acknowledged until 19:30 by the board: on it", page.Find("[data-quiet=acknowledged]").TextContent);
        Assert.Empty(page.FindAll("[data-test=acknowledge]"));
        await page.Find("[data-test=unacknowledge]").ClickAsync(new());
        Assert.Equal(["unacknowledge db-health"], Engine.Orders);
    }

    [Fact]
    public async Task Who_is_told_is_explained_when_somebody_asks()
    {
        Engine.Why = new WhyTold(
            "db-health", ["It does not fail; there is nothing to tell."], ["email: told at once."],
            [new LoggedEvent(7, Some.Noon, "db-health", 3, "down", "Went down: <b>refused</b>", "{}")]);
        Publish(Some.Board(Some.Tile()));
        var page = Open<CheckPage>("/check/db-health");
        Assert.Empty(page.FindAll("[data-test=told-now]"));
        await page.Find("[data-test=why]").ClickAsync(new());
        Assert.Equal("It does not fail; there is nothing to tell.", page.Find("[data-test=told-now] li").TextContent);
        Assert.Equal("email: told at once.", page.Find("[data-test=told-if] li").TextContent);
        Assert.Contains("Went down: <b>refused</b>", page.Find("[data-test=told-trace] li").TextContent, StringComparison.Ordinal);
        Engine.Why = null;
        Engine.Trouble = new InvalidOperationException("database is locked");
        await page.Find("[data-test=why]").ClickAsync(new());
        Assert.Contains("It cannot be said just now", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_silenced_for_a_while_and_only_with_a_reason()
    {
        Render<MudPopoverProvider>();
        Render<MudSnackbarProvider>();
        var dialogs = Render<MudDialogProvider>();
        Publish(Some.Board(Some.Tile()));
        var page = Open<CheckPage>("/check/db-health");
        var asked = page.Find("[data-test=silence]").ClickAsync(new());
        dialogs.WaitForElement("[data-test=order]");
        Assert.True(dialogs.Find("[data-test=order]").HasAttribute("disabled"));
        await dialogs.Find("[data-test=note]").InputAsync(new() { Value = "ticket 7" });
        await dialogs.Find("[data-test=order]").ClickAsync(new());
        await asked;
        Assert.Equal(["silence db-health until 2026-03-02 12:30:01Z: ticket 7"], Engine.Orders);
    }

    [Fact]
    public async Task What_is_silenced_says_by_whom_and_what_else_is_and_it_can_be_ended()
    {
        var silence = new Silence("s-1", new CheckMatcher { Tags = ["db"] }, Some.Noon, Some.Noon.AddHours(2), "the API", "ticket 7");
        Publish(Some.Board(Some.Tile() with { Quiet = new QuietTile { Silenced = silence } }));
        var page = Open<CheckPage>("/check/db-health");
        Assert.Equal("silenced until 19:30 by the API: ticket 7 (tag db)", page.Find("[data-quiet=silenced]").TextContent);
        await page.Find("[data-test=end-silence]").ClickAsync(new());
        Assert.Equal(["end silence s-1"], Engine.Orders);
    }

    [Fact]
    public void What_does_not_fail_cannot_be_acknowledged()
    {
        Publish(Some.Board(Some.Tile() with { Status = CheckStatus.Ok }));
        Assert.Empty(Open<CheckPage>("/check/db-health").FindAll("[data-test=acknowledge], [data-test=unacknowledge]"));
    }

    [Fact]
    public async Task What_is_paused_or_in_maintenance_can_be_ended_and_says_until_when_and_why()
    {
        Publish(Some.Board(Some.Tile() with
        {
            Quiet = new QuietTile
            {
                Paused = new PauseTile(Some.Noon, Some.Noon.AddHours(2), "the API", "new disks"),
                Maintenance = new ActiveMaintenance(Some.Noon, Some.Noon.AddHours(1), null),
                MaintenanceId = "m-1",
                NotTold = "in maintenance until 13:00 UTC",
            },
        }));
        var page = Open<CheckPage>("/check/db-health");
        Assert.Equal("PAUSED", page.Find("[data-test=status]").TextContent);
        Assert.Equal(
            ["paused until 19:30 by the API: new disks", "in maintenance until 18:30"],
            page.FindAll("[data-test=quiet]").Select(line => line.TextContent));
        Assert.Equal("Not told: in maintenance until 13:00 UTC", page.Find("[data-test=not-told]").TextContent);
        Assert.Empty(page.FindAll("[data-test=run], [data-test=pause], [data-test=maintenance]"));
        await page.Find("[data-test=resume]").ClickAsync(new());
        await page.Find("[data-test=end-maintenance]").ClickAsync(new());
        Assert.Equal(["resume db-health", "end maintenance of db-health"], Engine.Orders);
    }

    [Fact]
    public void An_unknown_name_is_not_found_kindly()
    {
        Publish(Some.Board(Some.Tile()));
        var missing = Open<CheckPage>("/check/%3Cb%3Enope").Find("[data-test=no-check]");
        Assert.Contains("No check is called “<b>nope”.", missing.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_name_can_be_opened()
    {
        const string Odd = "a/b?c#d %2F 100% <script>";
        Publish(Some.Board(Some.Tile(Odd)));
        Assert.Equal(Odd, Open<CheckPage>("/check/" + Uri.EscapeDataString(Odd)).Find("[data-test=check]").GetAttribute("data-name"));
    }

    [Fact]
    public void A_past_that_cannot_be_read_leaves_the_present_alone()
    {
        Engine.Trouble = new InvalidOperationException("database is locked");
        Publish(Some.Board(Some.Tile()));
        var page = Open<CheckPage>("/check/db-health");
        Assert.Equal("OK", page.Find("[data-test=status]").TextContent);
        Assert.Equal(4, page.FindAll("[role=alert]").Count);
    }

    [Fact]
    public void The_chart_gets_the_limits_and_where_rounds_failed()
    {
        Publish(Some.Board(Some.Tile("api") with { Limits = new LatencyLimits(100, null) }));
        var page = Open<CheckPage>("/check/api");
        page.WaitForAssertion(() => Assert.Equal(("24 h", 100, null), (
            JSInterop.Invocations["ui.chart"][^1].Arguments[6], JSInterop.Invocations["ui.chart"][^1].Arguments[8], JSInterop.Invocations["ui.chart"][^1].Arguments[9])));
        Assert.Equal([0], (int[])JSInterop.Invocations["ui.chart"][^1].Arguments[7]!);
    }

    [Fact]
    public async Task A_check_is_deleted_at_once_and_can_be_brought_back()
    {
        Publish(Some.Board(Some.Tile("mine") with { Source = new CheckSource(CheckOrigin.Board, "checks.d/board.yaml", 2), Yaml = "name: mine" }));
        var snackbars = Render<MudSnackbarProvider>();
        var page = Open<CheckPage>("/check/mine");
        await page.Find("[data-test=delete]").ClickAsync();
        await snackbars.WaitForElement(".mud-snackbar-content-action button").ClickAsync();
        Assert.Equal(["name: mine"], Engine.Added);
    }

    [Fact]
    public async Task One_that_cannot_be_brought_back_is_asked_about_first()
    {
        Publish(Some.Board(Some.Tile("mine") with { Source = new CheckSource(CheckOrigin.Board, "checks.d/board.yaml", 2), Yaml = "name: mine\ntoken: •••" }));
        Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();
        var page = Open<CheckPage>("/check/mine");
        var asked = page.Find("[data-test=delete]").ClickAsync();
        Assert.Contains("cannot be brought back from here", dialogs.WaitForElement(".mud-dialog-content").TextContent, StringComparison.Ordinal);
        await dialogs.FindAll("button").First(button => button.TextContent.Contains("Cancel", StringComparison.Ordinal)).ClickAsync();
        await asked;
        Assert.EndsWith("/check/mine", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }
}
