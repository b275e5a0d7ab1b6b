using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Monitor.Actors.Board;
using Monitor.Web.Engine;
using Monitor.Web.Shared;
using MudBlazor;

namespace Monitor.Web.Layout;

/// <summary>The shell around every page: providers, navigation, and the zone that all times are drawn in.</summary>
public partial class MainLayout
{
    private static readonly DialogOptions HelpOptions =
        new() { CloseOnEscapeKey = true, CloseButton = true, MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };

    private DotNetObjectReference<MainLayout>? _self;
    private IDisposable? _watch;

    /// <summary>In which all times below are drawn.</summary>
    protected TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    [Inject] private Viewer Viewer { get; set; } = null!;

    [Inject] private BoardFeed Feed { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override void OnInitialized()
    {
        Zone = Viewer.ZoneFor(Feed.Current.Zone);
        Viewer.Changed += OnViewerChanged;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !RendererInfo.IsInteractive)
            return;
        _watch = Feed.Watch(now => InvokeAsync(() => OnFrame(now)));
        _self = DotNetObjectReference.Create(this);
        await Js.InvokeVoidAsync("ui.start", _self, Clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>The page tells what its browser prefers, at first and whenever it changes.</summary>
    [JSInvokable]
    public void Prefers(bool dark, string zoneChoice, string ownZone) => Viewer.Remember(dark, zoneChoice, ownZone);

    /// <summary>The tab was hidden or shown again: what nobody sees is not drawn.</summary>
    [JSInvokable]
    public void Hidden(bool hidden) => Feed.Paused = hidden;

    /// <summary>Lists the keyboard shortcuts.</summary>
    [JSInvokable]
    public Task Help() => Dialogs.ShowAsync<ShortcutsDialog>("Keyboard shortcuts", HelpOptions);

    public void Dispose()
    {
        Viewer.Changed -= OnViewerChanged;
        _watch?.Dispose();
        _self?.Dispose();
        GC.SuppressFinalize(this);
    }

    private void OnFrame(BoardSnapshot now)
    {
        if (Viewer.ZoneFor(now.Zone).Equals(Zone))
            return;
        OnViewerChanged();
    }

    private void OnViewerChanged()
    {
        Zone = Viewer.ZoneFor(Feed.Current.Zone);
        StateHasChanged();
    }
}
