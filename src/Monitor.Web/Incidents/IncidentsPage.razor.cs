using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Web.Engine;

namespace Monitor.Web.Incidents;

/// <summary>What fails now and what did, what was done about it, and who was told.</summary>
/// <remarks>The first page follows along; older ones stand still.</remarks>
public sealed partial class IncidentsPage
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private IncidentAsk _ask = new();
    private IncidentList? _list;
    private ImmutableArray<string> _groups = [];

    [SupplyParameterFromQuery] private string? Check { get; set; }

    [SupplyParameterFromQuery] private string? Group { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    [SupplyParameterFromQuery] private string? Since { get; set; }

    [SupplyParameterFromQuery] private string? Until { get; set; }

    [SupplyParameterFromQuery] private long? Before { get; set; }

    [Inject] private IIncidentDesk Desk { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override LiveQuery Begin() => new(Clock, Refresh, Seldom, Retry);

    protected override Task FollowAsync() => _ask.Before is null || Query.Trouble is not null ? LoadAsync() : Task.CompletedTask;

    protected override async Task OnParametersSetAsync()
    {
        var asked = IncidentAsk.From(Check, Group, State, Since, Until, Before);
        if (!RendererInfo.IsInteractive || (asked == _ask && _list is not null))
            return;
        (_ask, _list) = (asked, _ask == asked ? _list : null);
        await LoadAsync();
    }

    private void Show(IncidentAsk ask) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(ask.Query));

    private Task LoadAsync() => AskAsync(
        cancel => Desk.ListAsync(_ask, cancel),
        list =>
        {
            _list = list;
            _groups = [.. Snapshot.Tiles.Select(tile => tile.Group).Append(_ask.Group).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)];
        });
}
