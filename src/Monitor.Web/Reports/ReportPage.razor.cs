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

    [Parameter] public string Id { get; set; } = "";

    [CascadingParameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private IReportDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

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
        var before = _head;
        _head = Desk.All?.Find(Id);
        if (_loaded && _report is null && _trouble is null && _head is not null)
            _ = InvokeAsync(LoadAsync);
        return !ReferenceEquals(before, _head);
    }

    private async Task LoadAsync()
    {
        try
        {
            (_head, _report, _trouble) = (Desk.All?.Find(Id), await Desk.ReadAsync(Id, CancellationToken.None), null);
        }
        catch (Exception e)
        {
            _trouble = e.Message;
        }

        _loaded = true;
        if (!Closed)
            StateHasChanged();
    }

    private async Task SignAsync(SignOffOrder order)
    {
        var reply = await Desk.SignOffAsync(Id, order.By!, order.Note, CancellationToken.None); // the form has looked
        Snackbar.Add(reply.Message, reply.Outcome == ReportOutcome.Done ? Severity.Success : Severity.Warning);
        _head = Desk.All?.Find(Id);
    }
}
