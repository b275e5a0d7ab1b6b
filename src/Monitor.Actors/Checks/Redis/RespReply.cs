using System.Text.Json;

namespace Monitor.Actors.Checks.Redis;

/// <summary>One answer of a Redis server.</summary>
/// <param name="Text">Null for nothing: the key is not there.</param>
/// <param name="IsError">The server said no, and the text says why.</param>
public sealed record RespReply(string? Text, bool IsError = false)
{
    public JsonElement? Json => Text is null ? null : JsonSerializer.SerializeToElement(Text);
}
