using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Once;
using Monitor.Actors.Config;
using Monitor.Web.Shared;
using Spectre.Console;

namespace Monitor.Web.CommandLine;

/// <summary>What was seen of checks as a table for people, the worst first.</summary>
internal static class OnceTable
{
    public static void Write(Terminal terminal, ImmutableArray<OnceResult> results)
    {
        if (results.Length > 0)
            terminal.Screen().Write(Of(terminal, results));
        terminal.Out.WriteLine(Summary(results));
    }

    /// <summary>Checks that are equally well stay in the order of the file.</summary>
    public static IEnumerable<OnceResult> WorstFirst(ImmutableArray<OnceResult> results) =>
        StatusLook.Statuses.SelectMany(status => results.Where(result => result.Verdict.Status == status));

    /// <summary>Such as <c>HTTP 200</c>, or <c>HTTP 503, expected 200 (3 attempts)</c>.</summary>
    public static string Seen(OnceResult result)
    {
        var row = result.Row;
        var seen = result.Verdict.Reason ?? (row.StatusCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"HTTP {code}") : "");
        var attempts = row.Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({row.Attempts} attempts)") : "";
        return $"{seen.ReplaceLineEndings(" ")}{attempts}".TrimStart();
    }

    private static Table Of(Terminal terminal, ImmutableArray<OnceResult> results)
    {
        var table = new Table().Border(terminal.IsScreen ? TableBorder.Rounded : TableBorder.None);
        table.AddColumn(new TableColumn("Status").NoWrap());
        table.AddColumn("Check");
        table.AddColumn(new TableColumn("Latency").RightAligned().NoWrap());
        table.AddColumn("Seen");
        foreach (var result in WorstFirst(results))
            table.AddRow(Word(result.Verdict.Status), new Text(result.Check.Name.Value), new Text(Latency(result)), new Text(Seen(result)));
        return table;
    }

    private static Text Word(CheckStatus status) => new(StatusLook.For(status).Word, new Style(status switch
    {
        CheckStatus.Ok => Color.Green,
        CheckStatus.Warn => Color.Yellow,
        CheckStatus.Fail => Color.Red,
        _ => Color.Grey,
    }));

    private static string Latency(OnceResult result) =>
        result.Row.LatencyMs is { } ms ? string.Create(CultureInfo.InvariantCulture, $"{ms} ms") : "-";

    /// <summary>Such as <c>4 checks: 1 FAIL, 3 OK</c>.</summary>
    private static string Summary(ImmutableArray<OnceResult> results)
    {
        var counts = StatusLook.Statuses
            .Select(status => (StatusLook.For(status).Word, Count: results.Count(result => result.Verdict.Status == status)))
            .Where(one => one.Count > 0)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Count} {one.Word}"));
        return results.Length == 0 ? "no checks" : $"{Counted.Of(results.Length, "check")}: {string.Join(", ", counts)}";
    }
}
