using System.Text.Json;
using Monitor.Actors.History;

namespace Monitor.Web.Api;

/// <summary>A run as the API tells it.</summary>
/// <param name="StartedAt">Epoch seconds; of a run that was missed, when it was expected.</param>
/// <param name="FinishedAt">Null while nobody has seen it end.</param>
/// <param name="Outcome"><c>running</c>, <c>succeeded</c>, <c>failed</c>, <c>too_long</c>, <c>too_fast</c>, <c>missed</c>, or <c>unknown</c> when nobody saw how it ended.</param>
/// <param name="DurationS">Seconds; null when nobody can tell.</param>
/// <param name="Observed">The times are those at which the monitor looked; the run did not tell them itself.</param>
/// <param name="AtLeastS">How long it had to take, in seconds.</param>
/// <param name="AtMostS">How long it was allowed to take, in seconds.</param>
/// <param name="Output">The last lines of what it wrote.</param>
/// <param name="Source"><c>polled</c>, <c>pushed</c> or <c>started</c> (by the monitor, then polled).</param>
public sealed record RunJson(
    string Id,
    double StartedAt,
    double? FinishedAt,
    string Outcome,
    double? DurationS,
    bool Observed,
    double? AtLeastS,
    double? AtMostS,
    int? ExitCode,
    string? Output,
    string Source)
{
    public static RunJson Of(RunRecord run) => new(
        run.Id,
        Epoch.Seconds(run.StartedAt),
        Epoch.Seconds(run.FinishedAt),
        JsonNamingPolicy.SnakeCaseLower.ConvertName(run.Outcome.ToString()),
        run.Took?.TotalSeconds,
        run.IsObserved,
        run.AtLeast?.TotalSeconds,
        run.AtMost?.TotalSeconds,
        run.ExitCode,
        run.Output,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(run.Source.ToString()));
}

/// <summary>Runs, newest first.</summary>
public sealed record RunsJson(IReadOnlyList<RunJson> Runs);
