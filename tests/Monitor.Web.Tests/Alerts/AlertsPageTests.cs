using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Journal;
using Monitor.Web.Alerts;
using Monitor.Web.Engine;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Alerts;

public sealed class AlertsPageTests : PageTest
{
    public AlertsPageTests() => Publish(Some.Board(Some.Tile()));

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void What_is_undelivered_or_waits_comes_first_with_its_reason()
    {
        Alerts.Deliveries.AddRange(
        [
            Some.Delivery(4, "b", state: DeliveryState.Waiting, held: [new(Some.Noon, "no route"), new(Some.Noon, "<i>login</i> refused")]),
            Some.Delivery(5, "d", "chat", DeliveryState.Waiting, held: [new(Some.Noon, "HTTP 503")]) with { ToldInstead = "pager" },
            Some.Delivery(3),
            Some.Delivery(2, "a", "hook", DeliveryState.Abandoned, "HTTP 422"),
            Some.Delivery(1, "c", "hook", DeliveryState.Abandoned, "HTTP 422") with { ResentAt = Some.Noon },
        ]);
        var page = Open<AlertsPage>("/alerts");
        var open = page.FindAll("[data-test=open-alert]");
        Assert.Equal(
            ["Waiting: b first fail for email since 2 Mar 17:30: <i>login</i> refused", "Waiting: d first fail for chat since 2 Mar 17:30: HTTP 503; pager was told instead", "Undelivered: a first fail for hook since 2 Mar 17:30: HTTP 422"],
            open.Select(line => string.Join(": ", line.QuerySelectorAll(".status-word, p").Select(Text))));
        Assert.Single(page.FindAll("[data-test=resend]"));
        Assert.Equal("Resend first fail of a on hook", page.Find("[data-test=resend]").GetAttribute("aria-label"));
    }

    [Fact]
    public void The_history_says_who_was_told_and_whether_it_arrived()
    {
        Alerts.Deliveries.AddRange([Some.Delivery(2, held: [new(Some.Noon, "no <b>route</b>")]), Some.Delivery(1, "c", "hook", DeliveryState.Abandoned, "HTTP 422") with { ResentAt = Some.Noon }]);
        var page = Open<AlertsPage>("/alerts");
        Assert.Equal(["Raised (IST)", "Check", "Alert", "Channel", "State", "Answer or reason"], page.FindAll("[data-test=deliveries] th").Select(Text));
        Assert.Equal(
            ["2 Mar 17:30:00", "db-health", "first fail P2", "email route 1", "Delivered", "17:30:00 250 queued"],
            page.FindAll("[data-test=delivery]:first-child td:not(.details), [data-test=delivery]:first-child td.details > p").Select(Text));
        Assert.Equal("waited for one reason: 2 Mar 17:30:00 no <b>route</b>", string.Join(": ", page.FindAll("[data-test=held] summary, [data-test=held] li").Select(Text)));
        Assert.Equal("Resent", Text(page.Find("[data-test=delivery]:last-child td.status")));
    }

    [Fact]
    public async Task What_was_given_up_is_told_again_when_somebody_asks()
    {
        Alerts.Deliveries.Add(Some.Delivery(2, "a", "hook", DeliveryState.Abandoned, "HTTP 422"));
        Alerts.Reply = new ControlReply(ControlOutcome.Refused, "the failure is over; there is nothing left to tell of it", []);
        var page = Open<AlertsPage>("/alerts");
        await page.Find("[data-test=resend]").ClickAsync();
        Assert.Equal(["resend a/2/first_fail on hook"], Alerts.Orders);
        Assert.Equal("the failure is over; there is nothing left to tell of it", Assert.Single(Services.GetRequiredService<ISnackbar>().ShownSnackbars).Message);
    }

    [Fact]
    public void Filters_come_from_the_address()
    {
        Alerts.Deliveries.AddRange([Some.Delivery(3, "a", "hook"), Some.Delivery(2, "a"), Some.Delivery(1, "b", "hook")]);
        var page = Open<AlertsPage>("/alerts?check=a&channel=hook&state=delivered");
        Assert.Equal(new DeliveryFilter("a", "hook", DeliveryState.Delivered), Alerts.Asked[^1]);
        Assert.Equal("a", Text(Assert.Single(page.FindAll("td.name"), name => name.Closest("[data-test=deliveries]") is not null)));
    }

    [Fact]
    public async Task Filters_go_into_the_address()
    {
        Alerts.Deliveries.AddRange([Some.Delivery(2, "a", "hook"), Some.Delivery(1, "a")]);
        var page = Open<AlertsPage>("/alerts");
        await page.Find("[data-test=filter-channel]").ChangeAsync(new() { Value = "hook" });
        Assert.EndsWith("/alerts?channel=hook", Address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-test=delivery]")));
        await page.Find("[data-test=filter-state]").ChangeAsync(new() { Value = "abandoned" });
        Assert.EndsWith("/alerts?channel=hook&state=abandoned", Address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("matches these filters", page.Find("[data-test=no-deliveries]").TextContent, StringComparison.Ordinal));
        await page.Find("[data-test=clear]").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-test=delivery]").Count));
    }

    [Fact]
    public async Task It_pages_back_and_to_the_newest_again()
    {
        Alerts.Deliveries.AddRange(Enumerable.Range(0, 60).Select(i => Some.Delivery(100 - i, $"check-{i:00}")));
        var page = Open<AlertsPage>("/alerts");
        Assert.Equal(50, page.FindAll("[data-test=delivery]").Count);
        await page.Find("[data-test=older]").ClickAsync();
        Assert.EndsWith("/alerts?before=51", Address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("check-50", Text(page.Find("[data-test=deliveries] td.name"))));
        Assert.True(page.Find("[data-test=older]").HasAttribute("disabled"));
        await page.Find("[data-test=newest]").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("check-00", Text(page.Find("[data-test=deliveries] td.name"))));
    }

    [Fact]
    public async Task It_follows_along()
    {
        var page = Open<AlertsPage>("/alerts");
        Assert.Contains("Every alert has reached its channel.", page.Find("[data-test=no-open]").TextContent, StringComparison.Ordinal);
        Assert.Contains("No alerts yet", page.Find("[data-test=no-deliveries]").TextContent, StringComparison.Ordinal);
        Alerts.Deliveries.Add(Some.Delivery(1, state: DeliveryState.Waiting));
        Publish(Some.Board(Some.Tile()) with { Seq = 2, EventSeq = 1 });
        await EventuallyAsync(() => Assert.Contains("the channel has not answered yet", page.Find("[data-test=open-alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_journal_that_does_not_answer_is_told_and_can_be_tried_again()
    {
        Alerts.Trouble = new InvalidOperationException("database is locked");
        var page = Open<AlertsPage>("/alerts");
        Assert.Contains("database is locked", page.Find("[data-test=load-trouble]").TextContent, StringComparison.Ordinal);
        Alerts.Trouble = null;
        await page.Find("[data-test=retry]").ClickAsync();
        Assert.NotNull(page.Find("[data-test=no-deliveries]"));
    }

    [Fact]
    public void What_needs_no_ledger_stays_when_the_ledger_cannot_be_read()
    {
        Alerts.Trouble = new InvalidOperationException("database is locked");
        var page = Open<AlertsPage>("/alerts");
        Assert.Contains("database is locked", page.Find("[data-test=load-trouble]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[data-test=new-silence]"));
        Assert.NotNull(page.Find("[data-test=filter-state]"));
    }
}
