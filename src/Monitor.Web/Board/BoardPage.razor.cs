using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Monitor.Actors.Board;
using Monitor.Web.Editing;
using Monitor.Web.Engine;
using MudBlazor;

namespace Monitor.Web.Board;

/// <summary>The live dashboard: what needs attention first, everything else below.</summary>
public sealed partial class BoardPage
{
    // The outer height of a line, gap included, as in app.css; Virtualize counts with it.
    private const float CardHeight = 142;
    private const float RowHeight = 46;

    private static readonly TimeSpan Reorder = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Speak = TimeSpan.FromSeconds(10);

    private BoardFilter _filter = new();
    private BoardView _view = BoardView.Empty;
    private ImmutableArray<BoardLine> _lines = [];
    private ElementReference _board;
    private DotNetObjectReference<BoardPage>? _self;
    private IJSObjectReference? _columnWatch;
    private int _cardColumns = 4;
    private bool _live;
    private long _shape = -1;
    private int _count = -1;
    private long _orderedAt;
    private long _spokenAt;
    private string _spoken = "";
    private long _drawn = -1;
    private BoardFilter? _fromQuery;
    private FailingDay? _day;
    private LiveQuery _dayQuery = null!; // when the page begins

    /// <summary>The checks that are picked; null while nobody picks.</summary>
    private ImmutableSortedSet<string>? _picked;
    private readonly Queue<BoardFilter> _sent = new();

    [SupplyParameterFromQuery(Name = "q")] private string? Search { get; set; }

    [SupplyParameterFromQuery] private string? Status { get; set; }

    [SupplyParameterFromQuery] private string? Severity { get; set; }

    [SupplyParameterFromQuery] private string? Group { get; set; }

    [SupplyParameterFromQuery] private string? Tag { get; set; }

    [SupplyParameterFromQuery] private string? View { get; set; }

    [SupplyParameterFromQuery] private string? Quiet { get; set; }

    [SupplyParameterFromQuery] private string? Type { get; set; }

    [SupplyParameterFromQuery] private string? By { get; set; }

    [SupplyParameterFromQuery] private string? Folded { get; set; }

    [Inject] private IFailingTrend Trend { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    private int Columns => _filter.AsRows ? 1 : _cardColumns;

    // So that a change of order that was put off is drawn even if nothing else happens.
    protected override TimeSpan? AtLeastEvery => Reorder;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _dayQuery = new LiveQuery(Clock, FailingTrend.Age);
    }

    protected override void OnParametersSet()
    {
        var asked = BoardFilter.From(Search, Status, Severity, View, Tag, Quiet, Group, Type, By, Folded);
        if (asked == _fromQuery)
            return;
        _fromQuery = asked;
        // What comes back from our own navigation is older than what has been typed since.
        if (_sent.Contains(asked))
        {
            while (_sent.Dequeue() != asked)
            {
            }

            return;
        }

        _filter = asked;
        Arrange();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !RendererInfo.IsInteractive)
            return;
        _self = DotNetObjectReference.Create(this);
        _columnWatch = await Js.InvokeAsync<IJSObjectReference?>("ui.watchColumns", _board, _self);
        _live = true;
        StateHasChanged();
        await LookBackAsync();
    }

    /// <summary>The page measured how many cards fit side by side.</summary>
    [JSInvokable]
    public void ColumnsChanged(int columns)
    {
        if (columns == _cardColumns || columns is < 1 or > 40)
            return;
        _cardColumns = columns;
        _lines = _view.Lines(Columns);
        StateHasChanged();
    }

    protected override bool OnFrame(BoardSnapshot now)
    {
        var moved = now.ShapeSeq != _shape;
        var resized = now.Tiles.Length != _count;
        // At most once a second: cards that jump under the pointer help nobody.
        var arrange = resized || (moved && Clock.GetElapsedTime(_orderedAt) >= Reorder);
        if (arrange)
            Arrange();
        if (_spoken.Length == 0 || Clock.GetElapsedTime(_spokenAt) >= Speak)
            (_spoken, _spokenAt) = (BoardSummary.Headline(_view.All, now.Ready), Clock.GetTimestamp());
        if (_dayQuery.IsDue(now.Seq))
            _ = InvokeAsync(LookBackAsync);
        var changed = arrange || now.Seq != _drawn;
        _drawn = now.Seq;
        return changed;
    }

    protected override void OnClosing()
    {
        _dayQuery.Dispose();
        _ = _columnWatch is null ? Task.CompletedTask : StopColumnsAsync(_columnWatch);
        _self?.Dispose();
    }

    private static async Task StopColumnsAsync(IJSObjectReference watch)
    {
        try
        {
            await watch.InvokeVoidAsync("stop");
            await watch.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the observer with it.
        }
    }

    /// <summary>A day that cannot be read is not shown; the board goes on.</summary>
    private async Task LookBackAsync()
    {
        if (await _dayQuery.AskAsync(Snapshot.Seq, _ => Trend.ReadAsync(), day => _day = day) && !Closed)
            StateHasChanged();
    }

    private void Arrange()
    {
        _view = BoardView.Of(Snapshot, _filter);
        _lines = _view.Lines(Columns);
        (_shape, _count, _orderedAt) = (Snapshot.ShapeSeq, Snapshot.Tiles.Length, Clock.GetTimestamp());
    }

    private void Show(BoardFilter filter)
    {
        if (filter == _filter)
            return;
        _filter = filter;
        _sent.Enqueue(filter);
        Arrange();
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.Query), replace: true);
    }

    private void Select() => _picked = _picked is null ? ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.OrdinalIgnoreCase) : null;

    private void Pick(ImmutableSortedSet<string> picked) => _picked = picked;

    private IEnumerable<string> MatchingNames() =>
        _view.Lanes.SelectMany(lane => lane.Slots).Where(slot => slot < Snapshot.Tiles.Length).Select(slot => Snapshot.Tiles[slot].Name.Value);

    /// <summary>What needs attention is never hidden.</summary>
    private EventCallback<string> FoldOf(Lane lane) =>
        _filter.By is null || lane == _view.Lanes[0] && lane.Counts.Fail + lane.Counts.Warn > 0 ? default : EventCallback.Factory.Create<string>(this, title => Show(_filter.Fold(title)));

    private Task AddCheckAsync() => CheckDialogs.AddAsync(Dialogs);
}
