using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Web.Editing;
using Monitor.Web.Engine;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Editing;

public sealed class CheckDialogTests : PageTest
{
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public CheckDialogTests()
    {
        Render<MudPopoverProvider>();
        Render<MudSnackbarProvider>();
        _dialogs = Render<MudDialogProvider>();
        Engine.Judge = entry => entry.Contains("url: \"http", StringComparison.Ordinal)
            ? []
            : [Some.Problem("entry.url", "is missing", "write http:// and a host"), Some.Problem("entry", "odd", "")];
    }

    [Fact]
    public async Task An_empty_form_cannot_be_saved_and_says_what_is_needed_without_complaining()
    {
        await OpenAsync();
        Assert.True(Save.HasAttribute("disabled"));
        Assert.Equal("Still needed: URL", _dialogs.Find("[data-test=hint]").TextContent);
        Assert.Empty(_dialogs.FindAll("[data-test=field-problem]"));
        Assert.Contains("odd", _dialogs.Find("[data-test=problems]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_stands_under_the_field_it_belongs_to_and_goes_away_when_it_is_put_right()
    {
        await OpenAsync();
        await TypeAsync("url", "nope");
        Assert.Equal("is missing; write http:// and a host", _dialogs.Find("#field-url-say").TextContent.Trim());
        Assert.Equal("true", _dialogs.Find("[data-test=field-url]").GetAttribute("aria-invalid"));
        await TypeAsync("url", "http://x/health");
        Assert.Empty(_dialogs.FindAll("[data-test=field-problem]"));
        Assert.False(Save.HasAttribute("disabled"));
    }

    [Fact]
    public async Task What_is_saved_is_the_yaml_that_was_shown()
    {
        await OpenAsync();
        await TypeAsync("name", "<b>x</b>: y");
        await TypeAsync("url", "http://x/health");
        await _dialogs.Find("[data-test=tab-yaml]").ClickAsync();
        var shown = _dialogs.Find("[data-test=yaml]").GetAttribute("value");
        await Save.ClickAsync();
        Assert.Equal(shown, Assert.Single(Engine.Added));
        Assert.StartsWith("name: \"<b>x</b>: y\"\n", shown, StringComparison.Ordinal);
        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll("[data-test=save]")));
    }

    [Fact]
    public async Task Testing_it_shows_what_the_probe_said_and_saves_nothing()
    {
        Engine.Trial = new TrialReply(CheckStatus.Fail, 184, 200, "$.latency_ms !< 100 (got 262)", null, []);
        await OpenAsync();
        await _dialogs.Find("[data-test=try]").ClickAsync();
        var trial = _dialogs.Find("[data-test=trial]");
        Assert.Equal("FAIL", trial.GetAttribute("data-status"));
        Assert.Contains("184 ms · HTTP 200", trial.TextContent, StringComparison.Ordinal);
        Assert.Contains("$.latency_ms !< 100 (got 262)", trial.TextContent, StringComparison.Ordinal);
        Assert.Empty(Engine.Added);
    }

    [Fact]
    public async Task Rules_are_added_and_removed()
    {
        await OpenAsync();
        await ChangeAsync(() => _dialogs.Find("[data-test=rule-add]").ClickAsync());
        await ChangeAsync(() => _dialogs.Find("[data-test=rule-path]").InputAsync("$.ok"));
        await ChangeAsync(() => _dialogs.Find("[data-test=rule-value]").InputAsync("true"));
        Assert.Contains("  - path: $.ok\n    equals: true\n", Engine.Validated[^1], StringComparison.Ordinal);
        await ChangeAsync(() => _dialogs.Find("[data-test=rule-remove]").ClickAsync());
        Assert.DoesNotContain("expect_jsonpath", Engine.Validated[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_the_form_cannot_show_is_edited_as_yaml()
    {
        await OpenAsync("odd", "name: odd\ntype: http\nmethod: POST\n");
        Assert.Equal("name: odd\ntype: http\nmethod: POST\n", _dialogs.Find("[data-test=yaml]").GetAttribute("value"));
        await _dialogs.Find("[data-test=tab-form]").ClickAsync();
        Assert.Contains("the form has no field for method", _dialogs.Find("[data-test=form-cannot]").TextContent, StringComparison.Ordinal);
    }

    private AngleSharp.Dom.IElement Save => _dialogs.Find("[data-test=save]");

    private async Task OpenAsync(string? replacing = null, string? yaml = null)
    {
        var service = Services.GetRequiredService<IDialogService>();
        _ = _dialogs.InvokeAsync(() => replacing is null ? CheckDialog.AddAsync(service) : CheckDialog.EditAsync(service, replacing, yaml!));
        await _dialogs.WaitForElementAsync("[data-test=save]");
    }

    private Task TypeAsync(string field, string text) => ChangeAsync(() => _dialogs.Find($"[data-test=field-{field}]").InputAsync(text));

    // The change is validated after a pause, which only this test's clock ends.
    private async Task ChangeAsync(Func<Task> change)
    {
        var changing = change();
        Clock.Advance(EntryDraft.Pause);
        await changing;
    }
}
