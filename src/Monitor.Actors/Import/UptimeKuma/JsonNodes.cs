using System.Text.Json;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.UptimeKuma;

/// <summary>JSON as the nodes that foreign files are read from; they do not know their lines.</summary>
internal static class JsonNodes
{
    private const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Disallow };

    /// <exception cref="JsonException">It is no JSON, or nested too deep.</exception>
    public static YamlNode Read(string text)
    {
        using var document = JsonDocument.Parse(text, Options);
        return Node(document.RootElement);
    }

    /// <summary>For JSON within a text; null when it is none.</summary>
    public static YamlNode? TryRead(string? text)
    {
        try
        {
            return text is null ? null : Read(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Recursion is safe: the parser refuses deep nesting. Of a key that is there twice the last counts, as in JavaScript.</summary>
    private static YamlNode Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Made.Map(element.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal)
            .Select(members => (members.Key, (YamlNode?)Node(members.Last().Value)))),
        JsonValueKind.Array => Made.List(element.EnumerateArray().Select(Node)),
        JsonValueKind.String => Made.Text(element.GetString()!), // a string has a text
        _ => Made.Plain(element.GetRawText()),
    };
}
