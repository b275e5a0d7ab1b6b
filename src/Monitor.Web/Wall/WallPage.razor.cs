using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Monitor.Actors.Board;
using Monitor.Web.Board;
using Monitor.Web.Layout;
using Monitor.Web.Shared;

namespace Monitor.Web.Wall;

/// <summary>The board for a screen that everybody sees and nobody touches: what fails, large, and the whole fleet below.</summary>
/// <remarks>The address may narrow it, as the board's does: <c>?group=</c>, <c>?tag=</c>, <c>?severity=</c>, <c>?type=</c>.</remarks>
public sealed partial class WallPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private BoardFilter _filter = new();
    private BoardView _view = BoardView.Empty;
    private WallPlan _plan = WallPlan.Of(BoardView.Empty);
    private ImmutableArray<Lane> _all = [];
    private StatusCounts _counts;
    private StatusLook _look = StatusLook.NoData;
    private LiveState _state;
    private long _drawnAt;

    [SupplyParameterFromQuery] private string? Group { get; set; }

    [SupplyParameterFromQuery] private string? Tag { get; set; }

    [SupplyParameterFromQuery] private string? Severity { get; set; }

    [SupplyParameterFromQuery] private string? Type { get; set; }

    [CascadingParameter] private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <summary>A dead wall must not look healthy.</summary>
    protected override TimeSpan? AtLeastEvery => TimeSpan.FromSeconds(1);

    private string Headline => _state == LiveState.Stopped
        ? $"Engine stopped {Spans.Short(Clock.GetUtcNow() - Snapshot.At)} ago: this is old"
        : BoardSummary.Headline(_counts, Snapshot.Ready);

    protected override void OnParametersSet()
    {
        _filter = BoardFilter.From(null, null, Severity, null, Tag, null, Group, Type);
        Arrange();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && RendererInfo.IsInteractive)
            await Js.InvokeVoidAsync("ui.stayAwake");
    }

    protected override bool OnFrame(BoardSnapshot now)
    {
        if (Clock.GetElapsedTime(_drawnAt) < Pace)
            return false;
        Arrange();
        return true;
    }

    private void Arrange()
    {
        _drawnAt = Clock.GetTimestamp();
        _view = BoardView.Of(Snapshot, _filter);
        _plan = WallPlan.Of(_view);
        _state = Liveness.Of(Snapshot, Clock.GetUtcNow());
        ImmutableArray<int> shown = [.. _view.Lanes.SelectMany(lane => lane.Slots).Order()];
        _counts = StatusCounts.Of(shown.Select(slot => Snapshot.Tiles[slot]));
        _all = [new Lane("All checks", "by name", shown, _counts)];
        _look = _state == LiveState.Stopped ? StatusLook.Warn
            : StatusLook.Statuses.Where(status => _counts[status] > 0).Select(StatusLook.For).FirstOrDefault(StatusLook.NoData);
    }
}
