using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;
using Monitor.Web.Editing;
using Monitor.Web.Engine;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Editing;

public sealed class CheckDialogTests : PageTest
{
    public static TheoryData<string> Types => AllTypes.Names;

    private readonly IRenderedComponent<MudDialogProvider> _dialogs;
    private readonly IRenderedComponent<MudSnackbarProvider> _snackbars;

    public CheckDialogTests()
    {
        Render<MudPopoverProvider>();
        _snackbars = Render<MudSnackbarProvider>();
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

    /// <summary>Escape, the cross and Cancel are pressed in error too.</summary>
    [Fact]
    public async Task What_was_typed_and_not_saved_can_be_gone_on_with()
    {
        await OpenAsync();
        await _dialogs.Find("[data-test=cancel]").ClickAsync();
        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll("[data-test=save]")));
        Assert.Empty(_snackbars.FindAll(".mud-snackbar")); // there was nothing to lose
        await OpenAsync("odd", "name: odd\ntype: http # ours\nurl: \"http://x\"\n");
        await TypeAsync("url", "http://y");
        await _dialogs.Find("[data-test=cancel]").ClickAsync();
        await _snackbars.WaitForElement(".mud-snackbar-action-button").ClickAsync();
        _dialogs.WaitForElement("[data-test=save]");
        Assert.Equal("Edit odd", _dialogs.Find("[data-test=dialog-title]").TextContent);
        Assert.Contains("http://y", _dialogs.Find("[data-test=change] ins").TextContent, StringComparison.Ordinal);
        await Save.ClickAsync();
        Assert.Equal("name: odd\ntype: http # ours\nurl: \"http://y\"\n", Assert.Single(Engine.Added));
        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll("[data-test=save]")));
        Assert.DoesNotContain("not saved", _snackbars.Find(".mud-snackbar:last-child").TextContent, StringComparison.Ordinal);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_somebody_else_has_saved_meanwhile_is_shown_and_neither_is_lost(bool keepMine)
    {
        const string Mine = "name: a\ntype: http\nurl: \"http://x/\"\n";
        const string Theirs = "name: a # <b>\ntype: http\nurl: \"http://theirs/\"\n";
        Engine.There = Theirs;
        _ = _dialogs.InvokeAsync(() => CheckDialogs.EditAsync(Services.GetRequiredService<IDialogService>(), "a", Mine));
        await _dialogs.WaitForElement("[data-test=save]").ClickAsync();
        Assert.Equal(Theirs.Trim(), _dialogs.Find("[data-test=theirs]").TextContent);
        Assert.Empty(Engine.Added);
        Assert.True(Save.HasAttribute("disabled")); // one of the two is to be chosen first
        if (keepMine)
        {
            await _dialogs.Find("[data-test=keep-mine]").ClickAsync();
            Assert.Equal([Mine], Engine.Added);
            return;
        }

        var taken = _dialogs.Find("[data-test=take-theirs]").ClickAsync(); // it waits to see whether more is typed
        Clock.Advance(EntryDraft.Pause);
        await taken;
        Assert.Empty(_dialogs.FindAll("[data-test=conflict]"));
        await _dialogs.Find("[data-test=cancel]").ClickAsync();
        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll("[data-test=save]")));
        Assert.DoesNotContain("not saved", _snackbars.Markup, StringComparison.Ordinal); // it is what is there
        _ = _dialogs.InvokeAsync(() => CheckDialogs.EditAsync(Services.GetRequiredService<IDialogService>(), "a", Theirs));
        _dialogs.WaitForElement("[data-test=save]");
        await Save.ClickAsync();
        Assert.Equal([Theirs], Engine.Added);
    }

    [Fact]
    public async Task Testing_it_shows_what_the_probe_said_and_saves_nothing()
    {
        Engine.Trial = new TrialReply(CheckStatus.Fail, 184, 200, "$.latency_ms !< 100 (got 262)", null, [])
        {
            Phases = new PhaseTimes(TimeSpan.Zero, TimeSpan.FromMilliseconds(2), TimeSpan.Zero, TimeSpan.FromMilliseconds(180), TimeSpan.FromMilliseconds(2)),
            Closely = new CloseLook([new("status 200", null, false), new("$.latency_ms", "$.latency_ms !< 100 (got 262)", true)], "<script>alert(1)</script>"),
        };
        await OpenAsync();
        await _dialogs.Find("[data-test=try]").ClickAsync();
        var trial = _dialogs.Find("[data-test=trial]");
        Assert.Equal("FAIL", trial.GetAttribute("data-status"));
        Assert.Contains("184 ms · HTTP 200", trial.TextContent, StringComparison.Ordinal);
        Assert.Contains("$.latency_ms !< 100 (got 262)", trial.TextContent, StringComparison.Ordinal);
        Assert.Contains("First byte 180 ms", _dialogs.Find("[data-test=trial-phases]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["true", "false"], _dialogs.FindAll("[data-test=trial-rule]").Select(rule => rule.GetAttribute("data-holds")));
        Assert.Equal("<script>alert(1)</script>", _dialogs.Find("[data-test=trial-body]").TextContent);
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

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_type_opens_with_the_fields_it_needs(string type)
    {
        await OpenAsync();
        await _dialogs.Find("[data-test=type]").ClickAsync();
        await _dialogs.Find("[data-test=type-search]").InputAsync(type);
        await ChangeAsync(() => _dialogs.Find($"[data-test=type-{type}]").ClickAsync());
        Assert.Contains($"type: {type}\n", Engine.Validated[^1], StringComparison.Ordinal);
        Assert.All(AllTypes.Checks.Checks[type].Keys.Where(key => key.Required), key => _dialogs.Find($"[data-test=field-{key.Name}]"));
        await ChangeAsync(() => _dialogs.Find("[data-test=fill-in]").ClickAsync());
        var example = EntrySheet.OfFlow(AllTypes.Checks.Checks[type].Example);
        Assert.Equal(example.Lines().Order(), EntrySheet.Read(Engine.Validated[^1], out _)!.Lines().Where(line => example.Lines().Any(known => known.Path == line.Path)).Order());
    }

    [Fact]
    public async Task A_key_that_is_seldom_used_is_found_and_opened()
    {
        await OpenAsync();
        Assert.Empty(_dialogs.FindAll("[data-test=field-method]"));
        await _dialogs.Find("[data-test=more-search]").InputAsync("method");
        await ChangeAsync(() => _dialogs.Find("[data-test=more-method]").ClickAsync());
        await ChangeAsync(() => _dialogs.Find("[data-test=field-method]").ChangeAsync("HEAD"));
        Assert.Contains("method: HEAD\n", Engine.Validated[^1], StringComparison.Ordinal);
        await ChangeAsync(() => _dialogs.Find("[data-test=field-method]").ChangeAsync(""));
        Assert.DoesNotContain("method", Engine.Validated[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_form_does_not_know_stays_and_what_will_change_is_told()
    {
        await OpenAsync("odd", "name: odd\ntype: http # ours\nurl: \"http://x\"\nnonsense: [1] # kept\n");
        Assert.Empty(_dialogs.FindAll("[data-test=changes]"));
        await TypeAsync("url", "http://<b>y</b>");
        Assert.Equal("name: odd\ntype: http # ours\nurl: \"http://<b>y</b>\"\nnonsense: [1] # kept\n", Engine.Validated[^1]);
        var change = _dialogs.Find("[data-test=change]");
        Assert.Equal("url", change.QuerySelector("b")!.TextContent);
        Assert.Contains("\"http://<b>y</b>\"", change.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_cannot_show_what_is_no_mapping()
    {
        await OpenAsync("odd", "name: [odd\n");
        Assert.Equal("name: [odd\n", _dialogs.Find("[data-test=yaml]").GetAttribute("value"));
        await _dialogs.Find("[data-test=tab-form]").ClickAsync();
        Assert.Contains("The form cannot show this", _dialogs.Find("[data-test=form-cannot]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_checks_are_told_by_name_and_line_and_the_good_ones_added()
    {
        const string Pasted = "- name: a\n  type: http\n  url: http://x.example\n- name: <b>b</b>\n  type: http\n";
        Engine.Batch = MonitorConfig.Empty.ReadEntries(Pasted, new ConfigSurroundings(AllTypes.Checks, new Dictionary<string, string>(), TimeZoneInfo.Utc));
        await OpenAsync();
        await _dialogs.Find("[data-test=tab-yaml]").ClickAsync();
        await ChangeAsync(() => _dialogs.Find("[data-test=yaml]").InputAsync(Pasted));
        var batch = _dialogs.Find("[data-test=batch]");
        Assert.Contains("2 checks: 1 good, 1 with problems", batch.TextContent, StringComparison.Ordinal);
        Assert.Contains("line 4", batch.TextContent, StringComparison.Ordinal);
        Assert.Contains("<b>b</b>", batch.TextContent, StringComparison.Ordinal);
        Assert.Contains("url missing", batch.TextContent, StringComparison.Ordinal);
        Assert.True(Save.HasAttribute("disabled"));
        Assert.True(_dialogs.Find("[data-test=try]").HasAttribute("disabled"));
        await ChangeAsync(() => _dialogs.Find("[data-test=save-good]").ClickAsync());
        Assert.Equal($"good of {Pasted}", Assert.Single(Engine.Added));
        Assert.Equal("- name: <b>b</b>\n  type: http\n", _dialogs.Find("[data-test=yaml]").GetAttribute("value")); // what was not added is not lost
    }

    private AngleSharp.Dom.IElement Save => _dialogs.Find("[data-test=save]");

    private async Task OpenAsync(string? replacing = null, string? yaml = null)
    {
        var service = Services.GetRequiredService<IDialogService>();
        _ = _dialogs.InvokeAsync(() => replacing is null ? CheckDialogs.AddAsync(service) : CheckDialogs.EditAsync(service, replacing, yaml!));
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
