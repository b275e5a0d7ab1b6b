using Akka.Actor;
using Akka.Persistence;
using LinqToDB.Mapping;

namespace Monitor.Actors.Journal;

/// <summary>A row of the table that Akka.Persistence.Sql keeps; read here, never written.</summary>
[Table("journal")]
internal sealed class JournalRow
{
    [Column("ordering")]
    public long Ordering { get; init; }

    [Column("deleted")]
    public bool IsDeleted { get; init; }

    [Column("persistence_id")]
    public string PersistenceId { get; init; } = "";

    [Column("sequence_number")]
    public long SequenceNumber { get; init; }

    /// <summary>Ticks, UTC.</summary>
    [Column("created")]
    public long Created { get; init; }

    [Column("manifest")]
    public string Manifest { get; init; } = "";

    [Column("writer_uuid")]
    public string Writer { get; init; } = "";

    [Column("message")]
    public byte[] Message { get; init; } = [];

    /// <exception cref="JournalFormatException">It was not written by this version or an older one.</exception>
    public IPersistentRepresentation ToPersistent() => new Persistent(
        EventJson.Read(Message, Manifest), SequenceNumber, PersistenceId, Manifest, IsDeleted, ActorRefs.NoSender, Writer, Created);
}
