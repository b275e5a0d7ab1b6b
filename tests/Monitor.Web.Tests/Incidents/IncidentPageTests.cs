using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;
using Monitor.Web.Incidents;
using Monitor.Web.Shared;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Incidents;

public sealed class IncidentPageTests : PageTest
{
    public IncidentPageTests() => Publish(Some.Board(Some.Tile()));

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static IncidentView View(IncidentRecord incident, bool isOpen = false, params CheckEvent.Noted[] notes) => new(
        new IncidentStory(incident, [Some.Event(1, text: "Went down: <b>HTTP 503</b>"), Some.Event(2, kind: "recovered", text: "Recovered")], false, [.. notes]),
        Some.Tile(incident.Check) with { Incident = isOpen ? incident.Id : null, Reason = isOpen ? "connection refused" : null, Group = "shop" });

    private IRenderedComponent<CascadingValue<TimeZoneInfo>> Show(IncidentView view)
    {
        Incidents.View = view;
        return Open<IncidentPage>(IncidentAddress.Of(view.Incident.Check, view.Incident.Id));
    }

    [Fact]
    public void It_tells_the_whole_story_of_one_that_is_over()
    {
        var incident = ScriptedIncidents.Incident("a/b") with
        {
            Severity = "P1",
            Acknowledged = new Acknowledgement(Some.Noon.AddMinutes(-50), null, "Priya", "on it"),
            Remedies = [new RemedyNote("0-1", "Remedy restart fixed it after 12 s, 1st try")],
        };
        var page = Show(View(incident) with { FailedRounds = 44, LastReason = "HTTP 500" });
        Assert.Equal(("Recovered", "HTTP 503", "in the end: HTTP 500"), (Text(page.Find("[data-test=state]")), Text(page.Find("[data-test=reason]")), Text(page.Find("[data-test=last-reason]"))));
        Assert.Equal("/check/a%2Fb", page.Find("[data-test=check]").GetAttribute("href"));
        Assert.Equal(("22 m", "44"), (Text(page.Find("[data-test=length]")), Text(page.Find("[data-test=rounds]"))));
        Assert.Equal("by Priya at 2 Mar 16:40: on it", Text(page.Find("[data-test=acknowledged]")));
        Assert.Equal("nobody was to be told", Text(page.Find("[data-test=told]")));
        Assert.Equal("Remedy restart fixed it after 12 s, 1st try", Text(page.Find("[data-test=remedies] li")));
        Assert.Equal(["Went down: <b>HTTP 503</b>", "Recovered"], page.FindAll("[data-test=timeline] p").Select(Text));
        Assert.Equal("Over: recovered by itself, as far as is known", Text(page.Find("[data-test=end]")));
        Assert.NotNull(page.Find("[data-test=no-others]"));
        Assert.Empty(page.FindAll("[data-test=why]"));
    }

    [Fact]
    public void One_that_goes_on_says_how_it_stands_and_why_who_is_told()
    {
        var page = Show(View(ScriptedIncidents.Incident(lasted: null), isOpen: true));
        Assert.Equal(("Failing", "now: connection refused"), (Text(page.Find("[data-test=state]")), Text(page.Find("[data-test=last-reason]"))));
        Assert.NotNull(page.Find("[data-test=why]"));
        Assert.Empty(page.FindAll("[data-test=end]"));
    }

    [Fact]
    public void What_else_failed_is_linked()
    {
        var other = new PastIncident("router", "router/7", Some.Noon.AddMinutes(-61), null, "no <route>");
        var page = Show(View(ScriptedIncidents.Incident()) with { Others = [new RelatedIncident(other, IncidentTie.Cause), new RelatedIncident(other with { Check = "x", Id = "x/8" }, IncidentTie.SameTime)] });
        Assert.Equal(["router it depends on this 2 Mar 16:29 no <route>", "x 2 Mar 16:29 no <route>"], page.FindAll("[data-test=other]").Select(other => string.Join(" ", other.QuerySelectorAll("p").Select(Text))));
        Assert.Equal("/incident/router/7", page.Find("[data-test=other] a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_note_is_added_and_shown_as_text()
    {
        var incident = ScriptedIncidents.Incident();
        var page = Show(View(incident, notes: new CheckEvent.Noted(Some.Noon, incident.Id, "Asha", "<script>alert(1)</script>\nsecond line")));
        Assert.Equal("<script>alert(1)</script>\nsecond line", page.Find("[data-test=note] .note-text").TextContent);
        Assert.True(page.Find("[data-test=add-note]").HasAttribute("disabled"));
        await page.Find("[data-test=field-by]").InputAsync(new() { Value = " Priya " });
        await page.Find("[data-test=field-text]").InputAsync(new() { Value = new string('x', 2_001) });
        Assert.Equal("text: must be at most 2000 printable characters", Text(page.Find("#note-problem")));
        await page.Find("[data-test=field-text]").InputAsync(new() { Value = "disk replaced\nall fine" });
        await page.Find("[data-test=add-note]").ClickAsync();
        Assert.Equal([$"note on {incident.Id} by Priya: disk replaced\nall fine"], Incidents.Orders);
        page.WaitForAssertion(() => Assert.Equal("disk replaced\nall fine", page.FindAll("[data-test=note] .note-text")[1].TextContent));
        Assert.True(page.Find("[data-test=add-note]").HasAttribute("disabled"));
    }

    [Fact]
    public void Of_a_check_that_is_gone_nothing_can_be_noted()
    {
        var page = Show(View(ScriptedIncidents.Incident(lasted: null)) with { Tile = null });
        Assert.Equal("Gone", Text(page.Find("[data-test=state]")));
        Assert.Equal("Over: the check is gone; nobody has looked at it any more", Text(page.Find("[data-test=end]")));
        Assert.NotNull(page.Find("[data-test=gone]"));
        Assert.Empty(page.FindAll("[data-test=add-note]"));
    }

    [Theory]
    [InlineData("/incident/db-health/7")]
    [InlineData("/incident/nonsense")]
    public void One_that_is_not_there_is_said_so(string address) => Assert.NotNull(Open<IncidentPage>(address).Find("[data-test=no-incident]"));

    [Fact]
    public async Task It_follows_along()
    {
        var incident = ScriptedIncidents.Incident(lasted: null);
        var page = Show(View(incident, isOpen: true));
        Incidents.View = View(incident with { End = new IncidentEnd(Some.Noon, IncidentEndKind.Recovered) });
        Publish(Some.Board(Some.Tile()) with { Seq = 2, EventSeq = 1 });
        await EventuallyAsync(() => Assert.Equal("Recovered", Text(page.Find("[data-test=state]"))));
    }

    [Theory]
    [InlineData(null, "x", "by: say who you are")]
    [InlineData("Priya", " ", "text: say what is to be known")]
    [InlineData("Priya", "a\u0007", "text: must be at most 2000 printable characters")]
    [InlineData("Priya", "two\nlines", null)]
    public void A_note_says_who_and_what(string? by, string? text, string? problem) => Assert.Equal(problem, new NoteOrder(by, text).Problem);
}
