using AngleSharp.Dom;
using Bunit;
using Monitor.Actors.Board;
using Monitor.Actors.Config;
using Monitor.Web.Settings;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Settings;

public sealed class SettingsPageTests : PageTest
{
    private static readonly ConfigProblem Wrong = new(ConfigSeverity.Error, "checks.yaml", 7, 3, "api.sevrity", "unknown key <b>", "did you mean severity?");

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static BoardSnapshot Board(ConfigStatus status) => Some.Board(Some.Tile()) with { Config = status };

    [Fact]
    public void It_says_since_when_the_configuration_is_in_use()
    {
        Publish(Board(new ConfigStatus([], Some.Noon, null)));
        Assert.StartsWith("In use 1 check, since 2 Mar 17:30.", Text(Open<SettingsPage>("/settings").Find("[data-test=running]")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_of_a_refused_file_has_its_place_and_its_fix()
    {
        Publish(Board(new ConfigStatus([Wrong], Some.Noon, Some.Noon.AddHours(1))));
        var page = Open<SettingsPage>("/settings");
        Assert.StartsWith("Refused What was saved is not in use", Text(page.Find("[data-test=running]")), StringComparison.Ordinal);
        Assert.Equal(["checks.yaml:7:3", "api.sevrity", "unknown key <b>", "did you mean severity?"], page.Find("[data-test=problem-list] li").Children.Select(Text));
    }

    [Fact]
    public async Task Versions_are_listed_with_what_changed_and_a_new_one_appears()
    {
        Publish(Board(new ConfigStatus([], Some.Noon, null)));
        Configs.Versions.AddRange([ScriptedConfigs.Version(3, "b", checks: null), ScriptedConfigs.Version(2, "b"), ScriptedConfigs.Version(1)]);
        var page = Open<SettingsPage>("/settings");
        Assert.Equal(
            ["3 2 Mar 17:33 – 1 refused, and kept before another took its place · newest", "2 2 Mar 17:32 2 1 checks.yaml changed", "1 2 Mar 17:31 2 1 the first that is kept"],
            page.FindAll("[data-test=version]").Select(Text));
        Assert.Equal("/settings/version/3", page.Find("[data-test=version] a").GetAttribute("href"));
        Configs.Versions.Insert(0, ScriptedConfigs.Version(4) with { RevertOf = 1 });
        Publish(Board(new ConfigStatus([], Some.Noon.AddHours(1), null)) with { Seq = 9 });
        await EventuallyAsync(() => Assert.Equal("4 2 Mar 17:34 2 1 back to version 1: checks.yaml changed · newest", Text(page.Find("[data-test=version]"))));
    }

    [Fact]
    public async Task Versions_that_cannot_be_read_can_be_asked_for_again()
    {
        Configs.Trouble = new InvalidOperationException("disk gone");
        var page = Open<SettingsPage>("/settings");
        Assert.Contains("disk gone", page.Find("[data-test=load-trouble]").TextContent, StringComparison.Ordinal);
        Configs.Trouble = null;
        await page.Find("[data-test=retry]").ClickAsync();
        Assert.NotEmpty(page.FindAll("[data-test=no-versions]"));
    }
}
