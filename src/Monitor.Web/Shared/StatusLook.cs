using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Web.Shared;

/// <summary>How a status looks: its word, its colour class, and an icon whose shape tells it without the colour.</summary>
/// <param name="Word">The word of the engine, the API and the YAML.</param>
/// <param name="Css">Colour class; the tokens are in <c>app.css</c>.</param>
/// <param name="Said">The word as part of a sentence.</param>
/// <param name="Shape">Outline on a 16 by 16 grid, filled.</param>
/// <param name="Glyph">What is drawn on the outline; empty for none.</param>
public sealed record StatusLook(string Word, string Css, string Said, string Shape, string Glyph)
{
    private const string Disc = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Z";

    public static StatusLook Ok { get; } = new("OK", "ok", "OK", Disc, "M4.9 8.3 7.1 10.5 11.2 6");

    public static StatusLook Warn { get; } = new(
        "WARN", "warn", "warning", "M8 1.9 14.8 14H1.2Z", "M8 6.2V9.6M8 11.8V12");

    public static StatusLook Fail { get; } = new(
        "FAIL", "fail", "failing", "M5.1 1H10.9L15 5.1V10.9L10.9 15H5.1L1 10.9V5.1Z", "M5.7 5.7 10.3 10.3M10.3 5.7 5.7 10.3");

    public static StatusLook NoData { get; } = new("NO DATA", "nodata", "no data", Disc, "");

    public static StatusLook Paused { get; } = new("PAUSED", "paused", "paused", Disc, "M6.2 5.2V10.8M9.8 5.2V10.8");

    public static StatusLook Action { get; } = new(
        "ACTION", "action", "action done", Disc, "M6.4 4.9 11 8 6.4 11.1Z");

    public static StatusLook ActionFail { get; } = new(
        "ACTION_FAIL", "fail", "action failed", Fail.Shape, "M6.4 4.9 11 8 6.4 11.1Z");

    public static StatusLook For(CheckStatus status) => status switch
    {
        CheckStatus.Ok => Ok,
        CheckStatus.Warn => Warn,
        CheckStatus.Fail => Fail,
        _ => NoData,
    };

    /// <summary>A paused check does not stand anywhere: nobody looks.</summary>
    public static StatusLook For(CheckTile tile) => tile.Quiet?.Paused is not null ? Paused : For(tile.Status);

    public static StatusLook For(ResultKind kind) => kind switch
    {
        ResultKind.Action => Action,
        ResultKind.ActionFail => ActionFail,
        _ => For((CheckStatus)kind),
    };

    /// <summary>The kinds a person can filter by, with the words they are known by.</summary>
    public static IReadOnlyList<ResultKind> Kinds { get; } =
        [ResultKind.Fail, ResultKind.Warn, ResultKind.Ok, ResultKind.Unknown, ResultKind.Action, ResultKind.ActionFail];

    /// <summary>The statuses, worst first, as the summary shows them.</summary>
    public static IReadOnlyList<CheckStatus> Statuses { get; } =
        [CheckStatus.Fail, CheckStatus.Warn, CheckStatus.Unknown, CheckStatus.Ok];

    /// <summary>Reads a word of a query string; null when it is none of ours.</summary>
    public static CheckStatus? StatusOf(string? word) =>
        Statuses.Cast<CheckStatus?>().FirstOrDefault(status => Same(For(status!.Value).Css, word));

    public static ResultKind? KindOf(string? word) =>
        Kinds.Cast<ResultKind?>().FirstOrDefault(kind => Same(QueryWord(kind!.Value), word));

    public static string QueryWord(ResultKind kind) =>
        kind == ResultKind.Unknown ? NoData.Css : For(kind).Word.ToLowerInvariant();

    private static bool Same(string ours, string? word) => string.Equals(ours, word, StringComparison.OrdinalIgnoreCase);
}
