using Monitor.Web.Api;
using Monitor.Web.Check;

namespace Monitor.Web.Status;

/// <summary>The status page for programs.</summary>
/// <param name="State">The worst that is told: <c>up</c>, <c>degraded</c>, <c>down</c>, <c>maintenance</c>, <c>no_data</c>.</param>
/// <param name="At">Epoch seconds.</param>
/// <param name="HistoryIsOld">The history could not be read just now.</param>
public sealed record StatusJson(
    string Title,
    string? Description,
    string State,
    string Headline,
    double At,
    bool HistoryIsOld,
    IReadOnlyList<StatusJson.GroupJson> Groups,
    IReadOnlyList<StatusJson.IncidentJson> Incidents,
    IReadOnlyList<StatusJson.MaintenanceJson> Maintenance)
{
    public sealed record GroupJson(string? Title, IReadOnlyList<CheckJson> Checks);

    /// <param name="State">One of the states above, or <c>paused</c>.</param>
    /// <param name="Uptime">Shares from 0 to 1 by range (<c>24h</c>, <c>7d</c>, <c>30d</c>, <c>90d</c>); null where nothing was observed.</param>
    /// <param name="LatencyMs">Median of the last 24 hours; null when nothing was measured.</param>
    /// <param name="Days">In UTC, oldest first, today the last.</param>
    public sealed record CheckJson(
        string Name, string State, double? Since, string? Reason, IReadOnlyDictionary<string, double?> Uptime, int? LatencyMs, IReadOnlyList<DayJson> Days);

    /// <summary>Rounds of a day; the share is null when none was observed.</summary>
    public sealed record DayJson(DateOnly Day, int Observed, int Failed, double? Share);

    /// <param name="Until">Null while it is not over.</param>
    public sealed record IncidentJson(string Check, double Since, double? Until, string? Reason);

    public sealed record MaintenanceJson(double Since, double Until, bool Running, string? Note, IReadOnlyList<string> Checks);

    public static StatusJson Of(StatusView view) => new(
        view.Title,
        view.Description,
        PublicStates.Word(view.Headline.State),
        view.Headline.Text,
        Epoch.Seconds(view.At),
        view.HistoryIsOld,
        [.. view.Groups.Select(group => new GroupJson(group.Title, [.. group.Checks.Select(Of)]))],
        [.. view.Incidents.Select(one => new IncidentJson(one.Check.Value, Epoch.Seconds(one.Since), Epoch.Seconds(one.Until), one.Reason))],
        [.. view.Maintenance.Select(one => new MaintenanceJson(
            Epoch.Seconds(one.Since), Epoch.Seconds(one.Until), one.IsRunning, one.Note, [.. one.Checks.Select(check => check.Value)]))]);

    private static CheckJson Of(StatusCheck check) => new(
        check.Name.Value,
        PublicStates.Word(check.State),
        Epoch.Seconds(check.Since),
        check.Reason,
        PastRange.Band.Zip(check.Past.Uptimes).ToDictionary(pair => BadgeRange.Word(pair.Item1), pair => pair.Item2.Share),
        check.Past.Uptimes.FirstOrDefault()?.Latency?.Median,
        [.. check.Past.Days.Select(day => new DayJson(day.Day, day.Observed, day.Failed, day.Share))]);
}
