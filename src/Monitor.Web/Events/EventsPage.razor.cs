using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;

namespace Monitor.Web.Events;

/// <summary>The journal as a diary of all checks.</summary>
public sealed partial class EventsPage
{
    private const int Stretch = 100;

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(5);

    private readonly SortedSet<string> _kinds = new(EventLog.Kinds, StringComparer.Ordinal);
    private EventDiary _diary = null!;
    private EventsFilter _filter = new();
    private LiveQuery _query = null!; // when the page begins

    [SupplyParameterFromQuery] private string? Check { get; set; }

    [SupplyParameterFromQuery] private string? Kind { get; set; }

    [SupplyParameterFromQuery] private string? Actor { get; set; }

    [SupplyParameterFromQuery] private string? Since { get; set; }

    [SupplyParameterFromQuery] private string? Until { get; set; }

    [Inject] private IArchive Archive { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _diary = new EventDiary(Archive, Stretch);
        _query = new LiveQuery(Clock, Refresh, Seldom, retry: Seldom);
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = EventsFilter.From(Check, Kind, Actor, Since, Until);
        if (!RendererInfo.IsInteractive || (_diary.Loaded && asked == _filter))
            return;
        _filter = asked;
        await StartAsync();
    }

    // The journal is asked when the board has heard of an event, and now and then in case it could not be read just then.
    protected override bool OnFrame(BoardSnapshot now)
    {
        if (_query.IsDue(now.EventSeq))
            _ = InvokeAsync(_diary.Loaded ? NewerAsync : StartAsync);
        return false;
    }

    protected override void OnClosing() => _query.Dispose();

    private void Show(EventsFilter filter) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.Query));

    private Task StartAsync() => AskAsync(cancel => _diary.StartAsync(_filter.Ask, cancel));

    private Task OlderAsync() => AskAsync(_diary.OlderAsync);

    private Task NewerAsync() => AskAsync(_diary.NewerAsync);

    private async Task AskAsync(Func<CancellationToken, Task> ask)
    {
        var isNews = await _query.AskAsync(Snapshot.EventSeq, async cancel =>
        {
            await ask(cancel);
            cancel.ThrowIfCancellationRequested();
            _kinds.UnionWith(_diary.Events.Select(happened => happened.Kind));
            if (_filter.Kind is { } picked)
                _kinds.Add(picked);
        });
        if (isNews && !Closed)
            StateHasChanged();
    }
}
