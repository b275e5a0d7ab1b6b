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

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private VersionChange? _change;
    private int? _loaded;
    private bool _busy;

    [Parameter, EditorRequired] public required int Number { get; set; }

    [CascadingParameter] private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private IConfigDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private string Title => _change is { Version.At: var at } ? $"Version {Number}, {ZoneLook.Draw(at, Zone, TimeStyle.Day)}" : $"Version {Number}";

    protected override LiveQuery Begin() => new(Clock, Refresh, retry: Retry);

    /// <summary>What it is compared with stands still while it is read, until other files come into use or are refused.</summary>
    protected override long Heard(BoardSnapshot board) => board.Config.Number;

    protected override Task FollowAsync() => LoadAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _loaded == Number)
            return;
        (_change, _loaded) = (null, null);
        await LoadAsync();
    }

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

    private Task LoadAsync()
    {
        var asked = Number;
        return AskAsync(cancel => Desk.CompareAsync(asked, cancel), change => (_change, _loaded) = (change, asked));
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
