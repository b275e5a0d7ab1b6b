using Bunit;
using Monitor.Web.Check;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Check;

public sealed class DefinitionPanelTests : PageTest
{
    private IRenderedComponent<DefinitionPanel> Panel() => Render<DefinitionPanel>(panel => panel.Add(x => x.Tile, Some.Tile("api") with { Yaml = "name: api # <b>\ntype: http\n" }));

    [Fact]
    public void It_shows_what_was_written_and_offers_it_for_copying()
    {
        var panel = Panel();
        Assert.Equal("name: api # <b>\ntype: http", panel.Find("[data-test=definition]").TextContent);
        Assert.Equal(panel.Find("[data-test=definition]").Id, panel.Find("[data-test=copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public async Task Every_value_comes_with_where_it_comes_from()
    {
        Configs.Explanation = new Explanation("api", "http", "checks.yaml:3",
            [
                new("url", "http://<b>x</b>", "entry", "checks.yaml:5", null, null), new("interval", "30s", "type", "defaults.types.http (checks.yaml:2)", null, null),
                new("retries", "2", "built_in", "built in", null, null), new("body", null, "built_in", "built in", "none is sent", null),
            ], []);
        var panel = Panel();
        await panel.Find("[data-test=every-value]").ClickAsync();
        Assert.Equal(
            ["url|http://<b>x</b>|checks.yaml:5", "interval|30s|defaults.types.http (checks.yaml:2)", "retries|2|built in"],
            panel.FindAll("[data-test=origin]").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent))));
        Assert.Equal("Not set: body", panel.Find("[data-test=absent]").TextContent);
        await panel.Find("[data-test=as-written]").ClickAsync();
        Assert.NotEmpty(panel.FindAll("[data-test=definition]"));
    }

    [Fact]
    public async Task When_the_engine_does_not_say_it_says_so()
    {
        var panel = Panel();
        await panel.Find("[data-test=every-value]").ClickAsync();
        Assert.Equal("The engine did not say; try again.", panel.Find("[data-test=explain-trouble]").TextContent);
        Configs.Trouble = new InvalidOperationException("disk gone");
        await panel.Find("[data-test=every-value]").ClickAsync();
        Assert.Equal("It could not be read: disk gone", panel.Find("[data-test=explain-trouble]").TextContent);
    }
}
