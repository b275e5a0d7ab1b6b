using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Reports;
using Monitor.Web.Reports;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Reports;

public sealed class ReportPageTests : PageTest
{
    private static readonly ReportSection Standing = new(
        ReportPart.Standing, [new ReportLine(ReportTone.Fail, "FAIL", "api <1>", "HTTP 503", Some.Noon.AddHours(-2))], More: 3);

    private static readonly ReportSection Gaps = new(
        ReportPart.Gaps, [new ReportLine(ReportTone.NoData, "not running", null, "for 40 min", Some.Noon.AddDays(-1), Some.Noon.AddDays(-1).AddMinutes(40))]);

    public ReportPageTests() => Publish(Some.Board(Some.Tile()));

    private IRenderedComponent<CascadingValue<TimeZoneInfo>> Show(string id = "r-1")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/reports/{id}");
        return Render<CascadingValue<TimeZoneInfo>>(shell => shell.Add(x => x.Value, Some.Kolkata).AddChildContent<ReportPage>(page => page.Add(x => x.Id, id)));
    }

    [Fact]
    public void A_report_has_all_its_parts_with_links_to_the_checks()
    {
        Reports.Add(ScriptedReports.Report(counts: new ReportCounts(9, 4, 0, 0, 5, 0), sections: [Standing, Gaps]) with { Remarks = ["made 40 min late: the monitor was not running"], Channels = ["email"] });
        var page = Show();
        Assert.Equal("4 failing of 9 checks", page.Find("[data-test=headline]").TextContent.Trim());
        Assert.Equal("all checks, since 1 Mar 17:30, made 2 Mar 17:30 IST", page.Find("[data-test=about]").TextContent);
        Assert.Equal("made 40 min late: the monitor was not running", page.Find("[data-test=remark]").TextContent.Trim());
        Assert.Contains("Waiting", page.Find("[data-test=delivery]").TextContent, StringComparison.Ordinal);
        Assert.Equal(Enum.GetNames<ReportPart>(), page.FindAll("[data-test=section]").Select(section => section.GetAttribute("data-part")));
        var line = page.Find("[data-test=line]");
        Assert.Equal("/check/api%20%3C1%3E", line.QuerySelector("a")?.GetAttribute("href"));
        Assert.Equal("15:30", line.QuerySelector(".report-when")?.TextContent.Trim());
        Assert.Equal("and 3 more", page.Find("[data-test=more]").TextContent);
        Assert.Contains("1 Mar 17:30 – 1 Mar 18:10", page.FindAll("[data-test=line]")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing broke.", page.Find("[data-part=Incidents]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_signed_off_with_a_name_and_a_note()
    {
        Reports.Add(ScriptedReports.Report() with { SignOffBy = Some.Noon.AddHours(2) });
        var page = Show();
        Assert.Contains("To be signed off by 2 Mar 19:30.", page.Find("[data-test=sign-off]").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("[data-test=sign]").HasAttribute("disabled"));
        await page.Find("[data-test=field-by]").InputAsync(new() { Value = new string('x', 61) });
        Assert.Equal("by: must be one line of at most 60 characters", page.Find("#sign-problem").TextContent.Trim());
        await page.Find("[data-test=field-by]").InputAsync(new() { Value = " Priya " });
        await page.Find("[data-test=field-note]").InputAsync(new() { Value = "disk replaced\nall fine" });
        await page.Find("[data-test=sign]").ClickAsync();
        Assert.Equal(["sign off r-1 by Priya: disk replaced\nall fine"], Reports.Orders);
        Assert.Equal("Priya has signed it off on 2 Mar 17:30 IST.", page.Find("[data-test=signed]").TextContent);
        Assert.Equal("disk replaced\nall fine", page.Find("[data-test=signed-note]").TextContent);
        Assert.Empty(page.FindAll("[data-test=sign]"));
    }

    [Fact]
    public async Task Nobody_signs_twice_while_the_engine_has_not_answered()
    {
        var answered = new TaskCompletionSource();
        Reports.Add(ScriptedReports.Report());
        Reports.Answering = answered.Task;
        var page = Show();
        await page.Find("[data-test=field-by]").InputAsync(new() { Value = "Priya" });
        var click = page.Find("[data-test=sign]").ClickAsync();
        Assert.True(page.Find("[data-test=sign]").HasAttribute("disabled"));
        answered.SetResult();
        await click;
        Assert.NotNull(page.Find("[data-test=signed]"));
    }

    [Fact]
    public async Task A_sign_off_that_fails_is_said_and_can_be_tried_again()
    {
        var snackbars = Render<MudSnackbarProvider>();
        Reports.Add(ScriptedReports.Report());
        Reports.Answering = Task.FromException(new InvalidOperationException("no answer"));
        var page = Show();
        await page.Find("[data-test=field-by]").InputAsync(new() { Value = "Priya" });
        await page.Find("[data-test=sign]").ClickAsync();
        snackbars.WaitForAssertion(() => Assert.Contains("The engine did not do it: no answer", snackbars.Markup, StringComparison.Ordinal));
        Assert.False(page.Find("[data-test=sign]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task It_becomes_overdue_while_somebody_looks_at_it()
    {
        Reports.Add(ScriptedReports.Report() with { SignOffBy = Some.Noon.AddHours(2), Channels = ["email"] });
        var page = Show();
        string Word() => page.Find("[data-test=sign-off] .panel-head").TextContent;
        Reports.Happens(new ReportEvent.Held(Some.Noon, "report/r-1", "email", "no route"));
        await EventuallyAsync(() => Assert.Contains("no route", page.Find("[data-test=delivery]").TextContent, StringComparison.Ordinal)); // it was drawn anew
        Assert.Contains("Not signed off", Word(), StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromHours(2));
        await EventuallyAsync(() => Assert.Contains("Overdue", Word(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sign_off_elsewhere_appears()
    {
        Reports.Add(ScriptedReports.Report());
        var page = Show();
        Reports.Happens(new ReportEvent.Signed(Some.Noon, "r-1", "Asha"));
        await EventuallyAsync(() => Assert.Contains("Asha", page.Find("[data-test=signed]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_that_is_being_made_comes_when_it_is_there()
    {
        var page = Show();
        Assert.NotNull(page.Find("[data-test=no-report]"));
        Reports.Add(ScriptedReports.Report());
        await EventuallyAsync(() => Assert.NotNull(page.Find("[data-test=headline]")));
    }

    [Fact]
    public async Task Nothing_is_missed_before_the_journal_is_read()
    {
        Reports.All = null;
        var page = Show();
        Assert.NotNull(page.Find("[data-test=skeleton]"));
        Assert.Empty(page.FindAll("[data-test=no-report]"));
        Reports.Add(ScriptedReports.Report());
        await EventuallyAsync(() => Assert.NotNull(page.Find("[data-test=headline]")));
    }

    [Fact]
    public void A_report_whose_content_is_damaged_is_there_and_says_so()
    {
        Reports.Happens(new ReportEvent.Made(Some.Noon, ScriptedReports.Report()));
        Assert.Contains("the journal does not give its content any more", Show().Find("[data-test=load-trouble]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_cannot_be_read_says_why()
    {
        Reports.Add(ScriptedReports.Report());
        Reports.Trouble = new IOException("disk gone");
        Assert.Contains("disk gone", Show().Find("[data-test=load-trouble]").TextContent, StringComparison.Ordinal);
    }
}
