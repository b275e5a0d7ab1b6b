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

    [Inject] private IArchive Archive { get; set; } = null!;

    [Inject] private ICheckDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => TimeSpan.FromSeconds(1);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _waiting = Waiting(Snapshot);
    }

    protected override LiveQuery Begin() => new(Clock, Refresh);

    protected override Task FollowAsync() => LoadAsync();

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive && _past is null ? LoadAsync() : Task.CompletedTask;

    protected override bool OnFrame(BoardSnapshot now)
    {
        base.OnFrame(now);
        var waiting = Waiting(now);
        var changed = !waiting.SequenceEqual(_waiting);
        _waiting = waiting;
        return changed;
    }

    private static ImmutableArray<(string, string?, ProposalTile)> Waiting(BoardSnapshot board) =>
        [.. board.Tiles.Where(tile => !tile.Proposals.IsEmpty).SelectMany(tile => tile.Proposals.Select(proposal => (tile.Name.Value, tile.Reason, proposal)))];

    private Task LoadAsync() => AskAsync(
        async cancel => (await Archive.RemediesAsync(cancel), await Archive.EventsAsync(new EventFilter(Kinds: RemedyLook.Kinds), MostLatest, cancel)),
        found => _past = found);

    private async Task ApproveAsync(string check, ProposalTile proposal)
    {
        _busy = proposal;
        await Snackbar.TellAsync(() => Desk.ApproveAsync(check, proposal.Id, CancellationToken.None));
        _busy = null;
    }
}
