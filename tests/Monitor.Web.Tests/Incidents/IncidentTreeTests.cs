using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Incidents;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Incidents;

/// <summary>What failed behind something that failed is shown under that.</summary>
public sealed class IncidentTreeTests
{
    private static readonly BoardSnapshot Board = Some.Board(Tile("router"), Tile("gateway", "router"), Tile("shop", "gateway", "db"), Tile("db"), Tile("web", "shop"));

    private static CheckTile Tile(string name, params string[] parents) => Some.Tile(name) with { DependsOn = [.. parents.Select(CheckName.Of)] };

    private static string[] Of(params IncidentRecord[] incidents) => [.. IncidentTree.Of(incidents, Board).Select(Text)];

    private static string Text(IncidentEntry entry) => entry.Behind.IsEmpty ? entry.Incident.Check : $"{entry.Incident.Check} ({string.Join(", ", entry.Behind.Select(Text))})";

    [Fact]
    public void What_is_unreachable_is_under_the_first_cause_of_all() => Assert.Equal(
        ["router (shop, gateway)"],
        Of(ScriptedIncidents.Incident("shop", 50), ScriptedIncidents.Incident("gateway", 51), ScriptedIncidents.Incident("router", 52)));

    [Fact]
    public void The_cause_may_be_found_a_little_later() =>
        Assert.Equal(["gateway (shop)"], Of(ScriptedIncidents.Incident("gateway", 59), ScriptedIncidents.Incident("shop", 60)));

    [Theory]
    [InlineData(50, 22, 60, 200)] // the parent failed long after it
    [InlineData(90, 22, 60, 22)] // the parent was well again
    public void What_has_nothing_to_do_with_it_stands_for_itself(int parent, int lasted, int began, int length) => Assert.Equal(
        ["gateway", "shop"], Of(ScriptedIncidents.Incident("gateway", parent, lasted), ScriptedIncidents.Incident("shop", began, length)));

    [Fact]
    public void Of_two_outages_each_has_its_own() => Assert.Equal(
        ["gateway", "gateway (shop)"],
        Of(ScriptedIncidents.Incident("gateway", 58, null), ScriptedIncidents.Incident("gateway", 60, 1), ScriptedIncidents.Incident("shop", 60, 1)));

    [Fact]
    public void Others_of_the_time_are_no_cause() => Assert.Equal(["router", "db"], Of(ScriptedIncidents.Incident("router"), ScriptedIncidents.Incident("db")));

    [Fact]
    public void What_goes_on_is_not_hidden_under_what_is_over() =>
        Assert.Equal(["gateway", "shop"], Of(ScriptedIncidents.Incident("gateway"), ScriptedIncidents.Incident("shop", lasted: null)));

    [Fact]
    public void What_is_over_may_be_under_what_goes_on() =>
        Assert.Equal(["gateway (shop)"], Of(ScriptedIncidents.Incident("gateway", lasted: null), ScriptedIncidents.Incident("shop")));

    [Fact]
    public void A_circle_hides_nothing()
    {
        var board = Some.Board(Tile("a", "b"), Tile("b", "a"));
        Assert.Equal(["a", "b"], IncidentTree.Of([ScriptedIncidents.Incident("a"), ScriptedIncidents.Incident("b")], board).Select(entry => entry.Incident.Check));
    }

    [Fact]
    public void What_else_failed_says_what_it_has_to_do_with_it()
    {
        var incident = ScriptedIncidents.Incident("gateway", 60, 22);
        PastIncident Other(string check, int began) => new(check, $"{check}/{began}", Some.Noon.AddMinutes(-began), null, "HTTP 503");
        var others = IncidentTree.Others(incident, [Other("web", 60), Other("db", 70), Other("shop", 59), Other("gone", 60), Other("router", 61), new PastIncident("gateway", incident.Id, incident.Since, null, "")], Board);
        Assert.Equal(
            [("router", IncidentTie.Cause), ("web", IncidentTie.Behind), ("shop", IncidentTie.Behind), ("gone", IncidentTie.SameTime), ("db", IncidentTie.SameTime)],
            others.Select(other => (other.Incident.Check, other.Tie)));
    }
}
