using LinqToDB;

namespace Monitor.Actors.History;

/// <summary>The SQL that makes the history tables, per database; the only place that knows a database's dialect.</summary>
/// <remarks>
/// A row costs 29 bytes and its index 18: names stand in <c>checks</c> once, and there is no row id beside the key.
/// Rollups are tables of their own; these two do not change for them. The index holds the kind as well, so that
/// counting the failures of a day reads the index alone.
/// </remarks>
internal static class HistorySchema
{
    /// <summary>Persistent in the file: readers never wait for the writer, nor the writer for them.</summary>
    public const string SqliteWal = "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL";

    /// <summary>
    /// Per connection. NORMAL may lose the last batches with the power, never with the process. Checks are scattered over
    /// the table, so that rarer checkpoints (16 MB) save a third of the writing.
    /// </summary>
    public const string SqlitePragmas =
        "PRAGMA busy_timeout=2000; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864";

    private static readonly string[] Sqlite =
    [
        """
        CREATE TABLE IF NOT EXISTS checks (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT
        """,
        """
        CREATE TABLE IF NOT EXISTS results (
            check_id INTEGER NOT NULL,
            at INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            latency_ms INTEGER,
            attempts INTEGER NOT NULL,
            status_code INTEGER,
            reason TEXT,
            details TEXT,
            PRIMARY KEY (check_id, at, seq)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX IF NOT EXISTS results_at ON results (at, kind)",
    ];

    public static bool IsSqlite(string? provider) =>
        provider?.StartsWith(ProviderName.SQLite, StringComparison.Ordinal) == true;

    /// <summary>The statements that create what is missing and leave alone what is there.</summary>
    public static IReadOnlyList<string> For(string? provider) => IsSqlite(provider)
        ? [.. Sqlite, .. RollupSchema.For(ofSqlite: true)]
        : throw new NotSupportedException($"History has no tables for the database provider \"{provider}\" yet");
}
