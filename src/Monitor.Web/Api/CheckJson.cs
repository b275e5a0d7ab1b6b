using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Web.Api;

/// <summary>A check as the API tells it: the fields of <c>state.json</c> (PARITY F1), and what came since.</summary>
/// <param name="FirstFailedAt">Epoch seconds; null when not failing.</param>
/// <param name="LastChangedAt">Epoch seconds; null before the first result.</param>
/// <param name="LatencyMs">Of the last round; null before it.</param>
/// <param name="Quiet">Pause, maintenance, and why people are not told; null for most checks.</param>
/// <param name="Parts">What the last answer was made of, such as the members of a group; the worst first, at most 100.</param>
/// <param name="Badges">What about the definition everybody should see, such as <c>TLS not verified</c>.</param>
/// <param name="PhasesMs">Where the time of the last HTTP request went: <c>dns</c>, <c>connect</c>, <c>tls</c>, <c>first_byte</c>, <c>body</c>; null for other types.</param>
/// <param name="Schedule">When rounds run and what they must come to, in words; null when the interval says it all.</param>
/// <param name="Proposals">Remedies that wait for approval.</param>
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
    string? Group,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Badges,
    IReadOnlyDictionary<string, double>? PhasesMs,
    string? Schedule,
    IReadOnlyList<CheckJson.PartJson> Parts,
    QuietJson? Quiet,
    IReadOnlyList<CheckJson.ProposalJson> Proposals)
{
    /// <summary>One of the things that a check's answer is made of.</summary>
    public sealed record PartJson(string Name, string Status, string? Reason);

    /// <summary>A remedy that waits for approval, until then (epoch seconds).</summary>
    public sealed record ProposalJson(string Id, string Action, double Until);

    public static CheckJson Of(CheckTile tile) => new(
        tile.Name.Value,
        Word(tile.Status),
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
        tile.Group,
        tile.Tags,
        tile.Badges,
        tile.Phases?.Parts().ToDictionary(phase => phase.Name, phase => Math.Round(phase.Time.TotalMilliseconds, 3)),
        tile.Schedule,
        [.. tile.Parts.Select(part => new PartJson(part.Name, Word(part.Status), part.Reason))],
        QuietJson.Of(tile.Quiet),
        [.. tile.Proposals.Select(one => new ProposalJson(one.Id, one.Action, Epoch.Seconds(one.Until)))]);

    private static string Word(CheckStatus status) => status.ToString().ToUpperInvariant();
}
