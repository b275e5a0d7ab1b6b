using Monitor.Web.Shared;

namespace Monitor.Web.Board;

/// <summary>The board in a sentence or two: the worst first.</summary>
public static class BoardSummary
{
    /// <param name="ready">False until the engine has started its checks.</param>
    public static string Headline(StatusCounts counts, bool ready = true) => counts switch
    {
        { Total: 0 } => ready ? "No checks yet" : "Starting the checks",
        { Fail: > 0 } => $"{Checks(counts.Fail)} failing",
        { Warn: > 0 } => $"{Checks(counts.Warn)} degraded, nothing is failing",
        { Unreachable: > 0 } => $"{Checks(counts.Unreachable)} unreachable",
        { Paused: > 0 } when counts.Paused == counts.Total => counts.Total == 1 ? "The check is paused" : "All checks are paused",
        { Unknown: > 0, Ok: 0 } => "Waiting for the first results",
        { Unknown: > 0 } => $"Nothing is failing; no data from {counts.Unknown} of {counts.Total}",
        { Paused: > 0 } => counts.Total - counts.Paused == 1 ? "The check that is looked at is OK" : $"All {counts.Total - counts.Paused} checks that are looked at are OK",
        { Total: 1 } => "The check is OK",
        _ => $"All {counts.Total} checks are OK",
    };

    public static string Detail(StatusCounts counts, bool ready = true) => counts switch
    {
        { Total: 0 } when !ready => "The board fills as the first results arrive.",
        { Total: 0 } => "Add a first check, or write checks.yaml.",
        { Fail: 0, Warn: 0, Unknown: 0, Paused: 0, Unreachable: 0 } => "Every check passed when it last ran.",
        _ => string.Join("; ", Others(counts).Append(Share(counts))),
    };

    /// <summary>The document's title: the failing count where a tab is narrow.</summary>
    public static string Title(StatusCounts counts, string page) =>
        counts.Fail > 0 ? $"({counts.Fail}) Morning Checks · {page}" : $"Morning Checks · {page}";

    private static IEnumerable<string> Others(StatusCounts counts)
    {
        if (counts.Fail > 0 && counts.Warn > 0)
            yield return $"{counts.Warn} degraded";
        if (counts.Unknown > 0)
            yield return $"{counts.Unknown} without data";
        if (counts.Unreachable > 0 && counts.Fail + counts.Warn > 0)
            yield return $"{counts.Unreachable} unreachable";
        if (counts.Paused > 0)
            yield return $"{counts.Paused} paused";
    }

    private static string Share(StatusCounts counts) =>
        $"{Spans.Percent(counts.Ok / (double)counts.Total)} % of {counts.Total} OK.";

    private static string Checks(int count) => count == 1 ? "1 check is" : $"{count} checks are";
}
