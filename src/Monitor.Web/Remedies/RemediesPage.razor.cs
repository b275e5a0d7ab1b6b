using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Actors.Journal;
using Monitor.Actors.Remedies;
using Monitor.Web.Engine;
using MudBlazor;

namespace Monitor.Web.Remedies;

/// <summary>Which remedies wait for somebody, how well they do, and what they did lately.</summary>
public sealed partial class RemediesPage
{
    private const int MostLatest = 50;

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5); // the whole journal is asked

    private ImmutableArray<(string Check, string? Reason, ProposalTile Proposal)> _waiting = [];
    private (IReadOnlyList<RemedyRecord> Records, ImmutableArray<LoggedEvent> Latest)? _past;
    private ProposalTile? _busy;
    private LiveQuery _query = null!; // when the page begins

    [Inject] private IArchive Archive { get; set; } = null!;

    [Inject] private ICheckDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => TimeSpan.FromSeconds(1);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _query = new LiveQuery(Clock, Refresh);
        _waiting = Waiting(Snapshot);
    }

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive && _past is null ? LoadAsync() : Task.CompletedTask;

    protected override bool OnFrame(BoardSnapshot now)
    {
        if (_query.IsDue(now.EventSeq))
            _ = InvokeAsync(LoadAsync);
        var waiting = Waiting(now);
        var changed = !waiting.SequenceEqual(_waiting);
        _waiting = waiting;
        return changed;
    }

    protected override void OnClosing() => _query.Dispose();

    private static ImmutableArray<(string, string?, ProposalTile)> Waiting(BoardSnapshot board) =>
        [.. board.Tiles.Where(tile => !tile.Proposals.IsEmpty).SelectMany(tile => tile.Proposals.Select(proposal => (tile.Name.Value, tile.Reason, proposal)))];

    private async Task LoadAsync()
    {
        var isNews = await _query.AskAsync(Snapshot.EventSeq, async cancel =>
            _past = (await Archive.RemediesAsync(cancel), await Archive.EventsAsync(new EventFilter(Kinds: RemedyLook.Kinds), MostLatest, cancel)));
        if (isNews && !Closed)
            StateHasChanged();
    }

    private async Task ApproveAsync(string check, ProposalTile proposal)
    {
        _busy = proposal;
        await Snackbar.TellAsync(() => Desk.ApproveAsync(check, proposal.Id, CancellationToken.None));
        _busy = null;
    }
}
