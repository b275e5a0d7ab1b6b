using Monitor.Actors.Journal;

namespace Monitor.Actors.Hosting;

/// <summary>Makes sure, before anything starts, that a PostgreSQL database is new enough, holds every text and can be written.</summary>
/// <remarks>Whether its files are sound is the server's to say, and it does.</remarks>
internal static class PostgresPreflight
{
    private const string Encoding = "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()";

    private const string Write = """
        BEGIN;
        CREATE TABLE IF NOT EXISTS preflight (at timestamptz);
        DELETE FROM preflight;
        INSERT INTO preflight VALUES (now());
        COMMIT
        """;

    /// <exception cref="PreflightException">With one sentence for the operator.</exception>
    public static async Task LookAsync(PostgresSession session, PostgresAddress address, CancellationToken cancel)
    {
        var encoding = (string)(await session.ExecuteAsync(Encoding, cancel))!; // the current database is in the list
        if ((PostgresProblem.TooOld(session.ServerVersion, address) ?? PostgresProblem.WrongEncoding(encoding, address)) is { } problem)
            throw problem;
    }

    public static Task ProveWritableAsync(PostgresSession session, CancellationToken cancel) => session.ExecuteAsync(Write, cancel);
}
