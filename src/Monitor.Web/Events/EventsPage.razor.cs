using Microsoft.AspNetCore.Components;
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

    [SupplyParameterFromQuery] private string? Check { get; set; }

    [SupplyParameterFromQuery] private string? Kind { get; set; }

    [SupplyParameterFromQuery] private string? Actor { get; set; }

    [SupplyParameterFromQuery] private string? Since { get; set; }

    [SupplyParameterFromQuery] private string? Until { get; set; }

    [Inject] private IArchive Archive { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _diary = new EventDiary(Archive, Stretch);
    }

    protected override LiveQuery Begin() => new(Clock, Refresh, Seldom, retry: Seldom);

    protected override Task FollowAsync() => _diary.Loaded ? NewerAsync() : StartAsync();

    protected override async Task OnParametersSetAsync()
    {
        var asked = EventsFilter.From(Check, Kind, Actor, Since, Until);
        if (!RendererInfo.IsInteractive || (_diary.Loaded && asked == _filter))
            return;
        _filter = asked;
        await StartAsync();
    }

    private void Show(EventsFilter filter) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.Query));

    private Task StartAsync() => AskAsync(cancel => _diary.StartAsync(_filter.Ask, cancel), Take);

    private Task OlderAsync() => AskAsync(_diary.OlderAsync, Take);

    private Task NewerAsync() => AskAsync(_diary.NewerAsync, Take);

    private void Take(EventDiary diary)
    {
        _diary = diary;
        _kinds.UnionWith(diary.Events.Select(happened => happened.Kind));
        if (_filter.Kind is { } picked)
            _kinds.Add(picked);
    }
}
