namespace Monitor.Web.Api;

/// <summary>Lines of a file for spreadsheets (RFC 4180); pure.</summary>
public static class Csv
{
    public static string Line(IEnumerable<string?> cells) => $"{string.Join(',', cells.Select(Cell))}\r\n";

    /// <summary>A spreadsheet would take what begins like this for a formula.</summary>
    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
