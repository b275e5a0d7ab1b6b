using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.Config;
using MudBlazor;

namespace Monitor.Web.Board;

/// <summary>Asks which tags some checks are to get, and which they are to lose.</summary>
public sealed partial class TagDialog
{
    private const int Most = 12;
    private const int Longest = 400;

    private static readonly DialogOptions Options = new() { CloseButton = true, CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small, FullWidth = true };

    private readonly Dictionary<string, Fate> _fates = new(StringComparer.OrdinalIgnoreCase);
    private string? _add;

    private enum Fate
    {
        Keep,
        All,
        None,
    }

    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter, EditorRequired] public required ImmutableArray<TagCount> Tags { get; set; }

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    private ImmutableArray<TagCount> Shown => [.. Tags.Take(Most)];

    private TagChange Change => new(
        (_add ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Concat(With(Fate.All)), With(Fate.None));

    private bool IsUntouched => string.IsNullOrWhiteSpace(_add) && _fates.Count == 0;

    /// <summary>Null when nothing is to be changed after all.</summary>
    public static async Task<TagChange?> AskAsync(IDialogService dialogs, string name, ImmutableArray<TagCount> tags)
    {
        var parameters = new DialogParameters<TagDialog> { { x => x.Name, name }, { x => x.Tags, tags } };
        var dialog = await dialogs.ShowAsync<TagDialog>($"Tags of {name}", parameters, Options);
        return (await dialog.Result)?.Data as TagChange;
    }

    /// <summary>What all of them have, they need not get.</summary>
    private static Fate[] Fates(TagCount tag) => tag.Count == tag.Picked ? [Fate.Keep, Fate.None] : [Fate.Keep, Fate.All, Fate.None];

    private static string Words(Fate fate) => fate switch
    {
        Fate.All => "add to all",
        Fate.None => "remove",
        _ => "leave as it is",
    };

    private Fate FateOf(string tag) => _fates.GetValueOrDefault(tag);

    private IEnumerable<string> With(Fate fate) => _fates.Where(one => one.Value == fate).Select(one => one.Key);

    private void Choose(string tag, Fate fate)
    {
        if (fate == Fate.Keep)
            _fates.Remove(tag);
        else
            _fates[tag] = fate;
    }

    private void Give() => Dialog.Close(DialogResult.Ok(Change));
}
