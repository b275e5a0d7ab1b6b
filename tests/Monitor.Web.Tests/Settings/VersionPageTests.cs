using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Config;
using Monitor.Web.Engine;
using Monitor.Web.Settings;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Settings;

public sealed class VersionPageTests : PageTest
{
    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static VersionChange Change(params ConfigProblem[] problems) => new(
        ScriptedConfigs.Version(1), [.. problems], ["old"], ["api"], [.. Enumerable.Range(0, 22).Select(i => $"c{i:00}")],
        [FileChange.Of("checks.yaml", "a\nb\n", "a\n<script>alert(1)</script>\n")]);

    private IRenderedComponent<VersionPage> Open()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/version/1");
        return Render<VersionPage>(page => page.Add(x => x.Number, 1).AddCascadingValue(Some.Kolkata));
    }

    [Fact]
    public async Task It_says_what_going_back_would_change_and_goes_back()
    {
        Configs.Change = Change();
        var page = Open();
        Assert.Equal(
            ["1 check comes back: old", "1 check changes: api", $"22 checks go: {string.Join(", ", Enumerable.Range(0, 20).Select(i => $"c{i:00}"))} and 2 more"],
            page.FindAll("[data-test=version-checks]").Select(Text));
        Assert.Equal(["a", "− b", "+ <script>alert(1)</script>"], page.FindAll(".diff span").Select(Text));
        await page.Find("[data-test=go-back]").ClickAsync();
        Assert.Equal([1], Configs.Reverted);
        Assert.EndsWith("/settings", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_said_and_the_page_stays()
    {
        Configs.Change = Change();
        Configs.Reply = new ControlReply(ControlOutcome.Invalid, "version 1 is not in use: disk full", []);
        var snackbars = Render<MudSnackbarProvider>();
        var page = Open();
        await page.Find("[data-test=go-back]").ClickAsync();
        snackbars.WaitForAssertion(() => Assert.Contains("disk full", snackbars.Markup, StringComparison.Ordinal));
        Assert.EndsWith("/settings/version/1", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_goes_back_to_what_is_not_valid_today()
    {
        Configs.Change = Change(new ConfigProblem(ConfigSeverity.Error, "checks.yaml", 2, 1, "api", "unknown variable {HOST}", "set it in .env"));
        var page = Open();
        Assert.True(page.Find("[data-test=go-back]").HasAttribute("disabled"));
        Assert.Contains("unknown variable {HOST}", page.Find("[data-test=problem-list]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_not_kept_is_told()
    {
        Assert.Contains("no longer kept", Open().Find("[data-test=no-version]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_long_file_only_what_changes_is_shown_and_not_without_end()
    {
        var before = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"line {i}\n"));
        var one = FileChange.Of("checks.yaml", before, before.Replace("line 500\n", "line five hundred\n", StringComparison.Ordinal));
        Assert.Equal(
            ["…", "line 497", "line 498", "line 499", "line 500", "line five hundred", "line 501", "line 502", "line 503"],
            one.Lines.Select(line => line.Text));
        Assert.Equal((1, 1, null), (one.Added, one.Removed, one.Remark));
        var all = FileChange.Of("checks.yaml", before, before.Replace("line", "row", StringComparison.Ordinal));
        Assert.Equal((400, "1600 more lines are not shown."), (all.Lines.Length, all.Remark));
        Assert.Equal("It is too large to be compared here.", FileChange.Of("checks.yaml", "", new string('a', 1_000_001)).Remark);
        Assert.Equal("It is not shown: it is no text, or no longer kept.", FileChange.Of("checks.yaml", null, "").Remark);
    }
}
