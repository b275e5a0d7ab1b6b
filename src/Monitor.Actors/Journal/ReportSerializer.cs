using System.Collections.Frozen;
using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Journal;

/// <summary>Stores a <see cref="ReportEvent"/> as JSON under its manifest.</summary>
public sealed class ReportSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const string Made = "report";
    public const string Signed = "report-signed";

    private static readonly FrozenDictionary<string, Type> Types = new Dictionary<string, Type>
    {
        ["report-planned"] = typeof(ReportEvent.Planned),
        ["report-dropped"] = typeof(ReportEvent.Dropped),
        [Made] = typeof(ReportEvent.Made),
        ["report-skipped"] = typeof(ReportEvent.Skipped),
        [Signed] = typeof(ReportEvent.Signed),
        ["report-reminded"] = typeof(ReportEvent.Reminded),
        ["report-held"] = typeof(ReportEvent.Held),
        ["report-delivered"] = typeof(ReportEvent.Delivered),
        ["report-abandoned"] = typeof(ReportEvent.Abandoned),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> Manifests = Types.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static IEnumerable<string> All => Types.Keys;

    /// <summary>Part of every journal: it does not change.</summary>
    public override int Identifier => 8504;

    public override string Manifest(object o) => Of((ReportEvent)o);

    public static string Of(ReportEvent happened) => Manifests[happened.GetType()];

    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, obj.GetType(), EventJson.Options);

    public override object FromBinary(byte[] bytes, string manifest) => Read(bytes, manifest);

    /// <exception cref="JournalFormatException">The bytes were not written by this version or an older one.</exception>
    public static ReportEvent Read(ReadOnlySpan<byte> json, string manifest)
    {
        var type = Types.GetValueOrDefault(manifest) ?? throw new JournalFormatException(
            $"the journal holds an event \"{manifest}\" that this version does not know; it was written by a newer one");
        try
        {
            return (ReportEvent?)JsonSerializer.Deserialize(json, type, EventJson.Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new JournalFormatException($"an event \"{manifest}\" in the journal cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Null for what cannot be read: a damaged event must not hide the others, and the event log shows it.</summary>
    public static ReportEvent? ReadOrNull(ReadOnlySpan<byte> json, string manifest)
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
