using Bunit;
using Monitor.Web.Alerts;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Alerts;

public sealed class SilencesPanelTests : PageTest
{
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public SilencesPanelTests()
    {
        Publish(Some.Board(Some.Tile()));
        Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();
    }

    [Fact]
    public async Task Silences_are_listed_and_can_be_ended()
    {
        Alerts.Silences = [Some.Silence(reason: "<b>disks</b>")];
        var panel = Open<SilencesPanel>("/alerts");
        Assert.Equal(["name api-*", "2 Mar 19:30", "the API", "<b>disks</b>", "End"], panel.FindAll("[data-test=silence] td").Select(td => td.TextContent.Trim()));
        Assert.Equal("End the silence of name api-*", panel.Find("[data-test=end-silence]").GetAttribute("aria-label"));
        await panel.Find("[data-test=end-silence]").ClickAsync();
        Assert.Equal(["end silence s-1"], Alerts.Orders);
        Assert.NotNull(panel.Find("[data-test=no-silences]"));
    }

    [Fact]
    public async Task A_silence_that_begins_elsewhere_appears()
    {
        var panel = Open<SilencesPanel>("/alerts");
        Assert.NotNull(panel.Find("[data-test=no-silences]"));
        Alerts.Silences = [Some.Silence()];
        Publish(Some.Board(Some.Tile()) with { Seq = 2 });
        await EventuallyAsync(() => Assert.NotNull(panel.Find("[data-test=silence]")));
    }

    [Fact]
    public async Task A_new_silence_says_which_checks_how_long_and_why()
    {
        var panel = Open<SilencesPanel>("/alerts");
        var asking = panel.Find("[data-test=new-silence]").ClickAsync();
        await EventuallyAsync(() => Assert.NotNull(_dialogs.Find("[data-test=order]")));
        Assert.True(_dialogs.Find("[data-test=order]").HasAttribute("disabled"));
        await _dialogs.Find("[data-test=field-names]").InputAsync(new() { Value = "api-*, db" });
        await _dialogs.Find("[data-test=field-severities]").InputAsync(new() { Value = "P1" });
        Assert.Equal("Say why; it is shown to everybody who wonders", _dialogs.Find("[data-test=ends]").TextContent);
        await _dialogs.Find("[data-test=field-reason]").InputAsync(new() { Value = "ticket 8" });
        await _dialogs.FindAll("[data-test=pick]")[1].ChangeAsync(new() { Value = "on" });
        Assert.StartsWith("name api-* or db, severity P1, until 2 Mar 19:30", _dialogs.Find("[data-test=ends]").TextContent, StringComparison.Ordinal);
        await _dialogs.Find("[data-test=order]").ClickAsync();
        await asking;
        var until = Clock.GetUtcNow().AddHours(2);
        Assert.Equal([$"silence name api-* or db, severity P1 until {until:u}: ticket 8"], Alerts.Orders);
        Assert.Contains("ticket 8", panel.Find("[data-test=silence]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", false, "Say which checks: by name, tag, group or severity, or all of them")]
    [InlineData(" , ", "", false, "Say which checks: by name, tag, group or severity, or all of them")]
    [InlineData("db", "", true, "Either all checks, or those that match")]
    [InlineData("", "web", false, null)]
    [InlineData("", "", true, null)]
    public void Nobody_silences_everything_by_mistake(string names, string tags, bool all, string? problem) =>
        Assert.Equal(problem, new SilenceForm { Names = names, Tags = tags, All = all, Reason = "why" }.Problem(Some.Noon.AddHours(1), Some.Noon));

    [Fact]
    public void Words_between_commas_are_what_matches() =>
        Assert.Equal("tag db or web, group shop", new SilenceForm { Tags = "db , web,", Groups = "shop" }.Match.ToString());
}
