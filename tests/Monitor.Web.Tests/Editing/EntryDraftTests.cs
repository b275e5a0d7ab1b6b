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
        using var draft = Draft();
        var typing = new List<Task>();
        foreach (var name in new[] { "a", "ab", "abc" })
        {
            draft.Form.Enter(draft.Form.Plan.Needed[0], name);
            typing.Add(draft.ChangedAsync());
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
    public async Task A_refused_entry_says_why()
    {
        _engine.Judge = _ => [Some.Problem("x.url", "is missing", "write one")];
        using var draft = Draft();
        await draft.ValidateNowAsync();
        Assert.False(draft.Valid);
        Assert.Equal("is missing; write one", draft.Problems.For("url"));
    }

    [Fact]
    public async Task Half_written_yaml_in_a_field_keeps_the_entry_from_being_saved()
    {
        using var draft = Draft();
        draft.Form.Open("headers");
        draft.Form.Enter(draft.Form.Plan.Shown.Single(field => field.Path == "headers"), "A: [");
        await draft.ValidateNowAsync();
        Assert.False(draft.Valid);
    }

    [Fact]
    public async Task Several_entries_are_validated_together_but_not_while_one_is_edited()
    {
        using var draft = Draft();
        draft.Form.Write("- name: a\n- name: b\n");
        await draft.ValidateNowAsync();
        Assert.NotNull(draft.Batch);
        using var edit = new EntryDraft(_engine, AllTypes.Checks, _clock, "- name: a\n- name: b\n", "a");
        await edit.ValidateNowAsync();
        Assert.Null(edit.Batch);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_in_time_is_asked_again_but_not_for_ever()
    {
        _engine.Silent = 2;
        using var draft = Draft();
        await AnsweredAsync(draft);
        Assert.True(draft.Valid);

        _engine.Silent = int.MaxValue;
        await AnsweredAsync(draft);
        Assert.False(draft.Valid);
        Assert.False(draft.Validating);
        Assert.Contains("did not answer in time", draft.Refusal, StringComparison.Ordinal);
    }

    private async Task AnsweredAsync(EntryDraft draft)
    {
        var answer = draft.ValidateNowAsync();
        while (!answer.IsCompleted)
        {
            _clock.Advance(EntryDraft.Pause);
            await Task.Yield();
            Assert.True(_engine.Validated.Count < 10, "it asks for ever");
        }

        await answer;
    }

    private EntryDraft Draft() => new(_engine, AllTypes.Checks, _clock);
}
