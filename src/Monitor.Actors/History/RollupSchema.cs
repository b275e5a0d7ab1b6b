namespace Monitor.Actors.History;

/// <summary>The SQL that makes the tables of the tiers, of the engine's runs and of what uptime needs besides.</summary>
/// <remarks>
/// Rollups are rows of a few dozen bytes (a minute block: some hundred) that are read by check and time, so they lie in
/// that order: a month of hours is a handful of neighbouring pages.
/// </remarks>
internal static class RollupSchema
{
    /// <param name="ofSqlite">False for PostgreSQL, which has other words for the same.</param>
    public static IReadOnlyList<string> For(bool ofSqlite) =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS rollups (
            tier INTEGER NOT NULL,
            check_id INTEGER NOT NULL,
            start INTEGER NOT NULL,
            data {(ofSqlite ? "BLOB" : "BYTEA")} NOT NULL,
            PRIMARY KEY (tier, check_id, start)
        ) {Clustered(ofSqlite)}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS rolled (
            check_id INTEGER NOT NULL PRIMARY KEY,
            until {Long(ofSqlite)} NOT NULL,
            first_at {Long(ofSqlite)},
            last_at {Long(ofSqlite)}
        ) {Strict(ofSqlite)}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS horizons (
            tier INTEGER NOT NULL PRIMARY KEY,
            since {Long(ofSqlite)} NOT NULL
        ) {Strict(ofSqlite)}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS paces (
            check_id INTEGER NOT NULL,
            since {Long(ofSqlite)} NOT NULL,
            longest_ms {Long(ofSqlite)} NOT NULL,
            PRIMARY KEY (check_id, since)
        ) {Clustered(ofSqlite)}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS silences (
            check_id INTEGER NOT NULL,
            since {Long(ofSqlite)} NOT NULL,
            until {Long(ofSqlite)} NOT NULL,
            PRIMARY KEY (check_id, since)
        ) {Clustered(ofSqlite)}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS planned (
            check_id INTEGER NOT NULL,
            since {Long(ofSqlite)} NOT NULL,
            kind INTEGER NOT NULL,
            until {Long(ofSqlite)} NOT NULL,
            PRIMARY KEY (check_id, since, kind)
        ) {Clustered(ofSqlite)}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS engine_runs (
            started_at {Long(ofSqlite)} NOT NULL PRIMARY KEY,
            last_beat {Long(ofSqlite)} NOT NULL,
            stopped_at {Long(ofSqlite)}
        ) {Strict(ofSqlite)}
        """,
    ];

    private static string Long(bool ofSqlite) => ofSqlite ? "INTEGER" : "BIGINT";

    private static string Strict(bool ofSqlite) => ofSqlite ? "STRICT" : "";

    private static string Clustered(bool ofSqlite) => ofSqlite ? "STRICT, WITHOUT ROWID" : "";
}
