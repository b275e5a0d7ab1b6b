using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Web.Tests.Support;
using BoardPage = Monitor.Web.Board.BoardPage;
using FailingDay = Monitor.Web.Board.FailingDay;

namespace Monitor.Web.Tests.Board;

public sealed class BoardPageTests : PageTest
{
    private const string Xss = "<script>alert(1)</script>";

    [Fact]
    public void The_original_words_are_there()
    {
        Publish(Some.Board(Some.Tile()));
        var page = Open<BoardPage>("/");
        Assert.Equal("Regular / Morning Checks – Live Dashboard", page.Find("h1").TextContent);
        Assert.Contains("Current Status", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Tip: use MockApp /admin/faults to inject failures; /admin/reset to recover.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_tag_shows_the_checks_that_have_it()
    {
        Publish(Some.Board(Some.Tile("a") with { Tags = ["shop", "eu"] }, Some.Tile("b")));
        var page = Open<BoardPage>("/?tag=shop");
        Assert.Equal("1 of 2", page.Find("[data-test=matching]").TextContent);
        Assert.Equal("shop", page.Find("[data-test=tag]").GetAttribute("value"));
    }

    [Fact]
    public void A_link_to_a_group_shows_its_checks()
    {
        Publish(Some.Board(Some.Tile("a") with { Group = "Payments", Tags = ["eu"] }, Some.Tile("b")));
        var page = Open<BoardPage>("/?group=payments");
        Assert.Equal("1 of 2", page.Find("[data-test=matching]").TextContent);
        Assert.Equal("payments", page.Find("[data-test=group]").GetAttribute("value"));
        Assert.Equal("Payments #eu", page.Find("[data-test=tags]").TextContent);
    }

    [Fact]
    public async Task The_last_day_is_drawn_and_follows_along()
    {
        Publish(Some.Board(Some.Tile("a", CheckStatus.Fail)));
        Trend.Day = FailingDay.Of([("a", Some.Noon.AddHours(-1), null)], Some.Noon);
        var page = Open<BoardPage>("/");
        page.WaitForAssertion(() => Assert.Equal("At most 1 check failing within ten minutes, in the last 24 h", page.Find("[data-test=failing-day]").GetAttribute("aria-label")));
        Trend.Day = FailingDay.Of([("a", Some.Noon.AddHours(-1), null), ("b", Some.Noon.AddHours(-1), null)], Some.Noon);
        Publish(Some.Board(Some.Tile("a", CheckStatus.Fail)) with { Seq = 99 });
        Clock.Advance(TimeSpan.FromMinutes(1));
        await EventuallyAsync(() => Assert.StartsWith("At most 2", page.Find("[data-test=failing-day]").GetAttribute("aria-label"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_that_cannot_be_read_takes_nothing_with_it()
    {
        Publish(Some.Board(Some.Tile("a")));
        Trend.Trouble = new InvalidOperationException("disk gone");
        var page = Open<BoardPage>("/");
        Assert.Empty(page.FindAll("[data-test=failing-day]"));
        Assert.NotEmpty(page.FindAll("[data-test=card]"));
    }

    [Fact]
    public void Without_checks_it_says_so()
    {
        Publish(Some.Board());
        Assert.Contains("No checks yet. Wait ~30s after starting the checker.", Open<BoardPage>("/").Find("[data-test=no-checks]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_engine_has_started_it_waits()
    {
        var page = Open<BoardPage>("/");
        Assert.NotNull(page.Find("[data-test=skeleton]"));
        Assert.Equal("Starting the checks", page.Find("[data-test=headline]").TextContent);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_says_what_it_is_and_can_be_cleared()
    {
        Publish(Some.Board(Some.Tile()));
        var page = Open<BoardPage>("/?q=zzz&status=fail");
        Assert.Contains("No check matches “zzz” in name, target, group or tags, status FAIL.", page.Find("[data-test=no-match]").TextContent, StringComparison.Ordinal);
        await page.Find("[data-test=clear]").ClickAsync();
        Assert.Empty(page.FindAll("[data-test=no-match]"));
        Assert.Equal("http://localhost/", Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public async Task Counts_filter_and_the_address_says_so()
    {
        Publish(Some.Board(Some.Tile("a"), Some.Tile("b", CheckStatus.Fail)));
        var page = Open<BoardPage>("/");
        await page.Find("[data-test=count][data-status=FAIL]").ClickAsync();
        Assert.Equal("true", page.Find("[data-test=count][data-status=FAIL]").GetAttribute("aria-pressed"));
        Assert.Equal("1 of 2", page.Find("[data-test=matching]").TextContent);
        Assert.EndsWith("?status=fail", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_board_is_drawn_within_a_frame()
    {
        Publish(Some.Board(Some.Tile("a")));
        var page = Open<BoardPage>("/");
        Assert.Equal("The check is OK", page.Find("[data-test=headline]").TextContent);
        Publish(Some.Board(Some.Tile("a", CheckStatus.Fail)) with { Seq = 2, ShapeSeq = 2 });
        await EventuallyAsync(() => Assert.Equal("1 check is failing", page.Find("[data-test=headline]").TextContent));
    }

    [Fact]
    public void Trouble_with_the_monitor_itself_is_told_apart()
    {
        Publish(Some.Board(Some.Tile()) with { Faults = EngineFaults.None.With(new ChannelChanged("email", Xss, Some.Noon)) });
        var banner = Open<BoardPage>("/").Find("[data-test=troubles]");
        Assert.Contains(Xss, banner.TextContent, StringComparison.Ordinal);
        Assert.Contains("since 17:30", banner.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Much_trouble_does_not_push_the_checks_off_the_page()
    {
        var faults = Enumerable.Range(1, 7).Aggregate(EngineFaults.None, (all, n) => all.With(new ChannelChanged($"c{n}", "away", Some.Noon)));
        Publish(Some.Board(Some.Tile()) with { Faults = faults });
        var lines = Open<BoardPage>("/").FindAll("[data-test=troubles] li");
        Assert.Equal(6, lines.Count);
        Assert.Equal("and 2 more: the channels", lines[^1].TextContent);
    }

    [Fact]
    public void A_refused_configuration_says_where_and_what_is_running_instead()
    {
        Publish(Some.Board(Some.Tile()) with
        {
            Config = new ConfigStatus(
                [new ConfigProblem(ConfigSeverity.Warning, "checks.yaml", 3, 1, "a", "odd", ""), Some.Problem("db-health.url", "{MOCKAPP_BASE} is not set", "add it to .env")],
                Some.Noon.AddHours(-2), Some.Noon),
        });
        var banner = Open<BoardPage>("/").Find("[data-test=config]");
        Assert.Equal(
            "checks.yaml not loaded: line 17, column 5: db-health.url: {MOCKAPP_BASE} is not set; running on the version from 15:30",
            string.Join(' ', banner.QuerySelector("summary > span")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(2, banner.QuerySelectorAll("li").Length);
        Assert.Contains("add it to .env", banner.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_are_only_counted_until_they_are_asked_for()
    {
        Publish(Some.Board(Some.Tile()) with
        {
            Config = new ConfigStatus([new ConfigProblem(ConfigSeverity.Warning, "checks.yaml", 3, 1, "a", "odd", "")], Some.Noon, null),
        });
        var banner = Open<BoardPage>("/").Find("[data-test=config]");
        Assert.Contains("1 warning about the configuration", banner.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.False(banner.HasAttribute("open"));
    }
}
