using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Actors.History;

/// <summary>Makes details fit into their kilobyte by shortening the longest text in them, so that they stay JSON.</summary>
internal static class DetailsLimit
{
    public const int MaxBytes = 1024;

    private static readonly string TooLarge = """{"error":"the details were too large to keep"}""";

    public static string Fit(string json)
    {
        if (Fits(json))
            return json;
        try
        {
            return JsonNode.Parse(json) is JsonObject details ? Shorten(details) : TooLarge;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return TooLarge;
        }
    }

    private static string Shorten(JsonObject details)
    {
        while (LongestText(details) is { } longest)
        {
            var text = longest.GetValue<string>();
            longest.ReplaceWith(text[..(text.Length / 2)].TrimEnd('…') + "…");
            var json = PythonJson.Compact(details.ToJsonString());
            if (Fits(json))
                return json;
        }

        return TooLarge;
    }

    /// <summary>The longest text that is worth cutting; null when only names, numbers and crumbs are left.</summary>
    private static JsonValue? LongestText(JsonNode node) => Texts(node)
        .Where(text => text.GetValue<string>().Length > 16)
        .MaxBy(text => text.GetValue<string>().Length);

    private static IEnumerable<JsonValue> Texts(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value],
        JsonObject members => members.SelectMany(member => Texts(member.Value)),
        JsonArray items => items.SelectMany(Texts),
        _ => [],
    };

    private static bool Fits(string json) =>
        json.Length * 3 <= MaxBytes || Encoding.UTF8.GetByteCount(json) <= MaxBytes;
}
