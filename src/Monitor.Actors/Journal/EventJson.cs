using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>Events as JSON: short, readable in five years, without a type name in it.</summary>
public static class EventJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static byte[] Write(CheckEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Options);

    /// <exception cref="JournalFormatException">The bytes were not written by this version or an older one.</exception>
    public static CheckEvent Read(ReadOnlySpan<byte> json, string manifest)
    {
        var type = EventManifests.TypeOf(manifest) ?? throw new JournalFormatException(
            $"the journal holds an event \"{manifest}\" that this version does not know; it was written by a newer one");
        try
        {
            return (CheckEvent?)JsonSerializer.Deserialize(json, type, Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new JournalFormatException($"an event \"{manifest}\" in the journal cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Null for what cannot be read: a damaged event must not hide the others, and the event log shows it.</summary>
    public static CheckEvent? ReadOrNull(ReadOnlySpan<byte> json, string manifest)
    {
        try
        {
            return Read(json, manifest);
        }
        catch (JournalFormatException)
        {
            return null;
        }
    }
}

/// <summary>The journal holds something that this version cannot read.</summary>
public sealed class JournalFormatException(string message, Exception? inner = null) : Exception(message, inner);
