using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Web.Engine;
using MudBlazor;

namespace Monitor.Web.Alerts;

/// <summary>The maintenance that is going on, ending it, and what is planned in the next weeks.</summary>
public sealed partial class MaintenancePanel
{
    private ImmutableArray<OngoingMaintenance> _active = [];
    private ImmutableArray<CalendarDay> _days = [];
    private (ImmutableArray<PlannedWindow> Windows, DateOnly Today, TimeZoneInfo? Zone) _drawn;

    [CascadingParameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private ICheckDesk Desk { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => TimeSpan.FromMinutes(1); // at midnight another day is today

    protected override void OnParametersSet() => OnFrame(Snapshot);

    protected override bool OnFrame(BoardSnapshot now)
    {
        var (active, at) = (OngoingMaintenance.Of(now), Clock.GetUtcNow());
        var drawn = (now.Maintenance, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime), Zone);
        if (drawn == _drawn && active.SequenceEqual(_active))
            return false;
        (_active, _drawn, _days) = (active, drawn, CalendarLook.Days(now.Maintenance, at, Zone));
        return true;
    }

    private static string Class(CalendarDay day) => $"{(day.IsToday ? "today" : day.IsPast ? "past" : "")} {(day.Entries.IsEmpty ? "free" : "")}".Trim();

    private Task<bool> EndAsync(ImmutableArray<string> names) => Snackbar.TellAsync(() => BulkOrders.GiveAsync(names, "taken out of maintenance", (name, cancel) => Desk.EndMaintenanceAsync(name, cancel), CancellationToken.None));
}
