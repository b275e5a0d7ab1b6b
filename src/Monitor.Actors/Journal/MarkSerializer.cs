using System.Buffers.Binary;
using Akka.Actor;
using Akka.Serialization;
using Monitor.Actors.Health;

namespace Monitor.Actors.Journal;

/// <summary>Stores a <see cref="JournalMark"/> as its ticks.</summary>
public sealed class MarkSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Part of every journal: it does not change.</summary>
    public override int Identifier => 8502;

    public override string Manifest(object o) => "mark";

    public override byte[] ToBinary(object obj)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, ((JournalMark)obj).At.UtcTicks);
        return bytes;
    }

    public override object FromBinary(byte[] bytes, string manifest) =>
        new JournalMark(new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(bytes), TimeSpan.Zero));
}
