using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.Config;
using Monitor.Web.Engine;
using MudBlazor;

namespace Monitor.Web.Editing;

/// <summary>Adds a check or several, or edits one that was made on the board.</summary>
public sealed partial class CheckDialog : IDisposable
{
    private readonly HashSet<string> _touched = [];
    private EntryDraft _draft = null!; // set before the first render
    private TrialReply? _trial;
    private string? _trouble;
    private bool _asYaml;
    private bool _trying;
    private bool _saving;

    /// <summary>The entry that the changes are meant for.</summary>
    private string _seen = "";

    /// <summary>What is not lost when the dialog closes: nobody has typed it, or it is saved.</summary>
    private string _safe = "";

    /// <summary>What somebody else has saved in its place meanwhile; null when nobody has.</summary>
    private string? _there;

    /// <summary>What it begins with.</summary>
    [Parameter] public DialogStart Start { get; set; } = new();

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject] private ICheckDesk Desk { get; set; } = null!;

    [Inject] private CheckTypes Types { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    private string? Replacing => Start.Replacing;

    private bool Editing => Replacing is not null;

    private ImmutableArray<EntryChange> Changes =>
        _draft is { Before: { } before, Form: { Cannot: null, Sheet: var now } } ? EntryChange.Between(before, now) : [];

    /// <summary>How many of several checks can be added.</summary>
    private int Good => _draft is { IsMany: true, Form.IsCut: false, Batch: { Refusal: null } batch } ? batch.Good.Count() : 0;

    private string GoodWords => Good == 1 ? "Add the good one" : $"Add the {Good} good ones";

    private string SaveWords => this switch
    {
        { Editing: true } => "Save",
        { _draft: { IsMany: true, Batch: { } batch } } => $"Add all {batch.Entries.Length}",
        _ => "Add check",
    };

    private string Hint => this switch
    {
        { _saving: true } => "Saving…",
        { _draft.Valid: true } => "Ready to save",
        { _draft.Validating: true } => "Checking…",
        { _draft.IsMany: true } => "",
        _ => Missing(),
    };

    /// <summary>However it was closed: what was typed and not saved can be gone on with.</summary>
    public void Dispose()
    {
        if (_draft.Yaml != _safe && !string.IsNullOrWhiteSpace(_draft.Yaml))
            CheckDialogs.Keep(Dialogs, Snackbar, Start with { Yaml = Editing ? _seen : Start.Yaml, Typed = _draft.Yaml });
        _draft.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _seen = Start.Yaml ?? "";
        _draft = new EntryDraft(Desk, Types, Clock, Start.Yaml, Replacing);
        _safe = _draft.Yaml;
        if (Start.Typed is { } typed)
            _draft.Form.Write(typed);
        _asYaml = _draft.Form.Cannot is not null;
        await _draft.ValidateNowAsync();
    }

    // An empty form is not wrong yet: a field complains once somebody has been there.
    private string? ProblemOf(string field) => Start.Yaml is not null || _touched.Contains(field) ? _draft.Problems.For(field) : null;

    private string Missing()
    {
        var fields = _draft.Problems.Fields.Where(field => Start.Yaml is null && !_touched.Contains(field)).Select(FieldLabel.Of).Distinct().ToList();
        if (fields.Count > 0)
            return $"Still needed: {string.Join(", ", fields)}";
        return _draft.Problems.All.IsEmpty ? "" : $"{_draft.Problems.All.Length} to put right";
    }

    private Task FormChangedAsync(string field)
    {
        _touched.Add(field);
        return ChangedAsync();
    }

    private Task YamlChangedAsync(string yaml)
    {
        _draft.Form.Write(yaml);
        return ChangedAsync();
    }

    private Task PickAsync(string type)
    {
        _touched.Clear();
        _draft.Form.Become(type);
        return ChangedAsync();
    }

    private Task FillInAsync()
    {
        _draft.Form.FillIn();
        return ChangedAsync();
    }

    private Task ChangedAsync()
    {
        _trial = null;
        return _draft.ChangedAsync();
    }

    private async Task TryOutAsync()
    {
        (_trying, _trial, _trouble) = (true, null, null);
        try
        {
            var (tried, reply) = (_draft.Yaml, await Desk.TryOutAsync(_draft.Yaml, Replacing, CancellationToken.None));
            _trial = tried == _draft.Yaml ? reply : null; // it says nothing about another text
        }
        catch (Exception e)
        {
            _trouble = $"The test could not be run: {e.Message}";
        }

        _trying = false;
    }

    /// <summary>From now on the changes are against what somebody else has saved.</summary>
    private void Meets(string there)
    {
        (_there, _seen) = (there, there);
        _draft.Begin(there);
    }

    private Task TakeTheirsAsync()
    {
        (_there, _safe) = (null, _seen);
        return YamlChangedAsync(_seen);
    }

    private Task KeepMineAsync() => SaveAsync(onlyGood: false);

    private async Task SaveAsync(bool onlyGood)
    {
        (_saving, _trouble, _there) = (true, null, null);
        var sent = _draft.Yaml;
        try
        {
            var reply = await (Replacing is { } name ? Desk.ReplaceAsync(name, _draft.Yaml, _seen, CancellationToken.None)
                : _draft.IsMany ? Desk.AddAllAsync(_draft.Yaml, onlyGood, CancellationToken.None)
                : Desk.AddAsync(_draft.Yaml, CancellationToken.None));
            if (reply.There is { } there)
                Meets(there);
            else
                _draft.Take(reply);
            if (reply.Done)
            {
                Snackbar.Add(reply.Message, MudBlazor.Severity.Success);
                _safe = sent;
                if (!(onlyGood && reply.Batch is { } batch && batch.Bad.Any()))
                    Dialog.Close(DialogResult.Ok(true));
                else if (sent == _draft.Yaml)
                    await YamlChangedAsync(batch.BadYaml); // they are not lost
            }
        }
        catch (Exception e)
        {
            _trouble = $"The check could not be saved: {e.Message}";
        }

        _saving = false;
    }
}
