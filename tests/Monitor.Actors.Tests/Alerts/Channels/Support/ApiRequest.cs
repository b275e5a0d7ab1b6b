using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts.Channels.Support;

/// <summary>A request as the receivers of these tests look at it.</summary>
internal sealed record ApiRequest(string Method, string Path, Dictionary<string, string> Headers, string Body)
{
    public static ApiRequest Of(string request)
    {
        var parts = request.Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new(lines[0].Split(' ')[0], lines[0].Split(' ')[1], headers, parts[1]);
    }

    /// <summary>Null when it is no JSON object, or does not say that it is one.</summary>
    public JsonObject? Json
    {
        get
        {
            try
            {
                return Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) == true ? JsonNode.Parse(Body) as JsonObject : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    public Dictionary<string, string> Form => Body.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));

    public int Bytes => Encoding.UTF8.GetByteCount(Body);

    public static byte[] Answer(int status, string body, string headers = "") => LoopbackTarget.Answer(body, status, headers);

    public static byte[] AnswerJson(int status, string body, string headers = "") =>
        LoopbackTarget.Answer(body, status, $"Content-Type: application/json\r\n{headers}");
}
