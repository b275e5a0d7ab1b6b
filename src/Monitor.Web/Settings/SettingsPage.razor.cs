using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Actors.Config.Versions;
using Monitor.Web.Engine;
using Monitor.Web.Shared;

namespace Monitor.Web.Settings;

/// <summary>How this browser shows the board, what is wrong with the configuration, and what it was before.</summary>
public sealed partial class SettingsPage
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private static readonly ImmutableArray<(string Choice, string Icon, string Word)> Themes =
        [("light", IconPath.Sun, "Light"), ("dark", IconPath.Moon, "Dark"), ("system", IconPath.Auto, "As the system")];

    private LiveQuery _query = null!; // when the page begins
    private ImmutableArray<ConfigVersion> _versions;

    [CascadingParameter] private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private IConfigDesk Desk { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _query = new LiveQuery(Clock, Refresh, retry: Retry);
    }

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive && _versions.IsDefault ? LoadAsync() : Task.CompletedTask;

    /// <summary>A new version comes with a new status of the configuration.</summary>
    protected override bool OnFrame(BoardSnapshot now)
    {
        if (_query.IsDue(Heard(now)))
            _ = InvokeAsync(LoadAsync);
        return true;
    }

    protected override void OnClosing() => _query.Dispose();

    private static long Heard(BoardSnapshot board) => (board.Config.RejectedAt ?? board.Config.RunningSince)?.UtcTicks ?? 0;

    private async Task LoadAsync()
    {
        if (await _query.AskAsync(Heard(Snapshot), async cancel => _versions = await Desk.VersionsAsync(cancel)) && !Closed)
            StateHasChanged();
    }
}
