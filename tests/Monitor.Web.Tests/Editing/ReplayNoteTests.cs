using AngleSharp.Dom;
using Bunit;
using Monitor.Actors.Replays;
using Monitor.Web.Editing;
using Monitor.Web.Engine;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Editing;

public sealed class ReplayNoteTests : PageTest
{
    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private IRenderedComponent<ReplayNote> Note(string yaml = "name: api", bool ready = true) =>
        Render<ReplayNote>(note => note.Add(x => x.Name, "api").Add(x => x.Yaml, yaml).Add(x => x.Ready, ready));

    [Fact]
    public void It_says_in_two_lines_what_was_and_what_would_have_been()
    {
        Replays.Reply = new ReplayReply(20_160, Some.Noon, new ReplayOutcome(3, 6, 0, TimeSpan.FromMinutes(75)), new ReplayOutcome(1, 2, 1, TimeSpan.FromMinutes(50)), null);
        var note = Note();
        Assert.Equal("The last 7 days, as it is: 3 failures, down for 1 h 15 m, 6 alerts", Text(note.Find("[data-test=replay-then]")));
        Assert.Equal("As it would be: 1 failure, down for 50 m, 2 alerts, 1 held back", Text(note.Find("[data-test=replay-now]")));
        Assert.Contains("20,160 recorded rounds", note.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void When_nothing_differs_it_says_so()
    {
        Replays.Reply = new ReplayReply(5, Some.Noon, new ReplayOutcome(0, 0, 0, TimeSpan.Zero), new ReplayOutcome(0, 0, 0, TimeSpan.Zero), null);
        Assert.Equal("As it would be: never down, no alert, no difference", Text(Note().Find("[data-test=replay-now]")));
    }

    [Fact]
    public void What_cannot_be_replayed_is_told_with_its_reason()
    {
        Replays.Reply = ReplayReply.Refused("it is as well as other checks are");
        Assert.Equal("The last 7 days cannot be replayed: it is as well as other checks are.", Text(Note().Find("[data-test=replay]")));
    }

    [Fact]
    public void It_is_asked_once_for_each_text_and_only_when_it_is_ready()
    {
        Replays.Reply = ReplayReply.Refused("no");
        var note = Note(ready: false);
        Assert.Empty(note.FindAll("[data-test=replay]"));
        note.Render(x => x.Add(y => y.Ready, true));
        note.Render(x => x.Add(y => y.Ready, true));
        note.Render(x => x.Add(y => y.Yaml, "name: api # 2"));
        Assert.Equal(["name: api", "name: api # 2"], Replays.Asked);
    }
}
