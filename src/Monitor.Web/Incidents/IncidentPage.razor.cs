using Microsoft.AspNetCore.Components;
using Monitor.Web.Engine;
using Monitor.Web.Shared;
using MudBlazor;

namespace Monitor.Web.Incidents;

/// <summary>One incident: how it went, who was told, what people wrote down, and what else failed at the time.</summary>
public sealed partial class IncidentPage
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OneDay = TimeSpan.FromHours(20);

    private (string Check, string Id)? _asked;
    private IncidentView? _view;
    private bool _loaded;

    /// <summary>Only makes the route match; the incident is read from the address.</summary>
    [Parameter] public string? Rest { get; set; }

    [Inject] private IIncidentDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override LiveQuery Begin() => new(Clock, Refresh, Seldom, Retry);

    protected override Task FollowAsync() => LoadAsync();

    protected override async Task OnParametersSetAsync()
    {
        var asked = IncidentAddress.In(Navigation.Uri);
        if (!RendererInfo.IsInteractive || (asked == _asked && _loaded))
            return;
        (_asked, _view, _loaded) = (asked, null, false);
        await LoadAsync();
    }

    private static TimeStyle Style(IncidentView view) =>
        view.Story.Events is [var first, .., var last] && last.At - first.At > OneDay ? TimeStyle.Day : TimeStyle.Clock;

    private Task LoadAsync() => AskAsync(
        cancel => _asked is { } which ? Desk.ReadAsync(which.Check, which.Id, cancel) : Task.FromResult<IncidentView?>(null),
        view => (_view, _loaded) = (view, true));

    private async Task<bool> NoteAsync(NoteOrder note)
    {
        if (_view is not { } view)
            return false;
        var isDone = await Snackbar.TellAsync(() => Desk.NoteAsync(view.Incident.Check, view.Incident.Id, note, CancellationToken.None));
        if (isDone && !Closed)
            await LoadAsync();
        return isDone;
    }
}
