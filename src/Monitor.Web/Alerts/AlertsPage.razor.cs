using Microsoft.AspNetCore.Components;
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

    [SupplyParameterFromQuery] private string? Check { get; set; }

    [SupplyParameterFromQuery] private string? Channel { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    [SupplyParameterFromQuery] private long? Before { get; set; }

    [Inject] private IAlertDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override LiveQuery Begin() => new(Clock, Refresh, Seldom, retry: Seldom);

    protected override Task FollowAsync() => LoadAsync();

    protected override async Task OnParametersSetAsync()
    {
        var asked = AlertsFilter.From(Check, Channel, State, Before);
        if (!RendererInfo.IsInteractive || (asked == _filter && _page is not null))
            return;
        (_filter, _page) = (asked, _filter == asked ? _page : null);
        await LoadAsync();
    }

    private void Show(AlertsFilter filter) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.Query));

    private void OnNames(IEnumerable<string> names) => _channels.UnionWith(names);

    private Task LoadAsync() => AskAsync(
        async cancel =>
        {
            var open = await Desk.DeliveriesAsync(new DeliveryFilter(Since: Clock.GetUtcNow() - OpenWindow, OnlyOpen: true), MostOpen, cancel);
            var page = _page is { } still && _filter.Before is not null ? still : await Desk.DeliveriesAsync(_filter.Ask, AlertsFilter.PageSize, cancel);
            return (open, page);
        },
        found =>
        {
            (_open, _page) = found;
            OnNames(found.open.Deliveries.Concat(found.page.Deliveries).Select(delivery => delivery.Channel).Concat(_filter.Channel is { } picked ? [picked] : []));
        });

    private async Task ResendAsync(AlertDelivery delivery)
    {
        _busy = delivery;
        await Snackbar.TellAsync(() => Desk.ResendAsync(delivery, CancellationToken.None));
        _busy = null;
        if (!Closed)
            await LoadAsync();
    }
}
