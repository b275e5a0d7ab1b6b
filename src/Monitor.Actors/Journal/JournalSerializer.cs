using Akka.Actor;
using Akka.Serialization;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>Stores a <see cref="CheckEvent"/> as JSON under its manifest.</summary>
public sealed class JournalSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Part of every journal: it does not change.</summary>
    public override int Identifier => 8501;

    public override string Manifest(object o) => EventManifests.Of((CheckEvent)o);

    public override byte[] ToBinary(object obj) => EventJson.Write((CheckEvent)obj);

    public override object FromBinary(byte[] bytes, string manifest) => EventJson.Read(bytes, manifest);
}
