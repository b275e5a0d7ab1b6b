using System.Text;
using System.Xml.Linq;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Status;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Status;

/// <summary>The feed is what RFC 4287 asks for, and its entries keep their names.</summary>
public sealed class StatusFeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly Uri Address = new("https://status.example.org/status");

    private static XElement Feed(StatusView view) => XDocument.Parse(Encoding.UTF8.GetString(StatusFeed.Write(view, Address))).Root!; // it has one

    private static PastIncident Incident(int hoursAgo, bool isOver = true, string reason = "x", string check = "api") => new(
        check, $"{check}/{hoursAgo}", Some.Noon.AddHours(-hoursAgo), isOver ? Some.Noon.AddHours(0.5 - hoursAgo) : null, reason);

    private static StatusView View(params PastIncident[] incidents) => StatusSome.View(
        StatusSome.Page("api"), StatusPast.None with { Incidents = [.. incidents] }, Some.Tile("api", incidents.All(incident => incident.Until is null) ? CheckStatus.Fail : CheckStatus.Ok));

    private static string[] Texts(XElement element, string name) => [.. element.Elements(Atom + name).Select(one => one.Value)];

    [Fact]
    public void It_has_every_element_that_a_feed_must_have()
    {
        var feed = Feed(View(Incident(3), Incident(1)));
        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Equal(["tag:localhost,2026:monitor/status", "Shop", "2026-03-02T11:30:00Z"], new[] { "id", "title", "updated" }.SelectMany(name => Texts(feed, name)));
        Assert.Equal("Shop", feed.Element(Atom + "author")?.Element(Atom + "name")?.Value);
        Assert.Equal("https://status.example.org/status/feed.atom", feed.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "self").Attribute("href")?.Value);
        Assert.All(feed.Elements(Atom + "entry"), entry => Assert.All(
            new[] { "id", "title", "published", "updated", "content" }, name => Assert.NotEqual("", Assert.Single(Texts(entry, name)))));
        Assert.Equal(["api was down for 30 m", "api was down for 30 m"], feed.Elements(Atom + "entry").SelectMany(entry => Texts(entry, "title")));
    }

    [Fact]
    public void An_entry_keeps_its_id_when_it_is_over_and_is_updated()
    {
        XElement[] entries = [.. new[] { Feed(View(Incident(3, isOver: false))), Feed(View(Incident(3))) }.Select(feed => Assert.Single(feed.Elements(Atom + "entry")))];
        Assert.Single(entries.SelectMany(entry => Texts(entry, "id")).Distinct());
        Assert.Single(entries.SelectMany(entry => Texts(entry, "published")).Distinct());
        Assert.Equal(["2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z"], entries.SelectMany(entry => Texts(entry, "updated")));
        Assert.Equal(["api is down", "api was down for 30 m"], entries.SelectMany(entry => Texts(entry, "title")));
    }

    [Fact]
    public void It_has_a_hundred_entries_at_most_the_newest_first()
    {
        var entries = Feed(View([.. Enumerable.Range(1, 150).Select(hours => Incident(hours))])).Elements(Atom + "entry").ToArray();
        Assert.Equal(100, entries.Length);
        Assert.Equal("tag:localhost,2026:monitor/incident/api%2F1", Texts(entries[0], "id").Single());
    }

    [Fact]
    public void Without_incidents_it_is_a_feed_all_the_same() => Assert.Single(Texts(Feed(View()), "updated"));

    [Fact]
    public void The_host_of_its_own_address_is_part_of_its_ids()
    {
        var view = View(Incident(1)) with { Url = Address };
        Assert.Equal("tag:status.example.org,2026:monitor/status", Texts(Feed(view), "id").Single());
    }

    [Theory]
    [MemberData(nameof(StatusDocumentTests.Payloads), MemberType = typeof(StatusDocumentTests))]
    [InlineData("a\u0001\u000b\ufffe\ud800b")]
    public void What_is_said_maliciously_is_text(string payload)
    {
        var page = new PublicPage(StatusSome.Page().Settings with { ShowReasons = true }, [new PublicGroup(null, [new PublicCheck(CheckName.Of("api"), [])])]);
        var entry = Assert.Single(Feed(StatusSome.View(page, StatusPast.None with { Incidents = [Incident(1, reason: payload)] }, Some.Tile("api"))).Elements(Atom + "entry"));
        Assert.Contains(payload.StartsWith('a') ? "b" : payload, Texts(entry, "content").Single(), StringComparison.Ordinal);
        Assert.Empty(entry.Element(Atom + "content")!.Elements()); // it has one
    }
}
