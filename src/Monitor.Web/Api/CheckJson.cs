using Monitor.Actors.Board;

namespace Monitor.Web.Api;

/// <summary>A check as the API tells it: the fields of <c>state.json</c> (PARITY F1), and what came since.</summary>
/// <param name="FirstFailedAt">Epoch seconds; null when not failing.</param>
/// <param name="LastChangedAt">Epoch seconds; null before the first result.</param>
/// <param name="LatencyMs">Of the last round; null before it.</param>
/// <param name="Quiet">Pause, maintenance, and why people are not told; null for most checks.</param>
/// <param name="Source">File and line of the definition.</param>
public sealed record CheckJson(
    string Name,
    string Status,
    double? FirstFailedAt,
    double? LastChangedAt,
    int ConsecutiveFailures,
    double? LastNotificationAt,
    int? LatencyMs,
    double? LastCheckedAt,
    string Severity,
    string Type,
    string Source,
    string Target,
    string? Reason,
    double IntervalS,
    string Yaml,
    QuietJson? Quiet)
{
    public static CheckJson Of(CheckTile tile) => new(
        tile.Name.Value,
        tile.Status.ToString().ToUpperInvariant(),
        Epoch.Seconds(tile.FirstFailedAt),
        Epoch.Seconds(tile.Since),
        tile.ConsecutiveFailures,
        Epoch.Seconds(tile.LastNotificationAt),
        tile.LatencyMs,
        Epoch.Seconds(tile.LastCheckedAt),
        tile.Severity,
        tile.Type,
        tile.Source.ToString(),
        tile.Target,
        tile.Reason,
        tile.Interval.TotalSeconds,
        tile.Yaml,
        QuietJson.Of(tile.Quiet));
}
