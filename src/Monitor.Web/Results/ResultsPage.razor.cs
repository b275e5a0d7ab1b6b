using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Actors.History;
using Monitor.Web.Engine;

namespace Monitor.Web.Results;

/// <summary>Every result of the last 24 hours, newest first, a page at a time from the database.</summary>
/// <remarks>
/// The first page follows along. Older pages stand still, seen from the moment the first one was left, and new results
/// are only counted: rows that move while they are read help nobody.
/// </remarks>
public sealed partial class ResultsPage
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private ResultsFilter _filter = new();
    private ResultPage? _page;
    private string? _trouble;
    private int _new;
    private long _seen = -1;
    private bool _loading;
    private DateTimeOffset _loadedAt;
    private DateTimeOffset? _standsAt;
    private TimeSpan _pause = Refresh;
    private CancellationTokenSource _newest = new();

    [SupplyParameterFromQuery] private string? Check { get; set; }

    [SupplyParameterFromQuery] private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? PageNumber { get; set; }

    [Inject] private IArchive Archive { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    private int Pages => Math.Max(1, ((_page?.Total ?? 0) + ResultsFilter.PageSize - 1) / ResultsFilter.PageSize);

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override async Task OnParametersSetAsync()
    {
        var asked = ResultsFilter.From(Check, Status, PageNumber);
        if (!RendererInfo.IsInteractive || (asked == _filter && _page is not null))
            return;
        var sameRows = asked with { Page = _filter.Page } == _filter;
        _standsAt = asked.Page == 1 ? null : sameRows ? _standsAt ?? _loadedAt : Clock.GetUtcNow();
        _filter = asked;
        await LoadAsync();
    }

    protected override bool OnFrame(BoardSnapshot now)
    {
        var moved = _trouble is not null || (now.Seq != _seen && _page is not null);
        if (moved && !_loading && Clock.GetUtcNow() - _loadedAt >= _pause)
        {
            _seen = now.Seq;
            _ = InvokeAsync(_standsAt is null || _trouble is not null ? LoadAsync : CountNewAsync);
        }

        return false;
    }

    protected override void OnClosing() => _newest.Cancel();

    private void Show(ResultsFilter filter)
    {
        if (filter == _filter)
            _ = InvokeAsync(LoadAsync);
        else
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.Query));
    }

    private async Task LoadAsync()
    {
        var until = _standsAt;
        await AskAsync(async cancel =>
        {
            var since = (until ?? Clock.GetUtcNow()) - ResultsFilter.Window;
            var page = _filter.Ask(since, until) is { } ask
                ? await Archive.ResultsAsync(ask, (_filter.Page - 1) * ResultsFilter.PageSize, ResultsFilter.PageSize, cancel)
                : new ResultPage([], 0);
            cancel.ThrowIfCancellationRequested();
            (_page, _new) = (page, until is null ? 0 : _new);
        });
    }

    private Task CountNewAsync() => AskAsync(async cancel =>
    {
        if (_standsAt is { } from && _filter.Ask(from, null) is { } ask)
            _new = (await Archive.ResultsAsync(ask, 0, 1, cancel)).Total;
    });

    private async Task AskAsync(Func<CancellationToken, Task> ask)
    {
        await _newest.CancelAsync();
        var mine = _newest = new CancellationTokenSource();
        var started = Clock.GetTimestamp();
        _loading = true;
        try
        {
            await ask(mine.Token);
            _trouble = null;
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
        _loading = false;
        _loadedAt = Clock.GetUtcNow();
        _pause = TimeSpan.FromTicks(Math.Max((_trouble is null ? Refresh : RetryAfter).Ticks, 10 * Clock.GetElapsedTime(started).Ticks));
        if (!Closed)
            StateHasChanged();
    }
}
