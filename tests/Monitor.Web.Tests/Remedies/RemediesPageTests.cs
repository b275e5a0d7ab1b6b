using AngleSharp.Dom;
using Bunit;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;
using Monitor.Web.Remedies;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Remedies;

public sealed class RemediesPageTests : PageTest
{
    private static readonly ProposalTile Proposal = new("0-17", "restart_service", Some.Noon.AddMinutes(30));

    public RemediesPageTests() => Publish(Some.Board(Some.Tile()));

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static RemedyRecord Record(string check = "shop") => new(check, 0, "http_post")
    {
        Runs = 1_204,
        Fixed = 900,
        DidNotHelp = 300,
        Unknown = 4,
        Failed = 1,
        Rehearsed = 2,
        MedianSecondsToFix = 75,
        LastRunAt = Some.Noon,
    };

    [Fact]
    public async Task What_waits_is_run_with_a_button()
    {
        Publish(Some.Board(Some.Tile("shop", CheckStatus.Fail) with { Reason = "HTTP <b>503</b>", Proposals = [Proposal] }));
        var page = Open<RemediesPage>("/remedies");
        Assert.Equal(
            ["Waiting", "shop would run restart_service until 18:00", "HTTP <b>503</b>"],
            page.FindAll("[data-test=proposal] .status-word, [data-test=proposal] p").Select(Text));
        Assert.Equal("Run restart_service of shop", page.Find("[data-test=approve]").GetAttribute("aria-label"));
        await page.Find("[data-test=approve]").ClickAsync();
        Assert.Equal(["approve shop 0-17"], Engine.Orders);
    }

    [Fact]
    public async Task What_begins_to_wait_appears_and_what_is_over_goes()
    {
        var page = Open<RemediesPage>("/remedies");
        Assert.NotEmpty(page.FindAll("[data-test=none-waits]"));
        Publish(Some.Board(Some.Tile("shop", CheckStatus.Fail) with { Proposals = [Proposal] }) with { Seq = 7 });
        await EventuallyAsync(() => Assert.Single(page.FindAll("[data-test=proposal]")));
        Publish(Some.Board(Some.Tile("shop")) with { Seq = 8 });
        await EventuallyAsync(() => Assert.NotEmpty(page.FindAll("[data-test=none-waits]")));
    }

    [Fact]
    public void It_says_how_well_each_has_done()
    {
        Engine.Remedies.AddRange([Record(), new RemedyRecord("new", 1, "command") { Rehearsed = 1 }]);
        var page = Open<RemediesPage>("/remedies");
        Assert.Equal(
            ["shop", "http_post failed itself once, would have run 2 times (dry run)", "1,204", "900", "300", "–", "4", "75 %", "1 m", "2 Mar 17:30:00"],
            page.FindAll("[data-test=record]:first-child td").Select(Text));
        Assert.Equal(
            ["new", "command would have run once (dry run)", "–", "–", "–", "–", "–", "–", "–", "never"],
            page.FindAll("[data-test=record]:last-child td").Select(Text));
    }

    [Fact]
    public void The_latest_decisions_are_those_about_remedies()
    {
        Engine.Events.AddRange([Some.Event(1, kind: "remedy", text: "Remedy http_post runs"), Some.Event(2), Some.Event(3, kind: "remedy-judged", text: "fixed by http_post")]);
        var page = Open<RemediesPage>("/remedies");
        Assert.Equal(["remedy-judged", "remedy"], page.FindAll("[data-test=event]").Select(row => row.GetAttribute("data-kind")));
        Assert.Equal("None has run yet.", Text(page.Find("section[aria-labelledby=records] .panel-text")));
    }

    [Fact]
    public async Task What_happens_is_taken_up()
    {
        var page = Open<RemediesPage>("/remedies");
        Assert.NotEmpty(page.FindAll("[data-test=no-remedies]"));
        Engine.Remedies.Add(Record());
        Publish(Some.Board(Some.Tile()) with { Seq = 9, EventSeq = 9 });
        await EventuallyAsync(() => Assert.Single(page.FindAll("[data-test=record]")));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_hides_nothing_that_waits()
    {
        Engine.Trouble = new InvalidOperationException("disk gone");
        Publish(Some.Board(Some.Tile("shop", CheckStatus.Fail) with { Proposals = [Proposal] }));
        var page = Open<RemediesPage>("/remedies");
        Assert.Contains("disk gone", page.Find("[data-test=load-trouble]").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("[data-test=proposal]"));
        Engine.Trouble = null;
        Engine.Remedies.Add(Record());
        await page.Find("[data-test=retry]").ClickAsync();
        Assert.Single(page.FindAll("[data-test=record]"));
    }

    [Fact]
    public async Task It_is_asked_again_though_nothing_happens_when_the_journal_could_not_be_read()
    {
        Engine.Trouble = new InvalidOperationException("disk gone");
        var page = Open<RemediesPage>("/remedies");
        Engine.Trouble = null;
        await EventuallyAsync(() => Assert.NotEmpty(page.FindAll("[data-test=no-remedies]")));
    }

    [Fact]
    public async Task A_refusal_is_said()
    {
        Publish(Some.Board(Some.Tile("shop", CheckStatus.Fail) with { Proposals = [Proposal] }));
        var snackbars = Render<MudSnackbarProvider>();
        var page = Open<RemediesPage>("/remedies");
        Engine.Trouble = new InvalidOperationException("no answer");
        await page.Find("[data-test=approve]").ClickAsync();
        snackbars.WaitForAssertion(() => Assert.Contains("no answer", snackbars.Markup, StringComparison.Ordinal));
    }
}
