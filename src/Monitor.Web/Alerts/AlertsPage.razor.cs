using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;
using MudBlazor;

namespace Monitor.Web.Alerts;

/// <summary>Who was told of what, whether it arrived, and what keeps alerts back.</summary>
/// <remarks>The first page follows along; older ones stand still.</remarks>
public sealed partial class AlertsPage
{
    private const int MostOpen = 50;

    private static readonly TimeSpan OpenWindow = TimeSpan.FromDays(7);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(5);

    private readonly SortedSet<string> _channels = new(StringComparer.Ordinal);
    private AlertsFilter _filter = new();
    private DeliveryPage? _open;
    private DeliveryPage? _page;
    private AlertDelivery? _busy;
    private string? _trouble;
    private bool _loading;
    private long _heard = -1;
    private DateTimeOffset _askedAt;
    private TimeSpan _pause = Refresh;
    private CancellationTokenSource _newest = new();

    [SupplyParameterFromQuery] private string? Check { get; set; }

    [SupplyParameterFromQuery] private string? Channel { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    [SupplyParameterFromQuery] private long? Before { get; set; }

    [Inject] private IAlertDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override async Task OnParametersSetAsync()
    {
        var asked = AlertsFilter.From(Check, Channel, State, Before);
        if (!RendererInfo.IsInteractive || (asked == _filter && _page is not null))
            return;
        (_filter, _page) = (asked, _filter == asked ? _page : null);
        await LoadAsync();
    }

    protected override bool OnFrame(BoardSnapshot now)
    {
        var waited = Clock.GetUtcNow() - _askedAt;
        if (!_loading && (_page is not null || _trouble is not null) && (waited >= Seldom || now.EventSeq != _heard) && waited >= _pause)
        {
            _heard = now.EventSeq;
            _ = InvokeAsync(LoadAsync);
        }

        return false;
    }

    protected override void OnClosing() => _newest.Cancel();

    private void Show(AlertsFilter filter) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.Query));

    private void OnNames(IEnumerable<string> names) => _channels.UnionWith(names);

    private async Task LoadAsync()
    {
        await _newest.CancelAsync();
        var mine = _newest = new CancellationTokenSource();
        var started = Clock.GetTimestamp();
        _loading = true;
        try
        {
            var open = await Desk.DeliveriesAsync(new DeliveryFilter(Since: Clock.GetUtcNow() - OpenWindow, OnlyOpen: true), MostOpen, mine.Token);
            var page = _page is { } still && _filter.Before is not null ? still : await Desk.DeliveriesAsync(_filter.Ask, AlertsFilter.PageSize, mine.Token);
            mine.Token.ThrowIfCancellationRequested();
            (_open, _page, _trouble) = (open, page, null);
            OnNames(open.Deliveries.Concat(page.Deliveries).Select(delivery => delivery.Channel).Concat(_filter.Channel is { } picked ? [picked] : []));
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            _trouble = e.Message;
        }

        // A slow database is asked less often.
        (_loading, _askedAt) = (false, Clock.GetUtcNow());
        _pause = TimeSpan.FromTicks(Math.Max(Refresh.Ticks, 10 * Clock.GetElapsedTime(started).Ticks));
        if (!Closed)
            StateHasChanged();
    }

    private async Task ResendAsync(AlertDelivery delivery)
    {
        _busy = delivery;
        try
        {
            var reply = await Desk.ResendAsync(delivery, CancellationToken.None);
            Snackbar.Add(reply.Message, reply.Done ? Severity.Success : Severity.Warning);
        }
        catch (Exception e)
        {
            Snackbar.Add($"The engine did not do it: {e.Message}", Severity.Error);
        }

        _busy = null;
        if (!Closed)
            await LoadAsync();
    }
}
