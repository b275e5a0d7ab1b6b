using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Alerts.Sending;

/// <summary>JSON with places for what an alert says; filled after it was taken apart, so no alert can change its structure; pure.</summary>
public sealed partial record WebhookTemplate(JsonElement Json)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What may stand in braces, and what it is filled with.</summary>
    private static readonly ImmutableSortedDictionary<string, Func<Alert, AlertWords, JsonNode?>> Places = new Dictionary<string, Func<Alert, AlertWords, JsonNode?>>
    {
        ["id"] = (alert, _) => alert.Id,
        ["check"] = (alert, _) => alert.Check.Value,
        ["event"] = (alert, _) => alert.Event,
        ["severity"] = (alert, _) => alert.Severity,
        ["reason"] = (alert, _) => alert.Reason ?? alert.Notice?.Subject,
        ["at"] = (alert, _) => alert.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["incident"] = (alert, _) => alert.Incident,
        ["details"] = (alert, _) => alert.Details is not { } details ? null : ChannelJson.Any(details) is { } json ? JsonSerializer.SerializeToNode(json) : details,
        ["title"] = (_, words) => words.Title,
        ["text"] = (_, words) => words.Text,
        ["link"] = (_, words) => words.Link?.AbsoluteUri,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Places.Keys;

    /// <summary>All there is to say, each under its own name.</summary>
    public static WebhookTemplate Default { get; } = new(JsonSerializer.SerializeToElement(Places.Keys.ToDictionary(name => name, name => $"{{{name}}}")));

    /// <summary>Names in braces that nothing is filled into.</summary>
    public static IEnumerable<string> UnknownIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => UnknownIn(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(UnknownIn),
        JsonValueKind.String => Place().Matches(json.GetString()!).Select(place => place.Groups["name"].Value).Where(name => !Places.ContainsKey(name)), // a string
        _ => [],
    };

    /// <summary>Everything as text, by name; empty when there is nothing.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Texts(Alert alert, AlertWords words) =>
        Places.Select(place => KeyValuePair.Create(place.Key, AsText(place.Value(alert, words))));

    public string Fill(Alert alert, AlertWords words) => Filled(Json, alert, words)?.ToJsonString(Options) ?? "null";

    /// <summary>Recursion is safe: YAML is not read beyond a depth.</summary>
    private static JsonNode? Filled(JsonElement json, Alert alert, AlertWords words) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Filled(member.Value, alert, words)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(item => Filled(item, alert, words))]),
        JsonValueKind.String => Text(json.GetString()!, alert, words), // a string
        JsonValueKind.Null => null,
        _ => JsonValue.Create(json),
    };

    /// <summary>A place alone is filled with the value as it is, so that details stay an object; in a text all becomes text.</summary>
    private static JsonNode? Text(string text, Alert alert, AlertWords words) =>
        Place().Match(text) is { Success: true } only && only.Length == text.Length
            ? Places[only.Groups["name"].Value](alert, words)
            : Place().Replace(text, place => AsText(Places[place.Groups["name"].Value](alert, words)));

    private static string AsText(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.TryGetValue<string>(out var plain) => plain,
        var other => other.ToJsonString(Options),
    };

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
