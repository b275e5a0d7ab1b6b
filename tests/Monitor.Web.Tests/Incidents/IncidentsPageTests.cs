using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Incidents;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Incidents;

public sealed class IncidentsPageTests : PageTest
{
    public IncidentsPageTests() => Publish(Some.Board(Some.Tile()));

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static IncidentEntry Going(string check, string? reasonNow = null, params IncidentEntry[] behind)
    {
        var incident = ScriptedIncidents.Incident(check, lasted: null) with
        {
            Acknowledged = new Acknowledgement(Some.Noon, null, "Priya", "on <it>"),
            NotTold = "in maintenance",
        };
        return new IncidentEntry(incident, Some.Tile(check, CheckStatus.Fail) with { Incident = incident.Id, Group = "shop", Reason = reasonNow ?? incident.Reason }, [.. behind]);
    }

    private static IncidentEntry Over(string check, int began = 60, string? cure = null) => ScriptedIncidents.Incident(check, began) is var incident
        ? new IncidentEntry(incident with { End = incident.End! with { Cure = cure }, Channels = incident.Channels.Add("email", DeliveryState.Delivered).Add("hook", DeliveryState.Abandoned) }, null, []) // it has one
        : throw new InvalidOperationException();

    [Fact]
    public void What_goes_on_comes_first_with_who_has_it_and_who_was_told()
    {
        Incidents.List = new IncidentList([Over("old", cure: "fixed by restart after 12 s, 1st try"), Going("db-health", "connection <refused>")]);
        var page = Open<IncidentsPage>("/incidents");
        var (open, over) = (Assert.Single(page.FindAll("[data-test=open] > li")), Assert.Single(page.FindAll("[data-test=closed] > li")));
        Assert.Equal("Failing", Text(open.QuerySelector(".status-word")!));
        Assert.Equal("db-health P2, shop", Text(open.QuerySelector(".incident-name")!));
        Assert.Equal("now: connection <refused>", Text(open.QuerySelector("[data-test=now-another]")!));
        Assert.Equal("acknowledged by Priya: on <it> · not told: in maintenance", Text(open.QuerySelector("[data-test=line]")!));
        Assert.Equal("Recovered", Text(over.QuerySelector(".status-word")!));
        Assert.Equal("told email; not delivered by hook", Text(over.QuerySelector("[data-test=line]")!));
        Assert.Equal("recovered, fixed by restart after 12 s, 1st try", Text(over.QuerySelector("[data-test=end]")!));
        Assert.Equal("22 m 2 Mar 16:30 – 16:52", Text(over.QuerySelector(".incident-when")!));
        Assert.StartsWith("/incident/old/", over.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_unreachable_is_under_its_cause()
    {
        Incidents.List = new IncidentList([Going("router", behind: [Going("a"), Going("b")])]);
        var behind = Open<IncidentsPage>("/incidents").Find("[data-test=behind]");
        Assert.Equal("2 checks behind it", Text(behind.QuerySelector("summary")!));
        Assert.Equal(["a", "b"], behind.QuerySelectorAll("a").Select(Text));
    }

    [Fact]
    public void Filters_come_from_the_address()
    {
        Open<IncidentsPage>("/incidents?check=db&group=shop&state=closed&since=2026-03-02T12:00Z&before=9");
        Assert.Equal(new IncidentAsk("db", "shop", IncidentState.Closed, Some.Noon, Before: 9), Incidents.Asked[^1]);
    }

    [Fact]
    public async Task Filters_go_into_the_address()
    {
        Publish(Some.Board(Some.Tile() with { Group = "shop" }) with { Seq = 2 });
        var page = Open<IncidentsPage>("/incidents");
        await page.Find("[data-test=filter-group]").ChangeAsync(new() { Value = "shop" });
        Assert.EndsWith("/incidents?group=shop", Address, StringComparison.Ordinal);
        await page.Find("[data-test=filter-state]").ChangeAsync(new() { Value = "open" });
        await page.Find("[data-test=filter-since]").ChangeAsync(new() { Value = "0002-03-02T17:30" }); // the year is being typed
        Assert.DoesNotContain("since", Address, StringComparison.Ordinal);
        await page.Find("[data-test=filter-since]").ChangeAsync(new() { Value = "2026-03-02T17:30" }); // in Kolkata
        Assert.EndsWith("/incidents?group=shop&state=open&since=2026-03-02T12%3A00Z", Address, StringComparison.Ordinal);
        Assert.Equal(new IncidentAsk(null, "shop", IncidentState.Open, Some.Noon), Incidents.Asked[^1]);
        Assert.Empty(page.FindAll("[data-test=none-closed]"));
        await page.Find("[data-test=clear]").ClickAsync();
        Assert.EndsWith("/incidents", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_pages_back_and_to_the_newest_again()
    {
        Incidents.List = new IncidentList([Over("a")], Next: 41, IsCut: true);
        var page = Open<IncidentsPage>("/incidents");
        Assert.NotNull(page.Find("[data-test=cut]"));
        await page.Find("[data-test=older]").ClickAsync();
        Assert.EndsWith("/incidents?before=41", Address, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#open-incidents"));
        await page.Find("[data-test=newest]").ClickAsync();
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#open-incidents")));
    }

    [Fact]
    public async Task It_follows_along_and_says_when_nothing_fails()
    {
        var page = Open<IncidentsPage>("/incidents");
        Assert.Contains("Nothing fails now.", page.Find("[data-test=none-open]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing has failed and recovered yet.", page.Find("[data-test=none-closed]").TextContent, StringComparison.Ordinal);
        Incidents.List = new IncidentList([Going("db-health")], MoreOpen: 1_200);
        Publish(Some.Board(Some.Tile()) with { Seq = 2, EventSeq = 1 });
        await EventuallyAsync(() => Assert.Contains("And 1,200 more", page.Find("[data-test=more-open]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_journal_that_does_not_answer_is_told_and_can_be_tried_again()
    {
        Incidents.Trouble = new InvalidOperationException("database is locked");
        var page = Open<IncidentsPage>("/incidents");
        Assert.Contains("database is locked", page.Find("[data-test=load-trouble]").TextContent, StringComparison.Ordinal);
        Incidents.Trouble = null;
        await page.Find("[data-test=retry]").ClickAsync();
        Assert.NotNull(page.Find("[data-test=none-open]"));
    }
}
