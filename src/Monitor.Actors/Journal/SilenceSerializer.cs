using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;
using Monitor.Actors.Alerts.Silences;

namespace Monitor.Actors.Journal;

/// <summary>Stores a <see cref="SilenceEvent"/> as JSON under its manifest.</summary>
public sealed class SilenceSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const string Begun = "silence";
    public const string Ended = "silence-ended";

    /// <summary>Part of every journal: it does not change.</summary>
    public override int Identifier => 8503;

    public override string Manifest(object o) => o is SilenceEvent.Begun ? Begun : Ended;

    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, obj.GetType(), EventJson.Options);

    public override object FromBinary(byte[] bytes, string manifest) => Read(bytes, manifest);

    /// <exception cref="JournalFormatException">The bytes were not written by this version or an older one.</exception>
    public static SilenceEvent Read(ReadOnlySpan<byte> json, string manifest)
    {
        try
        {
            SilenceEvent? happened = manifest switch
            {
                Begun => JsonSerializer.Deserialize<SilenceEvent.Begun>(json, EventJson.Options),
                Ended => JsonSerializer.Deserialize<SilenceEvent.Ended>(json, EventJson.Options),
                _ => throw new JournalFormatException($"the journal holds an event \"{manifest}\" that this version does not know; it was written by a newer one"),
            };
            return happened ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new JournalFormatException($"an event \"{manifest}\" in the journal cannot be read: {e.Message}", e);
        }
    }
}
