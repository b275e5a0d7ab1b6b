using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LinqToDB.Mapping;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>What the events of a check came to up to one of them: derived from the journal, and of use only to the build that wrote it.</summary>
/// <remarks>
/// Another build may apply events differently or keep more, so it does not look at it and folds the events anew: nobody
/// has to remember to raise a version (docs/decisions/0028).
/// </remarks>
[Table("states")]
internal sealed class StoredState
{
    /// <summary>Differs whenever anything in this assembly does.</summary>
    public static string ThisBuild { get; } = typeof(CheckState).Module.ModuleVersionId.ToString("N");

    /// <summary>In one place for SQLite and PostgreSQL.</summary>
    public static string Table(bool ofSqlite) => $"""
        CREATE TABLE IF NOT EXISTS states (
            persistence_id TEXT NOT NULL PRIMARY KEY,
            sequence_number {(ofSqlite ? "INTEGER" : "BIGINT")} NOT NULL,
            created {(ofSqlite ? "INTEGER" : "BIGINT")} NOT NULL,
            build TEXT NOT NULL,
            state {(ofSqlite ? "BLOB" : "BYTEA")} NOT NULL,
            sum {(ofSqlite ? "BLOB" : "BYTEA")} NOT NULL
        ) {(ofSqlite ? "STRICT, WITHOUT ROWID" : "")}
        """;

    [Column("persistence_id")]
    public string PersistenceId { get; init; } = "";

    /// <summary>The newest event that is in it.</summary>
    [Column("sequence_number")]
    public long SequenceNumber { get; init; }

    /// <summary>When that event was stored: a journal that was begun anew has another one under the same number.</summary>
    [Column("created")]
    public long Created { get; init; }

    [Column("build")]
    public string Build { get; init; } = "";

    [Column("state")]
    public byte[] State { get; init; } = [];

    [Column("sum")]
    public byte[] Sum { get; init; } = [];

    public static StoredState Of(string persistenceId, long number, long created, CheckState state)
    {
        var json = StateJson.Write(state);
        return new StoredState
        {
            PersistenceId = persistenceId,
            SequenceNumber = number,
            Created = created,
            Build = ThisBuild,
            State = json,
            Sum = SumOf(persistenceId, number, created, ThisBuild, json),
        };
    }

    /// <summary>Null when it is damaged, or another build wrote it: then the events are read instead.</summary>
    public CheckState? Read()
    {
        if (Build != ThisBuild || !SumOf(PersistenceId, SequenceNumber, Created, Build, State).AsSpan().SequenceEqual(Sum))
            return null;
        try
        {
            return StateJson.Read(State);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] SumOf(string persistenceId, long number, long created, string build, byte[] json)
    {
        var about = string.Create(CultureInfo.InvariantCulture, $"{persistenceId}\n{number}\n{created}\n{build}\n");
        return SHA256.HashData([.. Encoding.UTF8.GetBytes(about), .. json]);
    }
}
