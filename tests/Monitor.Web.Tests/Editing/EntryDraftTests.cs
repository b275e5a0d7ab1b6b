using Microsoft.Extensions.Time.Testing;
using Monitor.Web.Editing;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Editing;

public sealed class EntryDraftTests
{
    private readonly ScriptedEngine _engine = new();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Typing_is_validated_once_after_a_pause()
    {
        using var draft = new EntryDraft(_engine, null, _clock);
        var typing = new List<Task>();
        foreach (var name in new[] { "a", "ab", "abc" })
        {
            draft.Form.Name = name;
            typing.Add(draft.FormChangedAsync());
            _clock.Advance(EntryDraft.Pause / 3);
        }

        Assert.Empty(_engine.Validated);
        Assert.False(draft.Valid);
        _clock.Advance(EntryDraft.Pause);
        await Task.WhenAll(typing);
        Assert.Contains("name: abc", Assert.Single(_engine.Validated), StringComparison.Ordinal);
        Assert.True(draft.Valid);
    }

    [Fact]
    public async Task What_is_written_as_yaml_appears_in_the_form_unless_it_cannot()
    {
        using var draft = new EntryDraft(_engine, null, _clock);
        _ = draft.YamlChangedAsync("name: from-yaml\ntype: http\nurl: http://x\n");
        Assert.Equal("from-yaml", draft.Form.Name);
        _ = draft.YamlChangedAsync("name: from-yaml\ntype: http\nmethod: POST\n");
        Assert.Equal("the form has no field for method", draft.FormCannot);
        _clock.Advance(EntryDraft.Pause);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_refused_entry_says_why()
    {
        _engine.Judge = _ => [Some.Problem("x.url", "is missing", "write one")];
        using var draft = new EntryDraft(_engine, null, _clock);
        await draft.ValidateNowAsync();
        Assert.False(draft.Valid);
        Assert.Equal("is missing; write one", draft.Problems.For("url"));
    }
}
