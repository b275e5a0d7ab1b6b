using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Actors.Reports;
using Monitor.Web.Engine;
using MudBlazor;

namespace Monitor.Web.Reports;

/// <summary>The reports that are made, those that were, and who has signed them off.</summary>
public sealed partial class ReportsPage
{
    private const int Stretch = 50;

    private ImmutableArray<ReportDefinition> _wanted = [];
    private ImmutableHashSet<string> _making = [];
    private ImmutableArray<ReportHead> _heads = [];
    private ReportList? _drawn;
    private DateTimeOffset _holdsUntil;
    private int _shown = Stretch;
    private bool _more;

    [CascadingParameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private IReportDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <summary>A report becomes overdue without any news.</summary>
    protected override TimeSpan? AtLeastEvery => TimeSpan.FromSeconds(1);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Read();
    }

    protected override bool OnFrame(BoardSnapshot now) => Read();

    /// <returns>Whether there is anything new.</returns>
    private bool Read()
    {
        var (wanted, making, list) = (Desk.Wanted, Desk.Making, Desk.All);
        if (ReferenceEquals(list, _drawn) && making.SetEquals(_making) && wanted == _wanted && Clock.GetUtcNow() < _holdsUntil)
            return false;
        (_wanted, _making, _drawn) = (wanted, making, list);
        Take();
        return true;
    }

    private void Take()
    {
        _heads = _drawn is { } list ? [.. Enumerable.Reverse(list.Heads).Take(_shown)] : [];
        _more = _drawn?.Heads.Count > _shown;
        _holdsUntil = ReportLook.HoldsUntil(_heads, _wanted, Clock.GetUtcNow());
    }

    private void Older()
    {
        _shown += Stretch;
        Take();
    }

    private async Task MakeAsync(string name, bool send)
    {
        await Snackbar.TellAsync(() => Desk.MakeAsync(name, CheckOrders.Board, send, CancellationToken.None));
        Read();
    }
}
