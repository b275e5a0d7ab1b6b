using System.Globalization;
using System.Text;

namespace Monitor.Actors.History;

/// <summary>One line of results.jsonl: the fields, words and order of the original program (PARITY F6).</summary>
public static class ResultLine
{
    public static string Of(ResultRow row)
    {
        var line = new StringBuilder(160);
        line.Append("{\"ts\":").Append(PythonJson.Seconds(row.At)).Append(",\"name\":");
        PythonJson.Quote(line, row.Check.Value);
        line.Append(",\"status\":\"").Append(Word(row.Kind));
        line.Append("\",\"latency_ms\":").Append((row.LatencyMs ?? 0).ToString(CultureInfo.InvariantCulture));
        return line.Append(",\"details\":").Append(Details(row)).Append('}').ToString();
    }

    public static string Word(ResultKind kind) => kind switch
    {
        ResultKind.Unknown => "UNKNOWN",
        ResultKind.Ok => "OK",
        ResultKind.Warn => "WARN",
        ResultKind.Fail => "FAIL",
        ResultKind.Action => "ACTION",
        ResultKind.ActionFail => "ACTION_FAIL",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "has no word"),
    };

    private static string Details(ResultRow row) => row switch
    {
        { Details: { } details } => PythonJson.Compact(details),
        { StatusCode: { } code } => string.Create(CultureInfo.InvariantCulture, $"{{\"status_code\":{code}}}"),
        { Reason: { } reason } => PythonJson.Quote(new StringBuilder("{\"error\":"), reason).Append('}').ToString(),
        _ => "{}",
    };
}
