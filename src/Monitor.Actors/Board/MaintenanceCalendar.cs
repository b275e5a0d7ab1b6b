using System.Collections.Immutable;

namespace Monitor.Actors.Board;

/// <summary>When maintenance is planned; pure.</summary>
public static class MaintenanceCalendar
{
    /// <summary>So many times of one window at most: one that comes more often is of no use in a calendar.</summary>
    public const int MostTimes = 500;

    /// <summary>A window that begins every minute is one long time; nobody follows it for ever.</summary>
    private const int MostSteps = 20_000;

    /// <summary>All that is planned to be going on in that time, by its beginning; times of one window that meet or overlap are one.</summary>
    public static ImmutableArray<PlannedMaintenance> Between(ImmutableArray<PlannedWindow> windows, DateTimeOffset since, DateTimeOffset until) =>
        [.. windows.SelectMany(window => Times(window, since, until)).OrderBy(time => time.Since).ThenBy(time => time.Until)];

    private static IEnumerable<PlannedMaintenance> Times(PlannedWindow planned, DateTimeOffset since, DateTimeOffset until)
    {
        var window = planned.Window;
        PlannedMaintenance? open = null;
        var (steps, times) = (0, 0);
        for (var next = window.At(since) ?? window.After(since); next?.Since < until && steps < MostSteps; next = window.After(next.Since), steps++)
        {
            if (open is not null && next.Since <= open.Until)
            {
                open = open with { Until = open.Until > next.Until ? open.Until : next.Until };
                continue;
            }

            if (open is not null)
                yield return open;
            if (++times > MostTimes)
                yield break;
            open = new PlannedMaintenance(next.Since, next.Until, window.Note, planned.Checks);
        }

        if (open is not null)
            yield return open;
    }
}

/// <summary>A time in which trouble is expected with some checks, by name.</summary>
public sealed record PlannedMaintenance(DateTimeOffset Since, DateTimeOffset Until, string? Note, ImmutableArray<string> Checks);
