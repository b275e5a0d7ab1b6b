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
    private LiveQuery _query = null!; // when the page begins

    [SupplyParameterFromQuery] private string? Check { get; set; }

    [SupplyParameterFromQuery] private string? Channel { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    [SupplyParameterFromQuery] private long? Before { get; set; }

    [Inject] private IAlertDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _query = new LiveQuery(Clock, Refresh, Seldom, retry: Seldom);
    }

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
        if (_query.IsDue(now.EventSeq))
            _ = InvokeAsync(LoadAsync);
        return false;
    }

    protected override void OnClosing() => _query.Dispose();

    private void Show(AlertsFilter filter) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.Query));

    private void OnNames(IEnumerable<string> names) => _channels.UnionWith(names);

    private async Task LoadAsync()
    {
        var isNews = await _query.AskAsync(Snapshot.EventSeq, async cancel =>
        {
            var open = await Desk.DeliveriesAsync(new DeliveryFilter(Since: Clock.GetUtcNow() - OpenWindow, OnlyOpen: true), MostOpen, cancel);
            var page = _page is { } still && _filter.Before is not null ? still : await Desk.DeliveriesAsync(_filter.Ask, AlertsFilter.PageSize, cancel);
            cancel.ThrowIfCancellationRequested();
            (_open, _page) = (open, page);
            OnNames(open.Deliveries.Concat(page.Deliveries).Select(delivery => delivery.Channel).Concat(_filter.Channel is { } picked ? [picked] : []));
        });
        if (isNews && !Closed)
            StateHasChanged();
    }

    private async Task ResendAsync(AlertDelivery delivery)
    {
        _busy = delivery;
        await Snackbar.TellAsync(() => Desk.ResendAsync(delivery, CancellationToken.None));
        _busy = null;
        if (!Closed)
            await LoadAsync();
    }
}
