using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Actors.Reports;
using Monitor.Web.Engine;
using MudBlazor;

namespace Monitor.Web.Reports;

/// <summary>One report: its lines, where it went, and who has signed it off.</summary>
public sealed partial class ReportPage
{
    private ReportHead? _head;
    private MorningReport? _report;
    private string? _trouble;
    private string? _asked;
    private bool _loaded;
    private bool _busy;
    private DateTimeOffset _holdsUntil;

    [Parameter] public string Id { get; set; } = "";

    [CascadingParameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private IReportDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <summary>A report that is being made comes without news of the board.</summary>
    protected override TimeSpan? AtLeastEvery => TimeSpan.FromSeconds(1);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == Id)
            return;
        _asked = Id;
        await LoadAsync();
    }

    protected override bool OnFrame(BoardSnapshot now)
    {
        var (before, at) = (_head, Clock.GetUtcNow());
        _head = Desk.All?.Find(Id);
        if (_report is null && _trouble is null && (!_loaded || _head is not null))
            _ = InvokeAsync(LoadAsync);
        if (ReferenceEquals(before, _head) && at < _holdsUntil)
            return false;
        _holdsUntil = ReportLook.HoldsUntil(_head is { } head ? [head] : [], [], at);
        return true;
    }

    private async Task LoadAsync()
    {
        if (Desk.All is not { } all)
            return; // the journal is not read yet
        try
        {
            (_head, _report) = (all.Find(Id), await Desk.ReadAsync(Id, CancellationToken.None));
            _trouble = _head is not null && _report is null ? "the journal does not give its content any more" : null;
        }
        catch (Exception e)
        {
            _trouble = e.Message;
        }

        (_loaded, _holdsUntil) = (true, default);
        if (!Closed)
            StateHasChanged();
    }

    private async Task SignAsync(SignOffOrder order)
    {
        _busy = true;
        await Snackbar.TellAsync(() => Desk.SignOffAsync(Id, order.By!, order.Note, CancellationToken.None)); // the form has looked
        (_busy, _head) = (false, Desk.All?.Find(Id));
    }
}
