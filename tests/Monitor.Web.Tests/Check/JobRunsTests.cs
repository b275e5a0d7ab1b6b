using Bunit;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.History;
using Monitor.Web.Check;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Check;

public sealed class JobRunsTests : PageTest
{
    private static readonly RunRecord Done = new("job_1", Some.Noon.AddHours(-3), RunOutcome.Succeeded, RunSource.Polled)
    {
        FinishedAt = Some.Noon.AddHours(-2),
        Took = TimeSpan.FromHours(1),
        AtMost = TimeSpan.FromHours(2),
    };

    private static readonly RunRecord Broken = new("job_2", Some.Noon.AddHours(-1), RunOutcome.Failed, RunSource.Started)
    {
        FinishedAt = Some.Noon,
        Took = TimeSpan.FromSeconds(90),
        IsObserved = true,
        ExitCode = 3,
        Output = "copying\n<b>no space left</b>",
        AtMost = TimeSpan.FromHours(2),
    };

    private IRenderedComponent<CascadingValue<TimeZoneInfo>> Page(string type, params RunRecord[] newestFirst)
    {
        Engine.JobRuns.AddRange(newestFirst);
        Publish(Some.Board(Some.Tile() with { Type = type }));
        return Open<CheckPage>("/check/db-health");
    }

    private static string Words(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Each_run_has_its_outcome_its_time_its_exit_code_and_the_end_of_its_output()
    {
        var rows = Page("job", Broken, Done).FindAll("[data-test=job-runs] tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.EndsWith("FAILED ≈ 1 m 30 s 3 <b>no space left</b>copying <b>no space left</b>job_2, started by the monitor", Words(rows[0]), StringComparison.Ordinal);
        Assert.EndsWith("OK 1 h – job_1, asked for", Words(rows[1]), StringComparison.Ordinal);
        Assert.Equal("copying\n<b>no space left</b>", rows[0].QuerySelector("[data-test=output] pre")?.TextContent);
    }

    [Fact]
    public void The_chart_says_in_words_what_it_shows()
    {
        var page = Page("job", Broken, Done);
        Assert.Equal("The last 2 runs: 1 failed, 1 OK; they took between 1 m 30 s and 1 h.", page.Find("[data-test=run-chart] svg").GetAttribute("aria-label"));
        Assert.Equal(["Full height is 2 h", "at most 2 h"], page.FindAll("[data-test=run-scale] span").Select(Words));
        Assert.NotEqual("", page.Find("[data-test=line-most]").GetAttribute("d"));
        Assert.Equal("", page.Find("[data-test=line-least]").GetAttribute("d"));
        Assert.Equal(["OK, 1 h", "FAILED, ≈ 1 m 30 s"], page.FindAll(".run-marks span").Select(mark => mark.GetAttribute("title")));
    }

    [Fact]
    public void A_job_without_runs_says_so_and_pings_without_runs_say_nothing()
    {
        Assert.Equal("No run has been seen yet.", Page("job").Find("[data-test=no-job-runs]").TextContent);
        Assert.Empty(Page("push").FindAll("#job-runs"));
        Assert.Empty(Page("http", Done).FindAll("#job-runs"));
    }

    [Fact]
    public void Runs_that_ping_are_shown_too() => Assert.Single(Page("push", Done).FindAll("[data-test=job-runs] tbody tr"));

    [Fact]
    public void Runs_that_cannot_be_read_leave_the_rest_alone()
    {
        Engine.Trouble = new InvalidOperationException("database is locked");
        Assert.Contains(Page("job").FindAll("[role=alert]"), alert => alert.TextContent == "The runs could not be read: database is locked");
    }

    [Theory]
    [InlineData(RunOutcome.Running, null, "3 h so far")]
    [InlineData(RunOutcome.TooLong, null, "3 h so far")]
    [InlineData(RunOutcome.Missed, null, "–")]
    [InlineData(RunOutcome.Unknown, null, "–")]
    [InlineData(RunOutcome.TooFast, 0.2, "0.2 s")]
    [InlineData(RunOutcome.Succeeded, 59.0, "59 s")]
    public void How_long_it_took_is_as_exact_as_it_is_known(RunOutcome outcome, double? seconds, string text)
    {
        var run = new RunRecord("job_1", Some.Noon.AddHours(-3), outcome, RunSource.Polled)
        {
            FinishedAt = seconds is null ? null : Some.Noon,
            Took = seconds is { } took ? TimeSpan.FromSeconds(took) : null,
        };
        Assert.Equal(text, JobRunLook.Took(run, Some.Noon));
    }

    [Fact]
    public void Every_outcome_has_a_word_of_its_own_and_no_two_look_alike_but_for_colour()
    {
        var looks = Enum.GetValues<RunOutcome>().Select(JobRunLook.For).ToArray();
        Assert.Equal(looks.Length, looks.Select(look => look.Word).Distinct().Count());
        Assert.Equal(looks.Length, looks.Select(look => look.Shape + look.Glyph).Distinct().Count());
        Assert.Equal(Enum.GetValues<RunOutcome>().Order(), JobRunLook.Outcomes.Order());
    }

    [Fact]
    public void A_limit_far_above_all_runs_does_not_flatten_them()
    {
        var chart = RunChart.Of([Broken], Some.Noon);
        Assert.Equal((11, 12 * RunChart.Step), (chart.Free, chart.Width)); // one run is not as broad as the page
        Assert.Equal((TimeSpan.FromSeconds(90), ""), (chart.Top, chart.Line(chart.AtMost)));
        Assert.Equal("M1 120v-118h10V120z", chart.Path(RunOutcome.Failed));
    }

    [Fact]
    public void Where_nothing_took_any_time_there_is_no_chart()
    {
        var missed = new RunRecord("schedule-2026-03-02T06:00:00Z", Some.Noon, RunOutcome.Missed, RunSource.Polled);
        var page = Page("job", missed);
        Assert.Empty(page.FindAll("[data-test=run-chart]"));
        Assert.EndsWith("MISSED – – expected, did not start", Words(page.Find("[data-test=job-runs] tbody tr")), StringComparison.Ordinal);
    }
}
