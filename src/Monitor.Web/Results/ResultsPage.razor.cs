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
    private int _new;
    private DateTimeOffset? _standsAt;

    [SupplyParameterFromQuery] private string? Check { get; set; }

    [SupplyParameterFromQuery] private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? PageNumber { get; set; }

    [SupplyParameterFromQuery] private string? Since { get; set; }

    [SupplyParameterFromQuery] private string? Until { get; set; }

    [Inject] private IArchive Archive { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private int Pages => Math.Max(1, ((_page?.Total ?? 0) + ResultsFilter.PageSize - 1) / ResultsFilter.PageSize);

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override long Heard(BoardSnapshot board) => board.Seq;

    protected override LiveQuery Begin() => new(Clock, Refresh, retry: RetryAfter);

    protected override Task FollowAsync() => _standsAt is null || Query.Trouble is not null ? LoadAsync() : CountNewAsync();

    protected override async Task OnParametersSetAsync()
    {
        var asked = ResultsFilter.From(Check, Status, PageNumber, Since, Until);
        if (!RendererInfo.IsInteractive || (asked == _filter && _page is not null))
            return;
        var sameRows = asked with { Page = _filter.Page } == _filter;
        _standsAt = asked.Page == 1 ? null : sameRows && _page is not null ? _standsAt ?? Query.AnsweredAt : Clock.GetUtcNow();
        _filter = asked;
        await LoadAsync();
    }

    private void Show(ResultsFilter filter)
    {
        if (filter == _filter)
            _ = InvokeAsync(LoadAsync);
        else
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.Query));
    }

    private Task LoadAsync()
    {
        var until = _standsAt;
        return AskAsync(
            cancel => _filter.Ask(Clock.GetUtcNow(), until) is { } ask
                ? Archive.ResultsAsync(ask, (_filter.Page - 1) * ResultsFilter.PageSize, ResultsFilter.PageSize, cancel)
                : Task.FromResult(new ResultPage([], 0)),
            page => (_page, _new) = (page, until is null ? 0 : _new));
    }

    private Task CountNewAsync() => _standsAt is { } from && (_filter with { Since = from }).Ask(from, null) is { } ask && !(ask.Until <= from)
        ? AskAsync(cancel => Archive.ResultsAsync(ask, 0, 1, cancel), found => _new = found.Total)
        : Task.CompletedTask;
}
