using MudBlazor;

namespace Monitor.Web.Editing;

/// <summary>Opens the dialog in which checks are added and edited, and offers to open it again with what was typed and not saved.</summary>
public static class CheckDialogs
{
    private const int KeptForMs = 15_000;

    private static readonly DialogOptions Options = new()
    {
        CloseButton = true,
        CloseOnEscapeKey = true,
        BackdropClick = false,
        MaxWidth = MaxWidth.Small,
        FullWidth = true,
    };

    public static Task AddAsync(IDialogService dialogs) => OpenAsync(dialogs, new DialogStart());

    /// <summary>Adds a check that begins as a copy of another.</summary>
    public static Task DuplicateAsync(IDialogService dialogs, string yaml) => OpenAsync(dialogs, new DialogStart(Yaml: yaml));

    public static Task EditAsync(IDialogService dialogs, string name, string yaml) => OpenAsync(dialogs, new DialogStart(name, yaml));

    /// <summary>For a while, what was typed can be gone on with.</summary>
    public static void Keep(IDialogService dialogs, ISnackbar snackbar, DialogStart start) => snackbar.Add("What you typed is not saved", Severity.Normal, options =>
    {
        options.VisibleStateDuration = KeptForMs;
        options.Action = "Go on editing";
        options.OnClick = _ => OpenAsync(dialogs, start);
    });

    private static Task<IDialogReference> OpenAsync(IDialogService dialogs, DialogStart start) =>
        dialogs.ShowAsync<CheckDialog>(start.Replacing is { } name ? $"Edit {name}" : "Add check", new DialogParameters<CheckDialog> { { x => x.Start, start } }, Options);
}

/// <summary>What the dialog of a check begins with.</summary>
/// <param name="Replacing">The name of the check being edited; null to add one.</param>
/// <param name="Yaml">The entry to begin with; null for an empty form.</param>
/// <param name="Typed">What was typed before, to go on with; null to begin with the entry.</param>
public sealed record DialogStart(string? Replacing = null, string? Yaml = null, string? Typed = null);
