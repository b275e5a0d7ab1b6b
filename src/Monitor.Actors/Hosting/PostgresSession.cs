using System.Globalization;
using Npgsql;

namespace Monitor.Actors.Hosting;

/// <summary>The one connection that holds the advisory lock: the server lets go of it when the connection ends.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class PostgresSession : IDisposable
{
    /// <summary>"monitor" in ASCII; locks are per database.</summary>
    private const long Key = 0x6D_6F6E_6974_6F72;

    private const int PatienceSeconds = 5;

    /// <summary>A host that vanished without a word is given up by the server after 10 + 3 x 5 s, and the lock with it.</summary>
    private const string KeepAlive = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

    private const string Holder = """
        SELECT activity.pid, activity.application_name, host(activity.client_addr)
        FROM pg_locks JOIN pg_stat_activity activity USING (pid)
        WHERE locktype = 'advisory' AND granted AND objsubid = 1
            AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND (classid::bigint << 32 | objid::bigint) = @key
        """;

    private readonly NpgsqlConnection _connection;

    private PostgresSession(NpgsqlConnection connection) => _connection = connection;

    public Version ServerVersion => _connection.PostgreSqlVersion;

    public static async Task<PostgresSession> OpenAsync(PostgresAddress address, string role, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(address.Connection(pool: 0, role).Reveal());
        try
        {
            await connection.OpenAsync(cancel);
            var session = new PostgresSession(connection);
            await session.ExecuteAsync(KeepAlive, cancel);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task<object?> ExecuteAsync(string sql, CancellationToken cancel) => ExecuteAsync(sql, (_, _) => { }, cancel);

    /// <returns>False when another session has it.</returns>
    public async Task<bool> TryLockAsync(CancellationToken cancel) =>
        (bool)(await ExecuteAsync("SELECT pg_try_advisory_lock(@key)", WithKey, cancel))!; // never null

    /// <returns>Null when it has just let go.</returns>
    public async Task<(int Pid, string Role, string? From)?> HolderAsync(CancellationToken cancel)
    {
        using var command = Command(Holder);
        WithKey(command, Key);
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? (row.GetInt32(0), row.IsDBNull(1) ? "" : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2))
            : null;
    }

    public Task EndAsync(int pid, CancellationToken cancel) =>
        ExecuteAsync($"SELECT pg_terminate_backend({pid.ToString(CultureInfo.InvariantCulture)})", cancel);

    /// <summary>Returns after a while if the server still answers; throws as soon as the connection is known to be broken.</summary>
    public async Task StayAsync(TimeSpan time, CancellationToken cancel)
    {
        await _connection.WaitAsync(time, cancel);
        await ExecuteAsync("SELECT 1", cancel);
    }

    public void Dispose() => _connection.Dispose();

    private static void WithKey(NpgsqlCommand command, long key) => command.Parameters.AddWithValue("key", key);

    private async Task<object?> ExecuteAsync(string sql, Action<NpgsqlCommand, long> prepare, CancellationToken cancel)
    {
        using var command = Command(sql);
        prepare(command, Key);
        return await command.ExecuteScalarAsync(cancel);
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql; // always a constant of ours
        command.CommandTimeout = PatienceSeconds;
        return command;
    }
}
