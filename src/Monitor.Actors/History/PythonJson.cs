using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Monitor.Actors.History;

/// <summary>
/// Writes JSON as the original program's <c>json.dumps(…, ensure_ascii=False)</c> did, with compact separators (PARITY F6).
/// </summary>
internal static class PythonJson
{
    /// <summary>Seconds since 1970 as Python prints a float: the shortest text that reads back the same, never whole.</summary>
    public static string Seconds(DateTimeOffset at)
    {
        var text = (at.ToUnixTimeMilliseconds() / 1000.0).ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>The same JSON without spaces, escaping only what must be; text that is not JSON becomes an error.</summary>
    public static string Compact(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Append(new StringBuilder(json.Length), document.RootElement).ToString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Quote(new StringBuilder("{\"error\":"), json).Append('}').ToString();
        }
    }

    /// <summary>Appends <paramref name="text"/> in quotes.</summary>
    public static StringBuilder Quote(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        return json.Append('"');
    }

    private static StringBuilder Append(StringBuilder json, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => AppendObject(json, value),
        JsonValueKind.Array => AppendArray(json, value),
        JsonValueKind.String => Quote(json, value.GetString()!), // a string element has a string
        _ => json.Append(value.GetRawText()),
    };

    private static StringBuilder AppendObject(StringBuilder json, JsonElement members)
    {
        var separator = '{';
        foreach (var member in members.EnumerateObject())
        {
            Quote(json.Append(separator), member.Name).Append(':');
            Append(json, member.Value);
            separator = ',';
        }

        return json.Append(separator == '{' ? "{}" : "}");
    }

    private static StringBuilder AppendArray(StringBuilder json, JsonElement items)
    {
        var separator = '[';
        foreach (var item in items.EnumerateArray())
        {
            Append(json.Append(separator), item);
            separator = ',';
        }

        return json.Append(separator == '[' ? "[]" : "]");
    }
}
