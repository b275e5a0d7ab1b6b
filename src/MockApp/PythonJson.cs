using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MockApp;

/// <summary>Writes JSON byte for byte as Python's <c>json.dumps(…, ensure_ascii=False, separators=(",", ":"))</c> does.</summary>
public static class PythonJson
{
    /// <summary>A JSON object; the members keep their order.</summary>
    public static (string, object?)[] Object(params (string, object?)[] members) => members;

    /// <summary>An answer with this body, whose content type carries no charset.</summary>
    public static IResult Answer(int status, params (string, object?)[] members) => Answer(Write(members), status);

    /// <summary>An answer with a body that is written already.</summary>
    public static IResult Answer(string json, int status = 200) => Results.Text(json, "application/json", null, status);

    /// <summary>The text of a value made of <see cref="Object"/>, arrays, plain values and parsed JSON.</summary>
    public static string Write(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        int or long => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        double number => Number(number),
        string text => Quote(text),
        (string, object?)[] members => $"{{{string.Join(',', members.Select(m => $"{Quote(m.Item1)}:{Write(m.Item2)}"))}}}",
        object?[] items => $"[{string.Join(',', items.Select(Write))}]",
        JsonElement parsed => Parsed(parsed),
        _ => throw new ArgumentException($"{value.GetType().Name} has no JSON form", nameof(value)),
    };

    private static string Parsed(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Write(value.EnumerateObject().Select(m => (m.Name, (object?)m.Value)).ToArray()),
        JsonValueKind.Array => Write(value.EnumerateArray().Select(item => (object?)item).ToArray()),
        JsonValueKind.String => Quote(value.GetString()!),
        JsonValueKind.Number when value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') => Number(value.GetDouble()),
        _ => value.GetRawText(),
    };

    // Python keeps the fraction of a whole float (1.0) and writes exponents in lower case.
    private static string Number(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        return text.AsSpan().ContainsAny('.', 'e') ? text : $"{text}.0";
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\f' => quoted.Append("\\f"),
                '\b' => quoted.Append("\\b"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        return quoted.Append('"').ToString();
    }
}
