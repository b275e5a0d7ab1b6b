using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Incidents;
using Monitor.Web.Shared;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Incidents;

/// <summary>Which incidents somebody wants to see.</summary>
public sealed class IncidentAskTests
{
    private static CheckTile Failing(string name, int minutes, string? group = null, string? behind = null) => Some.Tile(name, CheckStatus.Fail) with
    {
        Incident = $"{name}/1",
        FirstFailedAt = Some.Noon.AddMinutes(-minutes),
        Group = group,
        Quiet = behind is null ? null : new QuietTile { UnreachableBehind = CheckName.Of(behind) },
    };

    private static readonly BoardSnapshot Board = Some.Board(
        Some.Tile("well") with { Group = "shop" }, Failing("old", 90, "shop"), Failing("new", 5), Failing("under", 1, "shop", behind: "old"));

    private static string[] Open(IncidentAsk ask, int most = 10) => [.. ask.Open(Board, most).Shown.Select(tile => tile.Name.Value)];

    [Fact]
    public void What_others_are_behind_comes_first_and_then_what_began_last()
    {
        Assert.Equal(["new", "old", "under"], Open(new IncidentAsk()));
        Assert.Equal(["new", "old"], Open(new IncidentAsk(), 2));
        Assert.Equal(1, new IncidentAsk().Open(Board, 2).More);
    }

    [Fact]
    public void What_goes_on_is_narrowed_like_the_rest()
    {
        Assert.Equal(["old"], Open(new IncidentAsk("OLD")));
        Assert.Equal(["old", "under"], Open(new IncidentAsk(Group: "shop")));
        Assert.Equal(["new"], Open(new IncidentAsk(Since: Some.Noon.AddMinutes(-10), Until: Some.Noon.AddMinutes(-2))));
        Assert.Empty(Open(new IncidentAsk(State: IncidentState.Closed)));
        Assert.Empty(Open(new IncidentAsk(Before: 7)));
    }

    [Fact]
    public void What_goes_on_is_not_among_what_is_over()
    {
        var over = new IncidentAsk("OLD", "shop", Before: 7).Over(Board);
        Assert.Equal(("old", 7L), (over.Check, over.Before));
        Assert.Equal(["old", "under", "well"], over.Checks?.Order());
        Assert.Equal(["new/1", "old/1", "under/1"], over.Without.Order());
    }

    [Fact]
    public void All_of_it_is_in_the_address()
    {
        var ask = new IncidentAsk("db", "shop", IncidentState.Closed, Some.Noon, Some.Noon.AddHours(1), 7);
        var query = ask.Query.ToDictionary(one => one.Key, one => one.Value?.ToString());
        Assert.Equal(ask, IncidentAsk.From(query["check"], query["group"], query["state"], query["since"], query["until"], 7));
        Assert.Equal(new IncidentAsk(), IncidentAsk.From(" ", "", "gone", "soon", null, null));
        Assert.True(ask.Narrows);
        Assert.False(new IncidentAsk(Before: 7).Narrows);
    }

    [Theory]
    [InlineData("db-health", "db-health/1772442000000", "/incident/db-health/1772442000000")]
    [InlineData("a/b <c>%", "a/b <c>%/1772442000000", "/incident/a%2Fb%20%3Cc%3E%25/1772442000000")]
    public void Every_incident_has_an_address(string check, string id, string address)
    {
        Assert.Equal(address, IncidentAddress.Of(check, id));
        Assert.Equal((check, id), IncidentAddress.In($"http://127.0.0.1{address}?x=1"));
    }

    [Theory]
    [InlineData("/incident/")]
    [InlineData("/incident/db")]
    [InlineData("/incident/a/b/c")]
    [InlineData("/incidents")]
    public void Other_addresses_are_none(string address) => Assert.Null(IncidentAddress.In($"http://127.0.0.1{address}"));
}
