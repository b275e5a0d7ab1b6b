using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Journal;
using Monitor.Web.Events;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Events;

public sealed class EventsPageTests : PageTest
{
    public EventsPageTests() => Publish(Some.Board(Some.Tile()));

    [Fact]
    public void Events_are_sentences_newest_first_with_their_place_and_their_json()
    {
        Engine.Events.AddRange([Some.Event(1), Some.Event(2, kind: "recovered", text: "<b>Passed</b> again")]);
        var page = Open<EventsPage>("/events");
        var newest = page.Find("[data-test=event]");
        Assert.Equal("recovered", newest.GetAttribute("data-kind"));
        Assert.Contains("<b>Passed</b> again", newest.TextContent, StringComparison.Ordinal);
        Assert.Contains("#2", newest.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 Mar 17:30:00", newest.TextContent, StringComparison.Ordinal);
        Assert.Contains("\"reason\": \"HTTP 503\"", newest.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_before_which_the_clock_was_set_back_says_so()
    {
        var first = Some.Event(1);
        Engine.Events.AddRange([first, Some.Event(2) with { At = first.At.AddHours(-2) }, Some.Event(3) with { At = first.At.AddHours(-2).AddSeconds(-4) }]);
        var moved = Open<EventsPage>("/events").FindAll("[data-test=event]").Select(row => row.QuerySelector("[data-test=clock-moved]")?.TextContent);
        Assert.Equal([null, "clock moved back by 2 h", null], moved);
    }

    [Fact]
    public void Filters_come_from_the_address()
    {
        Engine.Events.AddRange([Some.Event(1, "a"), Some.Event(2, "a", "recovered"), Some.Event(3, "b")]);
        Assert.Single(Open<EventsPage>("/events?check=a&kind=down").FindAll("[data-test=event]"));
    }

    [Fact]
    public async Task Who_and_when_go_into_the_address_and_the_export_has_the_same_filter()
    {
        var page = Open<EventsPage>("/events?check=a b&kind=down");
        await page.Find("[data-test=filter-actor]").ChangeAsync(new() { Value = "channel" });
        await page.Find("[data-test=filter-until]").ChangeAsync(new() { Value = "2026-03-02T17:30" }); // in Kolkata
        Assert.EndsWith("/events?check=a%20b&kind=down&actor=channel&until=2026-03-02T12%3A00Z", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(
            ["/api/events/export?check=a%20b&kind=down&actor=channel&until=2026-03-02T12%3A00Z&format=csv", "/api/events/export?check=a%20b&kind=down&actor=channel&until=2026-03-02T12%3A00Z&format=jsonl"],
            page.FindAll(".exports a").Select(link => link.GetAttribute("href")));
        Assert.Equal("2026-03-02T17:30", page.Find("[data-test=filter-until]").GetAttribute("value"));
        await page.Find("[data-test=clear]").ClickAsync();
        Assert.Equal("/api/events/export?format=csv", page.Find("[data-test=export-csv]").GetAttribute("href"));
    }

    [Fact]
    public void An_event_of_an_incident_leads_to_it()
    {
        Engine.Events.AddRange([Some.Event(1) with { Json = """{"incident":"db-health/7"}""" }, Some.Event(2, kind: "alert") with { Json = """{"incident":"db-health/7"}""" }, Some.Event(3) with { Json = "{oops" }]);
        Assert.Equal(["/incident/db-health/7"], Open<EventsPage>("/events").FindAll("[data-test=to-incident]").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task More_is_loaded_below_and_what_happens_appears_above()
    {
        Engine.Events.AddRange(Enumerable.Range(1, 150).Select(i => Some.Event(i)));
        var page = Open<EventsPage>("/events");
        Assert.Equal(100, page.FindAll("[data-test=event]").Count);
        await page.Find("[data-test=older]").ClickAsync();
        Assert.Equal(150, page.FindAll("[data-test=event]").Count);
        Assert.Empty(page.FindAll("[data-test=older]"));
        Engine.Events.Add(Some.Event(151, kind: "recovered"));
        await EventuallyAsync(() => Assert.Equal("recovered", page.Find("[data-test=event]").GetAttribute("data-kind")));
        Assert.Equal(151, page.FindAll("[data-test=event]").Count);
    }

    [Fact]
    public void Without_events_it_says_so() => Assert.NotNull(Open<EventsPage>("/events").Find("[data-test=no-events]"));

    [Fact]
    public void A_journal_that_cannot_be_read_is_told()
    {
        Engine.Trouble = new InvalidOperationException("database is locked");
        Assert.Contains("database is locked", Open<EventsPage>("/events").Find("[data-test=load-trouble]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_that_the_journal_knows_can_be_filtered_by() => Assert.Equal(
        EventManifests.All.Append(SilenceSerializer.Begun).Append(SilenceSerializer.Ended).Concat(ReportSerializer.All).Order(StringComparer.Ordinal),
        Open<EventsPage>("/events").FindAll("[data-test=filter-kind] option").Select(option => option.GetAttribute("value")).Where(kind => kind is { Length: > 0 }));

    [Fact]
    public void Json_that_is_none_is_shown_as_it_is() => Assert.Equal("{oops", EventLook.Pretty("{oops"));

    [Fact]
    public void What_happened_to_a_silence_leads_to_the_silences()
    {
        Engine.Events.AddRange([Some.Event(1, "db"), Some.Event(2, "silences", "silence")]);
        Assert.Equal(["/alerts", "/check/db"], Open<EventsPage>("/events").FindAll(".event-json a").Select(link => link.GetAttribute("href")));
    }
}
