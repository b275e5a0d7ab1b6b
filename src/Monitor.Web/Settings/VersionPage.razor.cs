using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Web.Engine;
using Monitor.Web.Shared;
using MudBlazor;

namespace Monitor.Web.Settings;

/// <summary>What going back to an earlier configuration would change, and the button that does it.</summary>
public sealed partial class VersionPage
{
    private const int MostNames = 20;

    private readonly CancellationTokenSource _closing = new();
    private VersionChange? _change;
    private string? _trouble;
    private ConfigStatus? _comparedUnder;
    private bool _asked;
    private bool _busy;

    [Parameter, EditorRequired] public required int Number { get; set; }

    [CascadingParameter] private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private IConfigDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private string Title => _change is { Version.At: var at } ? $"Version {Number}, {ZoneLook.Draw(at, Zone, TimeStyle.Day)}" : $"Version {Number}";

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _change?.Version.Number != Number)
            await LoadAsync();
    }

    /// <summary>What it is compared with stands still while it is read, until other files come into use or are refused.</summary>
    protected override bool OnFrame(BoardSnapshot now)
    {
        if (_asked && now.Config != _comparedUnder)
            _ = InvokeAsync(LoadAsync);
        return false;
    }

    protected override void OnClosing() => _closing.Cancel();

    private static string Headline(VersionChange change) => change switch
    {
        { IsThere: true } => "This is what is there now",
        { Added.IsEmpty: true, Changed.IsEmpty: true, Removed.IsEmpty: true, IsUsable: true } => "Going back changes no check",
        { IsUsable: false } => "Nobody can go back to it",
        _ => "Going back to it changes what is watched",
    };

    private static string Plural(string word) => word switch { "comes back" => "come back", "changes" => "change", _ => "go" };

    private static char Mark(LineKind kind) => kind switch
    {
        LineKind.Added => '+',
        LineKind.Removed => '−',
        _ => ' ',
    };

    private async Task LoadAsync()
    {
        try
        {
            (_asked, _comparedUnder) = (false, Snapshot.Config);
            (_change, _trouble) = (await Desk.CompareAsync(Number, _closing.Token), null);
            _asked = true;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            _trouble = e.Message;
        }

        if (!Closed)
            StateHasChanged();
    }

    private async Task GoBackAsync()
    {
        _busy = true;
        var done = await Snackbar.TellAsync(() => Desk.GoBackAsync(Number, CancellationToken.None));
        _busy = false;
        if (done && !Closed)
            Navigation.NavigateTo("/settings");
    }
}
