using Bunit;
using Monitor.Actors.Reports;
using Monitor.Web.Reports;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Reports;

public sealed class ReportsPageTests : PageTest
{
    public ReportsPageTests() => Publish(Some.Board(Some.Tile()));

    [Fact]
    public void Without_reports_the_page_says_how_to_have_one() =>
        Assert.Contains("Write reports: into checks.yaml", Open<ReportsPage>("/reports").Find("[data-test=no-reports]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Reports_are_listed_newest_first_with_who_has_signed_them_off()
    {
        Reports.Add(
            ScriptedReports.Report(at: Some.Noon.AddDays(-1)),
            ScriptedReports.Report("r-2", counts: new ReportCounts(2, 1, 0, 0, 1, 0)),
            ScriptedReports.Report("r-3", Some.Noon.AddHours(1)) with { SignOffBy = Some.Noon, By = "the board" });
        Reports.Happens(new ReportEvent.Signed(Some.Noon, "r-1", "Priya"));
        var page = Open<ReportsPage>("/reports");
        Assert.Equal(
            ["2 Mar 18:30|morning by hand|all 2 checks OK|Overdue|", "2 Mar 17:30|morning|1 failing of 2 checks|Not signed off|", "1 Mar 17:30|morning|all 2 checks OK|Signed off|Priya"],
            page.FindAll("[data-test=report]").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()))));
        Assert.Equal("/reports/r-2", page.FindAll("[data-test=report] a")[1].GetAttribute("href"));
    }

    [Fact]
    public async Task Before_the_journal_is_read_the_page_says_nothing_of_it()
    {
        Reports.All = null;
        var page = Open<ReportsPage>("/reports");
        Assert.NotNull(page.Find("[data-test=skeleton]"));
        Assert.Empty(page.FindAll("[data-test=no-reports]"));
        Reports.All = ReportList.None;
        await EventuallyAsync(() => Assert.NotNull(page.Find("[data-test=no-reports]")));
    }

    [Fact]
    public async Task What_depends_on_the_time_changes_by_itself()
    {
        Reports.Wanted = [ScriptedReports.Definition()];
        Reports.Add(ScriptedReports.Report() with { SignOffBy = Some.Noon.AddHours(2) });
        var page = Open<ReportsPage>("/reports");
        string Word() => page.Find("[data-test=report] .status").TextContent.Trim();
        Assert.Equal("Not signed off", Word());
        Clock.Advance(TimeSpan.FromHours(2));
        await EventuallyAsync(() => Assert.Equal("Overdue", Word()));
        Assert.Contains("Next 3 Mar 07:00", page.Find("[data-test=planned-report]").TextContent, StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromHours(14));
        await EventuallyAsync(() => Assert.Contains("Next 4 Mar 07:00", page.Find("[data-test=planned-report]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_engine_does_not_do_is_said()
    {
        var snackbars = Render<MudSnackbarProvider>();
        Reports.Wanted = [ScriptedReports.Definition()];
        Reports.Answering = Task.FromException(new InvalidOperationException("no answer"));
        var page = Open<ReportsPage>("/reports");
        await page.Find("[data-test=make]").ClickAsync();
        snackbars.WaitForAssertion(() => Assert.Contains("The engine did not do it: no answer", snackbars.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_can_be_made_now_and_sent_along()
    {
        Reports.Wanted = [ScriptedReports.Definition("morning", "email"), ScriptedReports.Definition("quiet one")];
        var page = Open<ReportsPage>("/reports");
        Assert.Equal(["Make it now: morning", "Make it now: quiet one"], page.FindAll("[data-test=make]").Select(button => button.GetAttribute("aria-label")));
        Assert.Contains("07:00 Asia/Kolkata", page.Find("[data-test=planned-report]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Next 3 Mar 07:00", page.Find("[data-test=planned-report]").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("[data-test=send]")); // the other has nobody to be sent to
        await page.FindAll("[data-test=make]")[0].ClickAsync();
        await page.Find("[data-test=send]").ChangeAsync(new() { Value = true });
        await page.FindAll("[data-test=make]")[0].ClickAsync();
        Assert.Equal(["make morning for the board", "make morning for the board and send it"], Reports.Orders);
    }

    [Fact]
    public async Task A_report_that_is_being_made_says_so_and_appears()
    {
        Reports.Wanted = [ScriptedReports.Definition()];
        Reports.Making = ["morning"];
        var page = Open<ReportsPage>("/reports");
        Assert.True(page.Find("[data-test=make]").HasAttribute("disabled"));
        Assert.NotNull(page.Find("[data-test=making]"));
        Assert.NotNull(page.Find("[data-test=none-made]"));
        Reports.Making = [];
        Reports.Add(ScriptedReports.Report());
        await EventuallyAsync(() => Assert.NotNull(page.Find("[data-test=report]")));
        Assert.False(page.Find("[data-test=make]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Old_ones_come_when_they_are_asked_for()
    {
        Reports.Add([.. Enumerable.Range(0, 60).Select(i => ScriptedReports.Report($"r-{i}", Some.Noon.AddDays(i - 60)))]);
        var page = Open<ReportsPage>("/reports");
        Assert.Equal(50, page.FindAll("[data-test=report]").Count);
        await page.Find("[data-test=older]").ClickAsync();
        Assert.Equal(60, page.FindAll("[data-test=report]").Count);
        Assert.Empty(page.FindAll("[data-test=older]"));
    }
}
