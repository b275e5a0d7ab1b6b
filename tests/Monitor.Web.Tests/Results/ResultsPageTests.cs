using Bunit;
using Monitor.Actors.History;
using Monitor.Web.Results;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Results;

public sealed class ResultsPageTests : PageTest
{
    public ResultsPageTests() => Publish(Some.Board(Some.Tile()));

    [Fact]
    public void Results_are_listed_newest_first_in_the_original_columns()
    {
        Engine.Rows.Add(Some.Row("older", at: Some.Noon.AddMinutes(-1)));
        Engine.Rows.Add(Some.Row("newer", ResultKind.Fail) with { Details = """{"error":"<b>x</b>"}""" });
        var page = Open<ResultsPage>("/results");
        Assert.Equal("Last 24h Results", page.Find("h1").TextContent);
        Assert.Equal(["time (IST)", "name", "status", "latency_ms", "details"], page.FindAll("th").Select(th => th.TextContent.Trim()));
        Assert.Equal(["2 Mar 17:30:00", "newer", "FAIL", "42", """{"error":"<b>x</b>"}"""], page.FindAll("tbody tr:first-child td").Select(td => td.TextContent));
        Assert.Equal("""{"status_code":200}""", page.Find("tbody tr:last-child td:last-child").TextContent);
    }

    [Fact]
    public void It_is_really_the_last_24_hours()
    {
        Engine.Rows.Add(Some.Row("too-old", at: Clock.GetUtcNow().AddHours(-24).AddSeconds(-1)));
        Engine.Rows.Add(Some.Row("just", at: Clock.GetUtcNow().AddHours(-24)));
        Assert.Equal(["just"], Open<ResultsPage>("/results").FindAll("td.name").Select(td => td.TextContent));
    }

    [Fact]
    public void Without_results_it_says_so() =>
        Assert.Contains("No results yet.", Open<ResultsPage>("/results").Find("[data-test=no-results]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Filters_come_from_the_address()
    {
        Engine.Rows.AddRange([Some.Row("a"), Some.Row("a", ResultKind.Fail, at: Some.Noon.AddMinutes(-1)), Some.Row("b", ResultKind.Fail)]);
        var page = Open<ResultsPage>("/results?check=a&status=fail");
        Assert.Equal("1 results", page.Find("[data-test=total]").TextContent);
        Assert.Equal("FAIL", page.Find("[data-test=result]").GetAttribute("data-status"));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_and_can_be_tried_again()
    {
        Engine.Trouble = new InvalidOperationException("database is locked");
        Engine.Rows.Add(Some.Row());
        var page = Open<ResultsPage>("/results");
        Assert.Contains("database is locked", page.Find("[data-test=load-trouble]").TextContent, StringComparison.Ordinal);
        Engine.Trouble = null;
        await page.Find("[data-test=retry]").ClickAsync();
        Assert.Single(page.FindAll("[data-test=result]"));
    }

    [Fact]
    public async Task Older_pages_stand_still_while_new_results_are_counted()
    {
        Engine.Rows.AddRange(Enumerable.Range(0, 60).Select(i => Some.Row($"check-{i:00}", at: Some.Noon.AddMinutes(-i))));
        var page = Open<ResultsPage>("/results");
        Assert.Equal("Page 1 of 2", page.Find("[data-test=page]").TextContent);
        await page.Find("[data-test=older]").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("check-50", page.Find("td.name").TextContent));

        Engine.Rows.Add(Some.Row("brand-new", at: Clock.GetUtcNow().AddSeconds(1)));
        Publish(Some.Board(Some.Tile()) with { Seq = 2 });
        await EventuallyAsync(() => Assert.Equal("1 new result", page.Find("[data-test=new-results]").TextContent));
        Assert.Equal("check-50", page.Find("td.name").TextContent);
        await page.Find("[data-test=new-results]").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("brand-new", page.Find("td.name").TextContent));
    }

    [Fact]
    public async Task The_first_page_follows_along()
    {
        Engine.Rows.Add(Some.Row("first"));
        var page = Open<ResultsPage>("/results");
        Engine.Rows.Add(Some.Row("second", at: Some.Noon.AddSeconds(1)));
        Publish(Some.Board(Some.Tile()) with { Seq = 2 });
        await EventuallyAsync(() => Assert.Equal("second", page.Find("td.name").TextContent));
    }

    [Fact]
    public void A_name_that_no_check_can_have_finds_nothing() =>
        Assert.NotNull(Open<ResultsPage>("/results?check=%07").Find("[data-test=no-results]"));

    [Fact]
    public void Any_range_can_be_asked_for()
    {
        Engine.Rows.AddRange([Some.Row("early", at: Some.Noon.AddHours(-40)), Some.Row("then", at: Some.Noon.AddHours(-30)), Some.Row("late", at: Some.Noon.AddHours(-1))]);
        var page = Open<ResultsPage>("/results?since=2026-03-01T05:00Z&until=2026-03-02T00:00Z");
        Assert.Equal(["then"], page.FindAll("td.name").Select(td => td.TextContent));
        Assert.Equal("Results", page.Find("h1").TextContent);
        Assert.Equal(["early"], Open<ResultsPage>("/results?until=2026-03-01T00:00Z").FindAll("td.name").Select(td => td.TextContent)); // the day before
        Assert.Contains("kept for 14 days", Open<ResultsPage>("/results?since=2020-01-01T00:00Z&until=2020-01-02T00:00Z").Find("[data-test=no-results]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_page_can_be_opened_by_its_address()
    {
        Engine.Rows.AddRange(Enumerable.Range(0, 51).Select(i => Some.Row($"r{i:00}", at: Some.Noon.AddMinutes(-i))));
        Assert.Equal(["r50"], Open<ResultsPage>("/results?page=2").FindAll("td.name").Select(td => td.TextContent));
    }
}
