using System.Text;
using System.Text.Json;
using Json.Path;
using Monitor.Actors.Checks.Http;

namespace Monitor.Actors.Checks.Types;

/// <summary>Where the id of the newest run is asked for, instead of a file.</summary>
/// <param name="Path">Where in the JSON it stands; text that is no JSON is the id itself.</param>
internal sealed record JobDiscovery(Uri Url, JsonPath Path)
{
    public const string DefaultPath = "$.job_id";

    /// <summary>The id, and when its run started if that stands beside it; null when no run is known there.</summary>
    /// <exception cref="HttpProblemException">The answer is no usable one.</exception>
    public (string Id, DateTimeOffset? StartedAt)? Read(HttpAnswer answer)
    {
        if (answer.StatusCode is < 200 or > 299)
            throw new HttpProblemException($"newest job id: HTTP {answer.StatusCode}");
        var text = Encoding.UTF8.GetString(answer.Body).Trim();
        if (text.Length == 0)
            return null;
        if (text[0] is not ('{' or '[' or '"') && text != "null")
            return (text, null);
        using var body = Parsed(answer.Body);
        var (root, found) = (body.RootElement, default(JsonElement));
        if (root.ValueKind is JsonValueKind.Object or JsonValueKind.Array && !Find(root, out found))
            throw new HttpProblemException($"newest job id: nothing at {Path}");
        if (root.ValueKind == JsonValueKind.String)
            found = root;
        return found.ValueKind switch
        {
            JsonValueKind.String => (JsonValues.TextOf(found) ?? "", StartOf(root)),
            JsonValueKind.Number => (found.GetRawText(), StartOf(root)),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => throw new HttpProblemException($"newest job id: {Path} is {JsonValues.Describe(found)}"),
        };
    }

    private static DateTimeOffset? StartOf(JsonElement root) => root.ValueKind == JsonValueKind.Object ? JobReport.Time(root, "started_at") : null;

    private bool Find(JsonElement root, out JsonElement found)
    {
        try
        {
            return Path.TryFindFirst(root, out found);
        }
        catch (JsonPathTooExpensiveException e)
        {
            throw new HttpProblemException($"newest job id: {e.Message}", e);
        }
    }

    private static JsonDocument Parsed(byte[] body)
    {
        try
        {
            return JsonBody.Parse(body);
        }
        catch (HttpProblemException e)
        {
            throw new HttpProblemException($"newest job id: {e.Message}", e);
        }
    }
}
