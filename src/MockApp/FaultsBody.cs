using System.Text;
using System.Text.Json;

namespace MockApp;

/// <summary>Reads the body of <c>POST /admin/faults</c> as leniently, and complains in the same words, as the original.</summary>
/// <remarks>Booleans may be written <c>"yes"</c>, <c>1</c> or <c>0.0</c>; a missing key is false, an unknown one ignored.</remarks>
public static class FaultsBody
{
    private static readonly string[] Keys = ["api_down", "db_slow", "queue_stuck", "job_fail"];
    private static readonly string[] Yes = ["1", "on", "t", "true", "y", "yes"];
    private static readonly string[] No = ["0", "off", "f", "false", "n", "no"];
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The faults, or the status code and JSON that refuse them.</summary>
    public static (Faults? Faults, int Status, string Json) Read(byte[] body, string? contentType)
    {
        try
        {
            var text = StrictUtf8.GetString(body).TrimStart('\uFEFF');
            if (text.Length == 0)
                return Refuse(Missing());
            if (!IsJson(contentType))
                return Refuse(NotAnObject(text));
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (DecoderFallbackException)
        {
            return (null, 400, PythonJson.Write(PythonJson.Object(("detail", "There was an error parsing the body"))));
        }
        catch (JsonException invalid)
        {
            return Refuse(InvalidJson((int)(invalid.BytePositionInLine ?? 0)));
        }
        catch (InvalidOperationException)
        {
            return Refuse(InvalidJson(0)); // half a surrogate pair, written as \ud800
        }
    }

    private static (Faults? Faults, int Status, string Json) Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Null)
            return Refuse(Missing());
        if (root.ValueKind != JsonValueKind.Object)
            return Refuse(NotAnObject(root));

        var problems = new List<object?>();
        var flags = Array.ConvertAll(Keys, key => root.TryGetProperty(key, out var value) && Flag(key, value, problems));
        return problems.Count > 0
            ? Refuse([.. problems])
            : (new Faults(flags[0], flags[1], flags[2], flags[3]), 200, "");
    }

    private static bool Flag(string key, JsonElement value, List<object?> problems)
    {
        var flag = value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => Word(value.GetString()!),
            JsonValueKind.Number => Number(value),
            _ => null,
        };
        if (flag is null)
            problems.Add(NotABoolean(key, value));
        return flag ?? false;
    }

    private static bool? Word(string text) =>
        Yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? true
        : No.Contains(text, StringComparer.OrdinalIgnoreCase) ? false
        : null;

    private static bool? Number(JsonElement value) => value.GetDouble() switch { 1 => true, 0 => false, _ => null };

    private static (string, object?)[] NotABoolean(string key, JsonElement value)
    {
        // A whole number and a text could have meant a boolean; nothing else could.
        var readable = value.ValueKind == JsonValueKind.String
            || (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _))
            || (value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()) && Math.Abs(value.GetDouble()) < 1e18);
        return readable
            ? Problem("bool_parsing", ["body", key], "Input should be a valid boolean, unable to interpret input", value)
            : Problem("bool_type", ["body", key], "Input should be a valid boolean", value);
    }

    private static (string, object?)[] Missing() => Problem("missing", ["body"], "Field required", null);

    private static (string, object?)[] NotAnObject(object input) => Problem(
        "model_attributes_type", ["body"], "Input should be a valid dictionary or object to extract fields from", input);

    private static (string, object?)[] InvalidJson(int position) => PythonJson.Object(
        ("type", "json_invalid"), ("loc", new object?[] { "body", position }), ("msg", "JSON decode error"),
        ("input", PythonJson.Object()), ("ctx", PythonJson.Object(("error", "Expecting value"))));

    private static (string, object?)[] Problem(string type, object?[] place, string message, object? input) =>
        PythonJson.Object(("type", type), ("loc", place), ("msg", message), ("input", input));

    private static (Faults?, int, string) Refuse(params object?[] problems) =>
        (null, 422, PythonJson.Write(PythonJson.Object(("detail", problems))));

    private static bool IsJson(string? contentType)
    {
        var media = contentType?.Split(';')[0].Trim();
        return string.IsNullOrEmpty(media)
            || media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (media.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && media.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
