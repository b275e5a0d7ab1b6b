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

    private ImmutableArray<ConfigVersion> _versions;
    private (ConfigStatus Config, int Checks) _drawn;

    [CascadingParameter] private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private IConfigDesk Desk { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override LiveQuery Begin() => new(Clock, Refresh, retry: Retry);

    /// <summary>A new version comes with a new status of the configuration.</summary>
    protected override long Heard(BoardSnapshot board) => board.Config.Number;

    protected override Task FollowAsync() => LoadAsync();

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive && _versions.IsDefault ? LoadAsync() : Task.CompletedTask;

    protected override bool OnFrame(BoardSnapshot now)
    {
        base.OnFrame(now);
        var before = _drawn;
        _drawn = (now.Config, now.Tiles.Length);
        return before != _drawn;
    }

    private Task LoadAsync() => AskAsync(Desk.VersionsAsync, versions => _versions = versions);
}
