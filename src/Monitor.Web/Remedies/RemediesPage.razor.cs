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
    private string? _trouble;
    private bool _loading;
    private long _heard = -1;
    private DateTimeOffset _askedAt;
    private TimeSpan _pause = Refresh;
    private readonly CancellationTokenSource _closing = new();

    [Inject] private IArchive Archive { get; set; } = null!;

    [Inject] private ICheckDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => TimeSpan.FromSeconds(1);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _waiting = Waiting(Snapshot);
    }

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive && _past is null ? LoadAsync() : Task.CompletedTask;

    protected override bool OnFrame(BoardSnapshot now)
    {
        if (!_loading && now.EventSeq != _heard && Clock.GetUtcNow() - _askedAt >= _pause)
            _ = InvokeAsync(LoadAsync);
        var waiting = Waiting(now);
        var changed = !waiting.SequenceEqual(_waiting);
        _waiting = waiting;
        return changed;
    }

    protected override void OnClosing() => _closing.Cancel();

    private static ImmutableArray<(string, string?, ProposalTile)> Waiting(BoardSnapshot board) =>
        [.. board.Tiles.Where(tile => !tile.Proposals.IsEmpty).SelectMany(tile => tile.Proposals.Select(proposal => (tile.Name.Value, tile.Reason, proposal)))];

    private async Task LoadAsync()
    {
        var started = Clock.GetTimestamp();
        (_loading, _heard) = (true, Snapshot.EventSeq);
        try
        {
            _past = (await Archive.RemediesAsync(_closing.Token), await Archive.EventsAsync(new EventFilter(Kinds: RemedyLook.Kinds), MostLatest, _closing.Token));
            _trouble = null;
        }
        catch (OperationCanceledException) when (Closed)
        {
            return;
        }
        catch (Exception e)
        {
            _trouble = e.Message;
        }

        // A slow database is asked less often.
        (_loading, _askedAt) = (false, Clock.GetUtcNow());
        _pause = TimeSpan.FromTicks(Math.Max(Refresh.Ticks, 10 * Clock.GetElapsedTime(started).Ticks));
        if (!Closed)
            StateHasChanged();
    }

    private async Task ApproveAsync(string check, ProposalTile proposal)
    {
        _busy = proposal;
        try
        {
            var reply = await Desk.ApproveAsync(check, proposal.Id, CancellationToken.None);
            Snackbar.Add(reply.Message, reply.Done ? Severity.Success : Severity.Warning);
        }
        catch (Exception e)
        {
            Snackbar.Add($"The engine did not do it: {e.Message}", Severity.Error);
        }

        _busy = null;
    }
}
