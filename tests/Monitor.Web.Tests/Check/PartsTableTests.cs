using Bunit;
using Monitor.Actors.Checks;
using Monitor.Web.Check;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Check;

public sealed class PartsTableTests : PageTest
{
    [Fact]
    public void The_members_of_a_group_are_listed_with_status_and_reason_and_lead_to_their_pages()
    {
        Publish(Some.Board(Some.Tile("shop", CheckStatus.Fail) with
        {
            Type = "group",
            Parts = [new("db/1", CheckStatus.Fail, "connection refused"), new("web", CheckStatus.Unknown), new("cache", CheckStatus.Ok)],
        }));
        var page = Open<CheckPage>("/check/shop");
        Assert.Equal("Members", page.Find("#parts").TextContent);
        Assert.Equal("3, 2 not OK, worst first", page.Find("[data-test=parts-count]").TextContent);
        Assert.Equal(
            ["db/1 FAIL connection refused", "web NO DATA", "cache OK"],
            page.FindAll("[data-test=parts] tbody tr").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal("/check/db%2F1", page.Find("[data-test=parts] a").GetAttribute("href"));
    }

    [Fact]
    public void The_entries_of_a_health_report_lead_nowhere()
    {
        Publish(Some.Board(Some.Tile() with { Type = "healthz", Parts = [new("sql", CheckStatus.Ok)] }));
        var page = Open<CheckPage>("/check/db-health");
        Assert.Equal("Entries", page.Find("#parts").TextContent);
        Assert.Equal("1, all OK", page.Find("[data-test=parts-count]").TextContent);
        Assert.Empty(page.FindAll("[data-test=parts] a"));
    }

    [Fact]
    public void A_tag_leads_to_the_board_with_all_that_have_it()
    {
        Publish(Some.Board(Some.Tile() with { Tags = ["east & west"] }));
        Assert.Equal("/?tag=east%20%26%20west", Open<CheckPage>("/check/db-health").Find("[data-test=tag]").GetAttribute("href"));
    }

    [Fact]
    public void A_group_leads_to_the_board_with_all_that_are_in_it()
    {
        Publish(Some.Board(Some.Tile() with { Group = "card & bank" }));
        Assert.Equal("/?group=card%20%26%20bank", Open<CheckPage>("/check/db-health").Find("[data-test=group]").GetAttribute("href"));
    }

    [Fact]
    public void A_check_that_is_one_thing_has_no_such_list()
    {
        Publish(Some.Board(Some.Tile()));
        Assert.Empty(Open<CheckPage>("/check/db-health").FindAll("[data-test=parts]"));
    }
}
