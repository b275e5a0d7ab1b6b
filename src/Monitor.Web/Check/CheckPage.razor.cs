using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Editing;
using Monitor.Web.Engine;
using Monitor.Web.Shared;
using MudBlazor;

namespace Monitor.Web.Check;

/// <summary>Everything about one check: where it stands, how it got there, and what can be done about it.</summary>
public sealed partial class CheckPage
{
    private static readonly TimeSpan RunsEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NumbersEvery = TimeSpan.FromMinutes(1);

    private const int UndoForMs = 15_000;

    private readonly CancellationTokenSource _closing = new();
    private CheckTile? _tile;
    private CheckPast? _past;
    private string? _name;
    private bool _gone;
    private bool _busy;
    private bool _refreshing;
    private DateTimeOffset? _runsOf;
    private DateTimeOffset _runsAt;
    private DateTimeOffset _numbersAt;

    /// <summary>Only makes the route match; the name is read from the address.</summary>
    [Parameter] public string? Rest { get; set; }

    [CascadingParameter] private TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private ICheckDesk Desk { get; set; } = null!;

    [Inject] private ICheckHistory History { get; set; } = null!;

    [Inject] private IArchive Archive { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => TimeSpan.FromSeconds(5);

    protected override async Task OnParametersSetAsync()
    {
        var name = CheckAddress.NameIn(Navigation.Uri);
        if (name != _name)
            (_name, _tile, _past, _gone, _runsOf) = (name, null, null, false, null);
        Find(Snapshot);
        if (RendererInfo.IsInteractive)
            await RefreshAsync();
    }

    protected override bool OnFrame(BoardSnapshot now)
    {
        var before = _tile;
        Find(now);
        if (!_refreshing && _tile is not null)
            _ = InvokeAsync(RefreshAsync);
        return !ReferenceEquals(before, _tile) || _tile is null;
    }

    protected override void OnClosing() => _closing.Cancel();

    private void Find(BoardSnapshot board)
    {
        var found = _name is null ? null : board.Find(_name);
        _gone |= _tile is not null && found is null && board.Ready;
        _tile = found;
    }

    // Runs when there is a new one, the numbers of the day once a minute.
    private async Task RefreshAsync()
    {
        if (_tile is not { } tile || _refreshing)
            return;
        var now = Clock.GetUtcNow();
        var (numbers, runs) = (_past is null || now - _numbersAt >= NumbersEvery, tile.LastCheckedAt != _runsOf && now - _runsAt >= RunsEvery);
        if (!numbers && !runs)
            return;
        _refreshing = true;
        try
        {
            var past = _past ?? new CheckPast(tile.Name, HasRuns(tile), History, Archive, Clock);
            if (!past.Loaded)
                await past.LoadAsync(_closing.Token);
            else if (numbers)
                await past.NumbersAsync(_closing.Token);
            if (past == _past && runs)
            {
                await past.RunsAsync(_closing.Token);
                await past.JobRunsAsync(_closing.Token);
                await past.EventsAsync(_closing.Token);
            }

            _past = past;
            _runsOf = tile.LastCheckedAt;
            _runsAt = Clock.GetUtcNow();
            _numbersAt = numbers ? _runsAt : _numbersAt;
        }
        catch (OperationCanceledException)
        {
            return;
        }
        finally
        {
            _refreshing = false;
        }

        if (!Closed)
            StateHasChanged();
    }

    private static bool HasRuns(CheckTile tile) => tile.Type is "job" or "push";

    /// <summary>Of what pings there need be no runs at all.</summary>
    private static bool ShowsRuns(CheckTile tile, CheckPast? past) =>
        HasRuns(tile) && (tile.Type == "job" || past is { JobRuns: { IsDefault: false, IsEmpty: false } } or { JobRunsTrouble: not null });

    private Task ShowAsync(PastRange range) => _past?.ShowAsync(range, _closing.Token) ?? Task.CompletedTask;

    private async Task RunAsync() => await AskAsync(name => Desk.RunAsync(name.Value, _closing.Token));

    private async Task OrderAsync(OrderKind kind)
    {
        if (_tile is { } tile && await OrderDialog.AskAsync(Dialogs, tile.Name.Value, kind, Zone) is { } order)
            await AskAsync(name => order.GiveAsync(Desk, [name.Value], _closing.Token));
    }

    private async Task ResumeAsync() => await AskAsync(name => Desk.ResumeAsync(name.Value, _closing.Token));

    private async Task ApproveAsync(string id) => await AskAsync(name => Desk.ApproveAsync(name.Value, id, _closing.Token));

    private async Task UnacknowledgeAsync() => await AskAsync(name => Desk.UnacknowledgeAsync(name.Value, _closing.Token));

    private async Task EndSilenceAsync()
    {
        if (_tile?.Quiet?.Silenced is { } silence)
            await AskAsync(_ => Desk.EndSilenceAsync(silence.Id, _closing.Token));
    }

    private async Task EndMaintenanceAsync() => await AskAsync(name => Desk.EndMaintenanceAsync(name.Value, _closing.Token));

    private Task DuplicateAsync() => _tile is { } tile
        ? CheckDialogs.DuplicateAsync(Dialogs, EntryCopy.Of(tile.Yaml, tile.Name.Value, name => Snapshot.Find(name) is not null))
        : Task.CompletedTask;

    private async Task EditAsync()
    {
        if (_tile is { } tile)
            await CheckDialogs.EditAsync(Dialogs, tile.Name.Value, tile.Yaml);
    }

    private async Task DeleteAsync()
    {
        if (_tile is not { } tile)
            return;
        if (tile.HidesToken)
        {
            var sure = await Dialogs.ShowMessageBoxAsync(new MessageBoxOptions
            {
                Title = $"Delete {tile.Name}?",
                Message = "It is no longer run, and no longer on the board. Its results and its event log are kept. Its token is not shown anywhere, so it cannot be brought back from here.",
                YesText = "Delete check",
                CancelText = "Cancel",
            });
            if (sure != true)
                return;
        }

        if (await AskAsync(name => Desk.RemoveAsync(name.Value, _closing.Token), options => OfferUndo(options, tile)))
            Navigation.NavigateTo("/");
    }

    private void OfferUndo(SnackbarOptions options, CheckTile tile)
    {
        if (tile.HidesToken)
            return;
        options.VisibleStateDuration = UndoForMs;
        options.Action = "Undo";
        options.OnClick = _ => Snackbar.TellAsync(() => Desk.AddAsync(tile.Yaml, CancellationToken.None));
    }

    private async Task<bool> AskAsync(Func<CheckName, Task<ControlReply>> ask, Action<SnackbarOptions>? whenDone = null)
    {
        if (_tile is not { } tile)
            return false;
        _busy = true;
        var done = await Snackbar.TellAsync(() => ask(tile.Name), whenDone);
        _busy = false;
        return done;
    }
}
