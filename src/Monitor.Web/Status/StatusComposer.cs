using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Layout;

namespace Monitor.Web.Status;

/// <summary>Puts together what everybody may see, out of what only operators may; pure.</summary>
public static class StatusComposer
{
    private const int MostIncidents = 500;
    private const int MostMaintenance = 50;
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    public static StatusView Compose(PublicPage page, BoardSnapshot board, StatusPast past, DateTimeOffset now)
    {
        // A board that is no longer published says nothing about now.
        var isLive = Liveness.Of(board, now) is not LiveState.Stopped;
        var groups = page.Groups.Select(group => new StatusGroup(
            group.Title, [.. group.Checks.Select(check => Check(check, isLive ? board.Find(check.Name.Value) : null, past, page.Settings.ShowReasons))])).ToImmutableArray();
        ImmutableArray<StatusCheck> checks = [.. groups.SelectMany(group => group.Checks)];
        return new StatusView(
            page.Settings.Title, page.Settings.Description, HeadlineOf([.. checks.Select(check => check.State)]), now, board.Zone, groups,
            Incidents(checks, board, past, page.Settings.ShowReasons, now), Maintenance(page, board, now), past.IsOld, page.Settings.Url);
    }

    public static Headline HeadlineOf(ImmutableArray<PublicState> states)
    {
        int Count(PublicState state) => states.Count(one => one == state);
        var trouble = Count(PublicState.Down) + Count(PublicState.Degraded);
        var worst = Count(PublicState.Down) > 0 ? PublicState.Down : PublicState.Degraded;
        return (trouble, states.Length - Count(PublicState.Up)) switch
        {
            _ when states.IsEmpty => new(PublicState.NoData, "Nothing to show yet"),
            ( > 0, _) when states.Length == 1 => new(worst, worst == PublicState.Down ? "Down" : "Degraded"),
            ( > 0, _) => new(worst, $"{trouble} of {states.Length} {(trouble == 1 ? "has" : "have")} trouble"),
            (_, 0) => new(PublicState.Up, "All systems work"),
            _ when Count(PublicState.Maintenance) > 0 => new(PublicState.Maintenance, "Maintenance"),
            _ when Count(PublicState.Up) == 0 => new(PublicState.NoData, "No current data"),
            (_, var unknown) => new(PublicState.Up, $"No trouble known; nothing is known of {unknown} of {states.Length}"),
        };
    }

    private static StatusCheck Check(PublicCheck check, CheckTile? tile, StatusPast past, bool showReasons)
    {
        var state = PublicStates.Of(tile);
        var since = state == PublicState.Maintenance ? tile?.Quiet?.Maintenance?.Since : tile?.FirstFailedAt ?? tile?.Since;
        return new StatusCheck(
            check.Name, state, since, showReasons && state is (PublicState.Down or PublicState.Degraded) ? tile?.Reason : null,
            past.Checks.GetValueOrDefault(check.Name, CheckRecord.None));
    }

    /// <summary>What is down now is an incident, also before the journal has been read again.</summary>
    private static ImmutableArray<StatusIncident> Incidents(
        ImmutableArray<StatusCheck> checks, BoardSnapshot board, StatusPast past, bool showReasons, DateTimeOffset now)
    {
        var known = past.Incidents.Select(incident => (incident, check: checks.FirstOrDefault(check => check.Name.Value == incident.Check)))
            .Where(one => one.check is not null && (one.incident.Until ?? now) > now.AddDays(-StatusView.KeptDays))
            .Select(one => Settled(one.incident, one.check!)).OfType<PastIncident>().ToList(); // just looked at
        var unknown = checks.Where(check => check is { State: PublicState.Down, Since: not null } && !known.Exists(incident => incident.Check == check.Name.Value && incident.Until is null))
            .Select(check => Seen(board.Find(check.Name.Value)!, check.Since!.Value)); // what is down is on the board
        return
        [
            .. known.Concat(unknown).OrderByDescending(incident => incident.Until is null).ThenByDescending(incident => incident.Since).Take(MostIncidents)
                .Select(incident => new StatusIncident(
                    incident.Id, CheckName.Of(incident.Check), incident.Since, incident.Until, showReasons && incident.Reason.Length > 0 ? incident.Reason : null)),
        ];
    }

    /// <summary>Under the id that the journal has for it.</summary>
    private static PastIncident Seen(CheckTile tile, DateTimeOffset since) => new(
        tile.Name.Value, string.Create(CultureInfo.InvariantCulture, $"{tile.Name}/{(tile.Since ?? since).ToUnixTimeMilliseconds()}"), since, null, tile.Reason ?? "");

    /// <summary>The board is newer than the journal as it was read: what is up again is over, what is in maintenance is no incident.</summary>
    private static PastIncident? Settled(PastIncident incident, StatusCheck check) => (incident.Until, check.State) switch
    {
        (not null, _) or (null, PublicState.Down or PublicState.Paused or PublicState.NoData) => incident,
        (null, PublicState.Maintenance) => incident.Since < check.Since ? incident : null,
        _ => incident with { Until = check.Since },
    };

    private static ImmutableArray<StatusMaintenance> Maintenance(PublicPage page, BoardSnapshot board, DateTimeOffset now)
    {
        var running = page.Checks.Select(check => (check.Name, Window: board.Find(check.Name.Value)?.Quiet?.Maintenance, IsRunning: true))
            .Where(one => one.Window?.Until > now);
        var planned = page.Checks.SelectMany(check => check.Windows.Select(window => (check.Name, Window: window.After(now), IsRunning: false)))
            .Where(one => one.Window?.Since < now + Ahead);
        return
        [
            .. running.Concat(planned)
                .GroupBy(one => (one.IsRunning, one.Window!.Since, one.Window.Until, one.Window.Note), one => one.Name) // those without were left out
                .OrderByDescending(same => same.Key.IsRunning).ThenBy(same => same.Key.Since).Take(MostMaintenance)
                .Select(same => new StatusMaintenance(
                    same.Key.Since, same.Key.Until, same.Key.IsRunning, page.Settings.ShowReasons ? same.Key.Note : null, [.. same.Distinct()])),
        ];
    }
}
